"""Killed at any moment: the log is whole with every event that was said to be written, and the store can be used."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hand import reading

from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import SqliteStore

KILLS = 30
TESTS = Path(__file__).resolve().parents[1]

APPEND = """
import sys
from pathlib import Path
from rodedraad.adapters.logbook import SqliteLog
log = SqliteLog(Path(sys.argv[1]))
person = log.person("Jo")
print("ready", flush=True)
for number in range(100000):
    event = log.append(at="t", person=person, kind="edit", values={"n": number, "text": "x" * 3000})
    sys.stdout.write(event.id + "\\n")
    sys.stdout.flush()
"""

PUT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from hand import reading
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.records import Links
store = SqliteStore(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(100000):
    made = [reading(f"{one:064d}", [f"Zin {one} ronde {number} over lucht en water. " * 20] * 20) for one in range(5)]
    for one in made:
        store.put(str(number), one)
    store.settle(str(number), [one.source for one in made], [], Links(), coverage=[one.coverage for one in made])
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def killed(code, seconds, *arguments):
    """What the program said before it was killed, after it was ready and went on for a while; it must die of that."""
    with subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        time.sleep(seconds)
        process.kill()
        said = [line.strip() for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        assert process.wait() == -signal.SIGKILL, "it ended by itself: nothing was killed"
        return said


@pytest.mark.slow
def test_no_event_that_was_written_is_ever_lost(tmp_path):
    moments = random.Random(2026)
    path = tmp_path / "logboek.db"
    said = []
    for _ in range(KILLS):
        said += killed(APPEND, moments.uniform(0, 0.08), str(path))
        with SqliteLog(path) as log:
            ids = [event.id for event in log.events()]
            assert log.failures() == ()
        assert set(said) <= set(ids)
    assert len(said) > KILLS


@pytest.mark.slow
def test_the_store_is_usable_and_never_half_settled(tmp_path):
    moments = random.Random(6202)
    path = tmp_path / "dossier.db"
    settled = 0
    for _ in range(KILLS):
        rounds = killed(PUT, moments.uniform(0, 0.15), str(path), str(TESTS))
        settled += len(rounds)
        with SqliteStore(path) as store:
            held = store.keys()
            for one in store.readings(held):
                number = held[one.source.id]
                assert one == reading(
                    one.source.id, [f"Zin {int(one.source.id)} ronde {number} over lucht en water. " * 20] * 20
                )
                hits = store.search(f'"zin {int(one.source.id)} ronde {number}"', 1)
                assert [hit.source for hit in hits] == [one.source.id]
            if store.fingerprint() is not None:
                assert store.counts()["coverage"] == store.counts()["sources"] == 5
            if rounds:
                assert int(store.fingerprint()) >= int(rounds[-1])
        assert not path.with_name("dossier.db.kapot").exists()
    assert settled > 0

"""Same input, same bytes; cold equals incremental; killed at any moment, the next build ends as if nothing happened."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rodedraad import cli, frame, perusing
from rodedraad import dossier as dossiers
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import KINDS, SqliteStore

SOME = (
    "bewoners/Zienswijze Duinrand Leefbaar (definitief).odt",
    "mail/Schriftelijke vragen Duin en Dorp.eml",
    "milieu/kooks-voorbij.md",
    "maatschappelijk/werk-maken-van-de-omslag.html",
    "gemeenten/samen/LM-2026-031 brief aan Tweede Kamer.pdf",
    "bedrijven/Havenbedrijf Koers 2035.pptx",
    "overig/Bijlage 3 meetreeksen.pdf",
)
STAMP = "2026-01-01T00:00:00Z"
KILLS = 30


def _dossier(root: Path, *files: str) -> DossierFolder:
    root.mkdir(parents=True)
    for name in ("dossier.toml", "bronnen.toml"):
        shutil.copy(dossiers.example() / name, root / name)
    for file in files:
        _put(root, file)
    return DossierFolder.open(root)


def _put(root: Path, file: str) -> None:
    target = root / "bronnen" / file
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(dossiers.example() / "bronnen" / file, target)


def _build(folder: DossierFolder, **options) -> dossiers.Outcome:
    return dossiers.build(folder, name="proef", at=STAMP, **options)


def _bytes(folder: DossierFolder) -> dict[str, bytes]:
    """Every file that ``export`` writes: what people get is what is compared."""
    shutil.rmtree(folder.output, ignore_errors=True)
    folder.output.mkdir()
    for to in ("jsonl", "csv", "html"):
        for language in ("nl", "en") if to == "html" else ("nl",):
            assert cli.run(["export", str(folder.root), "--to", to, "--stamp", STAMP, "--lang", language]) == 0
    found = {file.name: file.read_bytes() for file in folder.output.rglob("*") if file.is_file()}
    assert {f"{kind}.{to}" for kind in KINDS for to in ("jsonl", "csv")} < set(found)
    return found


def _command(*arguments, **environment) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "rodedraad", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | environment,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = _dossier(tmp_path_factory.mktemp("gebouwd") / "dossier", *SOME)
    _build(folder)
    return folder


def test_the_bytes_do_not_depend_on_place_order_processes_seed_locale_or_time_zone(built, tmp_path):
    other = _dossier(tmp_path / "elders met spatie", *reversed(SOME))
    # by hand, since the command stamps what it writes in the log with the clock
    build = (
        "from pathlib import Path; from rodedraad import dossier; from rodedraad.adapters.folder import DossierFolder; "
    )
    build += f"dossier.build(DossierFolder.open(Path({str(other.root)!r})), name='proef', at={STAMP!r}, workers=1)"
    odd = {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "TZ": "Pacific/Auckland"}
    subprocess.run([sys.executable, "-c", build], env=os.environ | odd, check=True)
    assert _bytes(other) == _bytes(built)


def test_one_document_more_reads_that_one_alone_and_ends_as_if_built_at_once(built, tmp_path):
    folder = _dossier(tmp_path / "groeit", *SOME[:3])
    _build(folder, workers=1)
    for count, file in enumerate(SOME[3:], start=4):
        _put(folder.root, file)
        assert _build(folder, workers=1).recomputed == 1, count
    assert _bytes(folder) == _bytes(built)
    (folder.root / "bronnen" / SOME[0]).unlink()
    assert _build(folder, workers=1).recomputed == 0
    cold = _dossier(tmp_path / "koud", *SOME[1:])
    _build(cold, workers=1)
    assert _bytes(folder) == _bytes(cold)


def test_a_list_for_a_script_is_the_exported_file_byte_for_byte(built, capfdbinary):
    found = _bytes(built)
    capfdbinary.readouterr()
    for kind in KINDS:
        assert cli.run(["list", str(built.root), kind, "--format", "jsonl"]) in (0, 1)  # 1 where there are problems
        sys.stdout.flush()
        assert capfdbinary.readouterr().out == found[f"{kind}.jsonl"], kind
    listed = subprocess.run(
        [sys.executable, "-m", "rodedraad", "list", built.root, "statements", "--format", "jsonl"],
        capture_output=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert listed.stdout == found["statements.jsonl"]
    assert len(found["statements.jsonl"].splitlines()) > 20


def test_nothing_changed_reads_nothing_and_changes_nothing(built):
    before = _bytes(built)
    assert _build(built).recomputed == 0
    assert _bytes(built) == before


def test_deleting_what_is_derived_loses_nothing(built, tmp_path):
    copy = tmp_path / "kopie"
    shutil.copytree(built.root, copy)
    folder = DossierFolder.open(copy)
    statement = json.loads(_command("list", copy, "statements", "--json").stdout)[0]
    assert _command("edit", copy, statement["id"], "type=zorg", "--as", "proef").returncode in (0, 1)
    corrected = _bytes(folder)
    folder.store.unlink()
    _build(folder)
    assert _bytes(folder) == corrected
    assert _command("undo", copy, "--as", "proef").returncode in (0, 1)
    assert _bytes(folder) == _bytes(built)


@pytest.mark.slow
def test_killed_at_thirty_random_moments_the_next_build_ends_in_the_same_bytes(tmp_path):
    chance = random.Random(20261122)
    folder = _dossier(tmp_path / "gedood", *SOME)
    with SqliteLog(folder.log) as log:
        for number in range(3):
            log.append(at=STAMP, person=log.person("proef"), kind="setting", targets=(), values={f"x{number}": number})
        before = {event.id for event in log.events()}
    began = time.monotonic()
    assert _command("build", str(folder.root), "--as", "proef").returncode in (0, 1)
    longest = time.monotonic() - began
    kills = 0
    for attempt in range(3 * KILLS):
        if kills == KILLS:
            break
        process = subprocess.Popen(
            [sys.executable, "-m", "rodedraad", "build", str(folder.root), "--as", "proef"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.05, longest))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        is_killed = process.wait() == -signal.SIGKILL
        kills += is_killed
        if not is_killed or attempt % 6 == 5:
            folder.store.unlink(missing_ok=True)  # a build with nothing to do would end before it can be killed
        with SqliteLog(folder.log, is_read_only=True) as log:
            assert log.failures() == ()
            assert before <= {event.id for event in log.events()}
    assert kills == KILLS, "too few builds died of it: the moments lie after their end"
    cold = tmp_path / "koud"  # with the same log, which the report shows
    shutil.copytree(folder.root, cold, ignore=shutil.ignore_patterns("dossier.db*", "uitvoer"))
    _build(folder)
    _build(DossierFolder.open(cold))
    assert _bytes(folder) == _bytes(DossierFolder.open(cold))


def test_a_setting_of_another_release_in_the_log_is_said_and_does_not_block(built, tmp_path):
    copy = tmp_path / "kopie"
    shutil.copytree(built.root, copy)
    folder = DossierFolder.open(copy)
    with SqliteLog(folder.log) as log:
        values = {'"dossier.toml".kleur': "rood"}
        log.append(at=STAMP, person=log.person("later"), kind="setting", targets=(), values=values)
    outcome = _build(folder)
    assert [problem.message.code for problem in outcome.problems if problem.source == folder.log.name]
    assert outcome.counts["statements"] > 100


def test_one_document_on_which_a_stage_trips_is_a_problem_and_stops_nothing(monkeypatch):
    monkeypatch.setattr(perusing, "_understood", lambda *_: 1 // 0)
    data = b"Wij willen schone lucht."
    errand = perusing.Errand(
        path="stuk.md",
        sha256=hashlib.sha256(data).hexdigest(),
        frame=frame.frame({}),
        overrides=(),
        load=lambda _path: data,
    )
    (problem,) = perusing.perused(errand).problems
    assert (problem.source, problem.message.code) == ("stuk.md", "pipeline.stage_failed")


def test_a_later_day_judges_a_year_as_a_cold_build_of_that_day_does(tmp_path):
    # an incremental build on a later day used to keep a year as not over that a cold build called whole
    rows = "".join(
        f"2026-{month:02d}-{day:02d};Velsen;NO2;µg/m3;20\n" for month in range(1, 13) for day in range(1, 29)
    )
    found = {}
    for name, days in (("warm", ("2026-06-15", "2027-06-15")), ("cold", ("2027-06-15",))):
        folder = _dossier(tmp_path / name)
        folder.series.mkdir()
        (folder.series / "a.csv").write_text("datum;plaats;component;eenheid;waarde\n" + rows, encoding="utf-8")
        for day in days:
            dossiers.build(folder, name="A", at=f"{day}T00:00:00Z", workers=1)
        with SqliteStore(folder.store, is_read_only=True) as store:
            found[name] = tuple(store.records("indicators"))
    assert found["cold"]
    assert found["warm"] == found["cold"]

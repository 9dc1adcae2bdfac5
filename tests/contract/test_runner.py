"""What every runner must do: results in order, errors where the results are asked for."""

import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hand import reading

from rodedraad import perusing
from rodedraad.adapters import processes
from rodedraad.adapters.processes import DIED, TOO_SLOW, InlineRunner, ProcessRunner, cores, runner
from rodedraad.errors import StoreError, UnreadableSource
from rodedraad.frame import frame

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each worker imports what it needs")


def double(number):
    return number * 2


def uneven(number):
    time.sleep(0.05 if number == 0 else 0)
    return number, os.getpid()


def refuse(number):
    if number == 2:
        raise UnreadableSource("encrypted", "read.encrypted", page=3, path="x.pdf")
    return number


class OddError(Exception):
    def __init__(self, one, two):
        super().__init__(one)
        self.two = two


def odd(_):
    raise OddError(1, 2)


def large(size):
    return b"x" * size


def fatal(number):
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 3:
        time.sleep(60)
    if number == 5:
        raise MemoryError
    return number


def dies_in_company(item):
    """Dies while another works beside it, as on a machine with too little memory for both."""
    folder, number = item
    (folder / f"{number}").touch()
    time.sleep(0.2)
    if number == 1 and len(list(folder.iterdir())) > 1:
        (folder / "1").unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    (folder / f"{number}").unlink()
    return number


def read(number):
    return reading(f"{number:064d}", [f"Zin {number}."], quotes=[f"Zin {number}."])


def told(item, code, reason):
    return item, code, reason


def at_hand(_):
    """What a worker has imported of ours, and how many threads it takes for a product of matrices."""
    ours = sorted(name for name in sys.modules if name.startswith("rodedraad."))
    many = np.ones((1000, 1000), dtype=np.float32)
    assert (many @ many)[0, 0] == 1000
    return ours, len(list(Path("/proc/self/task").iterdir()))


def at_hand_after(data):
    """As above, after it has read a file."""
    errand = perusing.Errand(
        path="stuk.md", sha256=hashlib.sha256(data).hexdigest(), frame=frame({}), overrides=(), load=lambda _: data
    )
    assert perusing.perused(errand).statements
    return at_hand(data)


@pytest.fixture(params=["inline", "processes", "spawned"])
def any_runner(request, monkeypatch):
    if request.param == "spawned":  # as outside Linux
        monkeypatch.setattr(processes, "_BEGUN_BY", multiprocessing.get_context("spawn"))
    return InlineRunner() if request.param == "inline" else ProcessRunner(workers=2)


def test_results_come_in_the_order_of_the_items(any_runner):
    assert list(any_runner.run(double, range(30))) == [number * 2 for number in range(30)]
    assert [number for number, _ in any_runner.run(uneven, range(20))] == list(range(20))
    assert list(any_runner.run(double, [])) == []


def test_what_the_function_raises_comes_out_with_its_message(any_runner):
    results = any_runner.run(refuse, range(5), failed=told)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(UnreadableSource) as error:
        next(results)
    assert (error.value.kind, error.value.page, error.value.message.values) == ("encrypted", 3, (("path", "x.pdf"),))


def test_an_error_that_cannot_travel_is_still_told():
    with pytest.raises(RuntimeError, match="OddError: 1"):
        list(ProcessRunner(workers=1).run(odd, [0]))


def test_readings_arrive_as_they_were(any_runner):
    assert list(any_runner.run(read, range(5))) == [read(number) for number in range(5)]


def test_results_larger_than_a_pipe_holds():
    assert [len(one) for one in ProcessRunner(workers=2).run(large, [10**7, 1, 10**7])] == [10**7, 1, 10**7]


def test_lost_items_become_failures_and_the_rest_goes_on():
    found = list(ProcessRunner(workers=2, limit_seconds=3).run(fatal, range(8), failed=told))
    assert found == [0, (1, DIED, "signal 9"), 2, (3, TOO_SLOW, "3 s"), 4, (5, DIED, "MemoryError"), 6, 7]


def test_a_lost_item_without_a_failure_is_an_error():
    with pytest.raises(StoreError) as error:
        list(ProcessRunner(workers=2).run(fatal, [0, 1, 2]))
    assert error.value.message.code == DIED


def test_an_item_that_killed_its_worker_is_tried_once_more_alone(tmp_path):
    items = [(tmp_path, number) for number in range(8)]
    assert list(ProcessRunner(workers=3).run(dies_in_company, items, failed=told)) == list(range(8))


def test_no_worker_outlives_an_interrupt():
    results = ProcessRunner(workers=2).run(uneven, range(100))
    _, worker = next(results)
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt())
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


@linux
def test_what_reads_a_file_is_at_hand_before_the_first_one():
    ((before, _),) = ProcessRunner(workers=1).run(at_hand, [b""])
    ((after, _),) = ProcessRunner(workers=1).run(at_hand_after, [b"Wij willen dat de gemeente in 2030 bomen plant."])
    assert {"rodedraad.extract.statements", "rodedraad.link.clues"} < set(before)
    assert [one for one in after if one not in before and not one.startswith("rodedraad.read.")] == []


@linux
def test_a_worker_has_one_thread():
    code = "import test_runner as t; print(*(many for _, many in t.ProcessRunner(workers=1).run(t.at_hand, [b''])))"
    free = {name: value for name, value in os.environ.items() if not name.endswith("NUM_THREADS")}
    place = os.pathsep.join((*sys.path, str(Path(__file__).parent)))
    found = subprocess.run(
        [sys.executable, "-c", code], env=free | {"PYTHONPATH": place}, capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == ["1"]


def test_a_pool_has_no_more_workers_than_items_and_none_where_there_are_none():
    assert isinstance(runner(0, size=0, workers=4), InlineRunner)
    one, many = runner(1, size=1, workers=4), runner(9, size=1, workers=4)
    assert isinstance(one, ProcessRunner)
    assert isinstance(many, ProcessRunner)
    assert (one.workers, many.workers) == (1, 4)


def test_little_to_read_takes_one_worker_and_much_takes_every_core():
    few, many = runner(9, size=20_000), runner(9, size=50_000_000)
    assert isinstance(few, ProcessRunner)
    assert isinstance(many, ProcessRunner)
    assert (few.workers, many.workers) == (1, min(9, cores()))

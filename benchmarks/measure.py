"""How long ten million rows of measurements take, and how much memory: docs/method/measure.md, section 7.

    python benchmarks/measure.py [ROWS]

Writes a table of hours (a row per value, as the LML gives them) to a temporary file, reads it in a process of its own
and prints seconds, the most memory that process had, and what was read. The rows are made by a plain rule, so that each
run has the same.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

_STATIONS, _COMPONENTS = 100, ("PM10", "PM2.5", "NO2")
_FIRST = date(2010, 1, 1)


def _written(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("datum;uur;station;component;eenheid;waarde;gevalideerd\n")
        done = 0
        for day in range(10_000):
            on = (_FIRST + timedelta(days=day)).strftime("%d-%m-%Y")
            for hour in range(24):
                for station in range(_STATIONS):
                    for at, component in enumerate(_COMPONENTS):
                        tenths = (day * 7 + hour * 31 + station * 13 + at * 57) % 600
                        file.write(
                            f"{on};{hour:02};NL{station:05};{component};\u00b5g/m3;{tenths // 10},{tenths % 10};1\n"
                        )
                        done += 1
                        if done == rows:
                            return


def _read(path: Path, answer: multiprocessing.SimpleQueue[tuple[float, float, int, int, int]]) -> None:
    from rodedraad.intake import series, series_held  # noqa: PLC0415  counted with what it costs to load

    started, worked = time.perf_counter(), time.process_time()
    with path.open("rb") as file:
        taken = series.read(file, path=path.name)
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    answer.put((seconds, worked, most, taken.values, len(series_held.packed(taken))))


def main() -> None:
    """Prints one line."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "uren.csv"
        _written(path, rows)
        context = multiprocessing.get_context("spawn")
        answer = context.SimpleQueue()
        process = context.Process(target=_read, args=(path, answer))
        process.start()
        seconds, worked, most, values, held = answer.get()
        process.join()
        megabytes = path.stat().st_size / 1e6
    print(
        f"{values:,} of {rows:,} rows ({megabytes:,.0f} MB) in {seconds:.1f} s ({worked:.1f} s of work), {most} MB, kept in {held / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()

"""How fast the workspace answers: each kind of page from cold, and all of them under twenty readers at once.

python3 benchmarks/workspace.py DOSSIER [--readers 20] [--rounds 5]

The clock runs from the request to the last byte, over a connection of its own on this machine. The floor in the same run is
the style sheet, which is read from disk and sent: what the server costs without a page.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

PAGES = (
    "/", "/draden", "/spanningen", "/witte-vlekken", "/bronnen", "/uitspraken", "/uitspraken?theme=energie", "/partijen",
    "/uitspraken?q=energie", "/logboek", "/hulp", "/api/v1/statements?page_size=100", "/api/v1/subjects?page_size=100",
    "/agenda", "/agenda?beeld=tijdlijn", "/agenda?beeld=net", "/gevraagd", "/gevraagd?laag=rijk", "/indicatoren", "/verwacht",
)  # fmt: skip
FLOOR = "/static/rodedraad.css"


def asked(address: str, path: str) -> tuple[float, bytes]:
    """Milliseconds, and what came."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection(address, timeout=120)
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status != http.client.OK:
        sys.exit(f"{path}: {response.status}")
    return 1000 * (time.perf_counter() - began), body


def is_open(address: str) -> bool:
    """Whether the first page comes, and not that the dossier is being opened."""
    connection = http.client.HTTPConnection(address, timeout=120)
    connection.request("GET", "/")
    status = connection.getresponse().status
    connection.close()
    return status == http.client.OK


def share(times: Sequence[float], hundredths: int) -> float:
    """A percentile, by the nearest rank."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * hundredths // 100)]


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    command = [sys.executable, "-m", "rodedraad", "serve", str(given.dossier), "--no-open"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "encoding": "utf-8"}
    with subprocess.Popen(command, **pipes) as server:
        told = ""
        while "http" not in told:
            told = server.stdout.readline() if server.stdout else ""
        address = re.search(r"http://([^/]+)", told)[1]
        began = time.perf_counter()
        while not is_open(address):
            time.sleep(0.2)
        print(f"open {time.perf_counter() - began:.1f} s after it listens; load {os.getloadavg()[0]:.1f}")
        page = asked(address, "/bronnen")[1].decode()
        source = next(one for one in re.findall(r"/bronnen/[0-9a-f]{64}", page))
        paths = [*PAGES, f"{source}?blad=1", re.search(r"/draden/[\w-]+", asked(address, "/draden")[1].decode())[0]]
        print(f"{'page':44}{'cold':>9}{'again':>9}")
        for path in paths:
            print(
                f"{path[:42]:44}{asked(address, path)[0]:7.0f}ms{statistics.median(asked(address, path)[0] for _ in range(5)):7.1f}ms"
            )
        pictures = [f"{source}/blad-{number}.png" for number in (1, 2, 3)]
        for path in pictures:
            print(f"{'picture of a page':44}{asked(address, path)[0]:7.0f}ms{asked(address, path)[0]:7.1f}ms")
        with ThreadPoolExecutor(given.readers) as readers:
            for name, wanted in (("the first page", ["/"]), ("all pages", paths), ("the floor", [FLOOR])):
                jobs = [path for _ in range(given.rounds * given.readers // len(wanted) + 1) for path in wanted]
                times = list(readers.map(lambda path: asked(address, path)[0], jobs))
                half, most = statistics.median(times), share(times, 95)
                print(
                    f"{given.readers} readers, {name:22}: median {half:.0f} ms, p95 {most:.0f} ms ({len(times)} requests)"
                )
        print(f"memory {psutil.Process(server.pid).memory_info().rss / 1e6:.0f} MB")
        server.terminate()


if __name__ == "__main__":
    main()

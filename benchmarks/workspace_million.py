"""How the workspace answers on a very large dossier: from the start until it is open, each kind of page cold and again, a correction.

python3 benchmarks/workspace_million.py DOSSIER [--settle SECONDS] [--readers 20]

DOSSIER is one that ``large_dossier.py`` made, of any size. Times are from the request to the last byte; beside them stands what the
server's own processor took, since that is what remains of a time on a machine that others load. A correction is the form
of a statement, sent with its token, and the page of that statement until it says what was changed; the build that would
count it is stopped, since it would read every file again, and afterwards the event is taken back.
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
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psutil

from workspace import share

ONE_OF = {
    "/bronnen": r"/bronnen/[0-9a-f]{64}",
    "/draden": r"/draden/t-[0-9a-f]+",
    "/spanningen": r"/spanningen/x-[0-9a-f]+",
    "/uitspraken": r"/uitspraken/s-[0-9a-f]+",
    "/partijen": r"/partijen/[a-z][\w-]+",
    "/agenda": r"/agenda/a-[0-9a-f]+",
    "/benodigdheden": r"/benodigdheden/r-[0-9a-f]+",
    "/toekomstbeelden": r"/toekomstbeelden/[0-9a-f]{20,}",
}
"""Lists, and how the address of one of their records looks."""
PAGES = (
    "/", "/draden", "/draden?theme=energie", "/spanningen", "/spanningen?type=date", "/witte-vlekken", "/bronnen",
    "/uitspraken", "/uitspraken?theme=energie&type=measure", "/uitspraken?q=energie", "/uitspraken?pagina=9999", "/partijen",
    "/relaties", "/agenda", "/agenda?volgorde=wanneer", "/agenda?status=promised", "/agenda?beeld=tijdlijn", "/agenda?beeld=net",
    "/gevraagd", "/gevraagd?laag=rijk", "/indicatoren", "/verwacht", "/scenarios", "/scenarios/invloeden", "/toekomstbeelden",
    "/benodigdheden", "/benodigdheden/toekomsten", "/kennisinfrastructuur", "/logboek", "/vraag?q=wie+betaalt+de+walstroom",
    "/nakijken", "/nakijken/voorstellen", "/propositie", "/bezwaren", "/downloads", "/hulp", "/?taal=en", "/agenda?taal=en",
    "/api/v1/dossier", "/api/v1/statements?page_size=100", "/api/v1/statements?theme=energie", "/api/v1/threads", "/api/v1/actions",
)  # fmt: skip
LATE_SECONDS = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of a request: its status, its bytes, how many milliseconds it took, and how many of the server's processor."""

    status: int
    body: bytes
    took: float
    processor: float
    to: str = ""


class Server:
    """The workspace in a process of its own."""

    def __init__(self, dossier: Path) -> None:
        command = [sys.executable, "-m", "rodedraad", "serve", str(dossier), "--no-open"]
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        told = ""
        while "http" not in told:
            told = self._process.stdout.readline() if self._process.stdout else ""
        self.address = re.search(r"http://([^/]+)", told)[1]
        self._measured = psutil.Process(self._process.pid)
        self._cookies: dict[str, str] = {}

    def ask(self, path: str, form: dict[str, str] | None = None) -> Reply:
        """One request over a connection of its own."""
        before, began = self.processor(), time.perf_counter()
        connection = http.client.HTTPConnection(self.address, timeout=LATE_SECONDS)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if form is None:
            connection.request("GET", path, headers=headers)
        else:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.address}"}
            connection.request("POST", path, body=urlencode(form), headers=headers)
        response = connection.getresponse()
        body = response.read()
        took = time.perf_counter() - began
        for one in response.headers.get_all("Set-Cookie") or ():
            name, _, value = one.partition(";")[0].partition("=")
            if name != "taal":
                self._cookies[name] = value
        connection.close()
        to = response.headers.get("Location", "")
        return Reply(
            status=response.status, body=body, took=1000 * took, processor=1000 * (self.processor() - before), to=to
        )

    def processor(self) -> float:
        """Seconds that the server took of a processor until now."""
        times = self._measured.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> float:
        """Megabytes."""
        return float(self._measured.memory_info().rss) / 1e6

    def settle(self, most: float) -> float:
        """Waits until the server does nothing of itself any more, at most so long; gives how long it was."""
        began = time.perf_counter()
        before = self.processor()
        while time.perf_counter() - began < most:
            time.sleep(3)
            now = self.processor()
            if now - before < 0.05:
                break
            before = now
        return time.perf_counter() - began

    def end(self) -> None:
        """Ends it."""
        self._process.terminate()
        self._process.wait()


def opened(server: Server) -> None:
    """Prints when the server first answered, and when with the first page itself."""
    first = server.ask("/")
    said = "the page" if first.status == http.client.OK else f"{first.status}, which says that it is being opened"
    print(
        f"listens after {time.perf_counter() - server.began - first.took / 1000:.1f} s; first answer in {first.took:.0f} ms: {said}"
    )
    slowest = first.took
    while first.status != http.client.OK:
        time.sleep(1)
        first = server.ask("/")
        slowest = max(slowest, first.took)
    print(
        f"open after {time.perf_counter() - server.began:.1f} s ({server.processor():.1f} s of processor); {server.memory():.0f} MB"
    )


def paged(server: Server, paths: Sequence[str]) -> None:
    """Prints each page cold and again, and which took more than a second."""
    late = []
    print(f"{'page':52}{'cold':>9}{'(proc.)':>9}{'again':>8}{'status':>8}{'kB':>6}")
    for path in paths:
        cold = server.ask(path)
        again = statistics.median(server.ask(path).took for _ in range(3))
        print(
            f"{path[:50]:52}{cold.took:7.0f}ms{cold.processor:7.0f}ms{again:6.0f}ms{cold.status:8}{len(cold.body) / 1000:6.0f}",
            flush=True,
        )
        if max(cold.took, again) > 1000 or cold.status != http.client.OK:
            late.append(path)
    print("over a second, or not answered:", ", ".join(late) or "none")


def corrected(server: Server, path: str) -> None:
    """Prints what a correction takes until its page shows it, and until the first page does."""
    page = server.ask(path)
    fields = _fields(page)
    server.ask("/naam", {**fields, "naam": "A. de Vries"})
    sent = server.ask(path, {**fields, "doe": "confirm"})
    shown = server.ask(path)
    overview = server.ask("/")
    stopped = server.ask("/bijwerken", {**fields, "doe": "stop"})
    works = b'class="waiting"' in shown.body
    print(
        f"a correction: {sent.status} in {sent.took:.0f} ms ({sent.processor:.0f} of processor); its page shows it ({works}) in "
        f"{shown.took:.0f} ms ({shown.processor:.0f}); the first page in {overview.took:.0f} ms ({overview.processor:.0f}); "
        f"the build stopped: {stopped.status}; together {sent.took + shown.took:.0f} ms"
    )
    log = server.ask("/logboek")
    event = re.search(r'action="/logboek/([0-9a-f]+)"', log.body.decode())
    if event:
        taken = server.ask(f"/logboek/{event[1]}", {**_fields(log), "doe": "undo"})
        server.ask("/bijwerken", {**_fields(log), "doe": "stop"})
        print(f"taken back: {taken.status} in {taken.took:.0f} ms")


def _fields(page: Reply) -> dict[str, str]:
    """What the forms of a page carry unseen: the token, and what the reader had seen of the log."""
    return dict(re.findall(r'<input type="hidden" name="(merk|gezien)" value="([^"]*)"', page.body.decode()))


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--settle", type=float, default=600)
    parser.add_argument("--readers", type=int, default=20)
    given = parser.parse_args()
    print("load of the machine at the start:", " ".join(f"{one:.1f}" for one in os.getloadavg()))
    server = Server(given.dossier)
    try:
        opened(server)
        found = [
            re.search(pattern, server.ask(path).body.decode())[0]
            for path, pattern in ONE_OF.items()
        ]  # fmt: skip
        print("pages while the rest is being made, in the background:")
        paged(
            server, ("/draden?party=velsen", "/agenda?laag=rijk", "/uitspraken?place=Velsen", "/gevraagd?laag=gemeente")
        )
        print(
            f"quiet after {server.settle(given.settle):.0f} s more ({server.processor():.0f} s of processor in all); {server.memory():.0f} MB"
        )
        source = found[0]
        paged(server, (*PAGES, *found, f"{source}?blad=7", f"{source}/blad-7.png"))
        with ThreadPoolExecutor(given.readers) as readers:
            for name, wanted in (("the first page", ["/"]), ("all pages", [*PAGES, *found])):
                jobs = [path for _ in range(5 * given.readers // len(wanted) + 1) for path in wanted]
                times = [one.took for one in readers.map(server.ask, jobs)]
                print(
                    f"{given.readers} readers, {name}: median {statistics.median(times):.0f} ms, p95 {share(times, 95):.0f} ms ({len(times)} requests)"
                )
        corrected(server, found[3])
        print(f"{server.memory():.0f} MB; load at the end:", " ".join(f"{one:.1f}" for one in os.getloadavg()))
    finally:
        server.end()


if __name__ == "__main__":
    main()

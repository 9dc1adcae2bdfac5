"""A workspace that is killed in the middle of an edit or a build loses nothing that somebody did, and says what happened."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import psutil
import pytest

from rodedraad import consult
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog

SECONDS = 90
DELAYS = (0.0, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.15)


class _Stays(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Browser:
    """What a browser does without script: one session, forms with the token of their page."""

    def __init__(self, address):
        self.address, self.cookies = address, {}

    def asked(self, path, fields=None):
        """Status and text; 0 where the server is gone."""
        data = urlencode(fields).encode() if fields is not None else None
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        request = Request(self.address + path, data=data, headers={"Cookie": kept})  # noqa: S310  our own server
        try:
            with build_opener(_Stays).open(request, timeout=SECONDS) as answer:
                told, status, headers = answer.read().decode(), answer.status, answer.headers
        except HTTPError as error:
            told, status, headers = error.read().decode(), error.code, error.headers
        except (URLError, OSError):
            return 0, ""
        for one in headers.get_all("Set-Cookie") or ():
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        return status, told

    def sent(self, page, path, **fields):
        seal = re.search(r'name="merk" value="([0-9a-f]+)"', self.asked(page)[1])[1]
        return self.asked(path, {"merk": seal, **fields})[0]

    def until(self, path, words):
        end = time.monotonic() + SECONDS
        while words not in (told := self.asked(path)[1]):
            assert time.monotonic() < end, told[-2000:]
            time.sleep(0.1)
        return told


@contextmanager
def serving(path):
    """The workspace in a process of its own, as ``serve`` starts it; killed at the end if it still is."""
    command = [sys.executable, "-m", "rodedraad", "serve", str(path), "--no-open", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        told = ""
        while "http" not in told:
            told = process.stderr.readline()
            assert told or process.poll() is None
        try:
            yield process, Browser(re.search(r"http://[^/\s]+", told)[0])
        finally:
            killed(process)


def killed(process):
    """It and all that it started, at once, as when the power goes."""
    try:
        family = [process, *psutil.Process(process.pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for one in family:
        with suppress(ProcessLookupError):
            os.kill(one.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def path(lodermond, tmp_path):
    return shutil.copytree(lodermond, tmp_path / "voorbeeld")


def said(path):
    with SqliteLog(DossierFolder.open(path).log, is_read_only=True) as log:
        assert log.failures() == ()
        return [(event.kind, event.id) for event in log.events()]


def one_of(path, number):
    with consult.reading(DossierFolder.open(path)) as store:
        return list(store.records("statements"))[number].id


def test_killed_during_an_edit_the_event_is_whole_or_not_there_and_what_was_answered_is(path):
    """At eight moments, from before the form is read to after the answer."""
    statuses = set()
    for number, delay in enumerate(DELAYS):
        before = said(path)
        id_ = one_of(path, number)
        with serving(path) as (process, browser):
            assert browser.asked("/")[0] == 200
            with ThreadPoolExecutor(1) as pool:
                page = f"/uitspraken/{id_}"
                seal = re.search(r'name="merk" value="([0-9a-f]+)"', browser.asked(page)[1])[1]
                answer = pool.submit(browser.asked, page, {"merk": seal, "doe": "confirm"})
                time.sleep(delay)
                killed(process)
                status = answer.result()[0]
        statuses.add(status)
        after = said(path)
        assert after[: len(before)] == before
        assert len(after) - len(before) in ({1} if status == 303 else {0, 1}), (delay, status)
    assert 0 in statuses, "at least one came in the middle"
    with serving(path) as (_, browser):
        assert browser.asked("/logboek")[0] == 200


def test_a_build_that_is_killed_is_told_and_begun_again_by_a_person(path):
    with serving(path) as (process, browser):
        browser.asked("/")
        id_ = one_of(path, 0)
        assert browser.sent(f"/uitspraken/{id_}", f"/uitspraken/{id_}", doe="confirm") == 303
        child = _building(process)
        child.kill()
        told = browser.until("/stand", "brak af")
        assert "Wat u wijzigde is bewaard" in told
        assert "brak af" in browser.asked("/stand")[1], "and goes on saying so"
        assert browser.sent("/inbrengen", "/bijwerken", doe="nu") == 303
        browser.until("/stand", "data-ready")
    assert ("confirm" in {kind for kind, _ in said(path)}) is True


def test_a_workspace_that_is_killed_while_it_builds_goes_on_where_it_was(path):
    with serving(path) as (process, browser):
        browser.asked("/")
        id_ = one_of(path, 0)
        assert (
            browser.sent(f"/uitspraken/{id_}", f"/uitspraken/{id_}", type="finding", **{"was.type": "request"}) == 303
        )
        _building(process)
        killed(process)
    kept = said(path)
    with serving(path) as (process, browser):
        assert browser.asked("/draden")[0] == 200, "the dossier is as it was before"
        assert 'class="waiting"' in browser.asked("/draden")[1], "and says that something waits to be counted"
        assert browser.sent("/inbrengen", "/bijwerken", doe="nu") == 303
        browser.until("/stand", "data-ready")
    assert said(path) == kept
    with consult.reading(DossierFolder.open(path)) as store:
        assert next(one.type for one in store.records("statements") if one.id == id_) == "finding"


def _building(process):
    """The process of a build, as soon as there is one."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for one in psutil.Process(process.pid).children(recursive=True):
            if "spawn_main" in " ".join(one.cmdline()):
                return one
        time.sleep(0.01)
    raise AssertionError("no build began")

"""What is taken away holds what its page shows, opens in other programs, and tells nothing that may not leave the house."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from threading import Event

import openpyxl
import pytest
from starlette.testclient import TestClient
from web_site import CLOSED, LETTER, VISION, built, opened, run

from rodedraad import exporting
from rodedraad.exporting import ON_PAPER, PAPERS
from rodedraad.web import press
from rodedraad.web.downloads import FORMS, NAMED, WHOLE

PDF, ZIP = b"%PDF-", b"PK\x03\x04"
FIRST = {"pdf": PDF, "docx": ZIP, "xlsx": ZIP, "qdpx": ZIP, "bundle": ZIP, "ics": b"BEGIN:VCALENDAR"}
LISTS = (
    "draden",
    "spanningen",
    "uitspraken",
    "bronnen",
    "partijen",
    "nakijken",
    "witte-vlekken",
    "agenda",
    "gevraagd",
    "verwacht",
)


def _ids(answer, form):
    if form == "json":
        return [one["id"] for one in answer.json()]
    if form == "csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(answer.text))]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[1]
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index("code")].value for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("page", LISTS)
def test_the_three_forms_of_a_list_hold_the_same_records_in_the_same_order(site: TestClient, page):
    found = [_ids(site.get(f"/{page}.{form}"), form) for form in FORMS]
    assert found[0] == found[1] == found[2]
    assert found[0] or page == "spanningen", "of which the small dossier has none"


def test_a_file_is_narrowed_as_its_page_is(site):
    every = site.get("/uitspraken.json").json()
    narrowed = site.get("/uitspraken.json", params={"type": "request"}).json()
    assert narrowed == [one for one in every if one["type"] == "request"]
    assert 0 < len(narrowed) < len(every)
    searched = site.get("/uitspraken.json", params={"q": "warmtenet"}).json()
    assert searched
    assert all("warmtenet" in one["text"] for one in searched)
    assert site.get("/uitspraken.json", params={"source": "geen"}).json() == []


def test_the_page_of_downloads_leads_to_files_that_open(site):
    page = site.get("/downloads").text
    for of in PAPERS:
        if of != "letter-reply":
            assert f'href="/downloads/{of}.pdf"' in page
    for of, to in [
        *(("proposition", to) for to in ON_PAPER),
        ("letter-council", "docx"),
        *(("dossier", to) for to in WHOLE),
    ]:
        answer = site.get(f"/downloads/{of}.{to}")
        assert answer.status_code == 200, (of, to)
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        assert answer.content.startswith(FIRST.get(to, b"")), (of, to)
        if to in ("jsonld", "csl"):
            json.loads(answer.content)
    assert zipfile.ZipFile(io.BytesIO(site.get("/downloads/dossier.bundle").content)).testzip() is None
    for name in NAMED:
        for form in FORMS:
            assert site.get(f"/{name}.{form}").status_code == 200, (name, form)


@pytest.mark.parametrize(
    "path", ["/downloads/dossier.exe", "/downloads/geen.pdf", "/geen.csv", "/draden.exe", "/downloads/proposition.xlsx"]
)
def test_what_there_is_no_file_of_is_not_there(site, path):
    answer = site.get(path)
    assert answer.status_code == 404
    assert "<h1" in answer.text


@pytest.mark.parametrize("path", ["/downloads/letter-reply.docx", "/downloads/proposition.pdf?versie=99"])
def test_what_cannot_be_made_is_told(site, path):
    answer = site.get(path)
    assert answer.status_code in (400, 404)
    assert "<h1" in answer.text


def test_no_file_tells_of_a_source_that_is_not_public_unless_asked(tmp_path):
    """Neither does the log: what somebody did with a sentence quotes it, also where its file was replaced or taken out since."""
    path = built(tmp_path / "d", closed="notitie.md", visie=VISION, brief=LETTER, notitie=CLOSED)
    house = opened(path, has_confidential=True)
    own = next(
        one["id"] for one in house.get("/uitspraken.json?vertrouwelijk=ja").json() if "Zeppelinhal" in one["text"]
    )
    run("confirm", path, own, "--as", "proef")
    files = [f"/{name}.{form}" for name in NAMED for form in ("csv", "json")]
    files += ["/downloads/dossier.jsonld", "/downloads/dossier.ris"]
    assert "Zeppelinhal" in house.get("/uitspraken").text, "the page shows it"
    for address in files:
        assert "Zeppelinhal" not in house.get(address).text, address
        assert "Zeppelinhal" not in opened(path).get(address, params={"vertrouwelijk": "ja"}).text, address
    for name in ("uitspraken.csv", "logboek.json"):
        assert "Zeppelinhal" in house.get(f"/{name}", params={"vertrouwelijk": "ja"}).text
    (path / "bronnen" / "notitie.md").write_text("# Andere notitie\n\nWij willen bomen.\n", encoding="utf-8")
    run("build", path)
    for form in ("csv", "json"):
        assert "Zeppelinhal" not in opened(path).get(f"/logboek.{form}").text
        assert "Zeppelinhal" not in opened(path, has_confidential=True).get(f"/logboek.{form}").text
    assert "Zeppelinhal" not in opened(path).get("/logboek").text
    (path / "bronnen" / "notitie.md").unlink()
    run("build", path)
    assert "Zeppelinhal" not in opened(path, has_confidential=True).get("/logboek.json").text


def test_a_picture_that_is_taken_away_draws_no_source_that_is_not_public(tmp_path):
    """The municipality of Beverwijk speaks in the closed note alone."""
    path = built(tmp_path / "d", closed="notitie.md", visie=VISION, brief=LETTER, notitie=CLOSED)
    house = opened(path, has_confidential=True)
    plain, whole = (house.get("/beelden/matrix.svg", params={"vertrouwelijk": v}).text for v in ("", "ja"))
    row = re.compile(r"Gemeente Beverwijk</text>(.*?)(?=Gemeente|Provincie|Ministerie)", re.DOTALL)
    assert row.search(plain)[1] != row.search(whole)[1]
    assert plain == opened(path).get("/beelden/matrix.svg", params={"vertrouwelijk": "ja"}).text


def test_files_that_take_long_are_made_one_at_a_time_and_pages_go_on(site, monkeypatch):
    """Who comes after a few that wait is told so at once: a file that waits holds a thread that pages need."""
    going, free = Event(), Event()

    def slow(*_):
        going.set()
        assert free.wait(60)
        return b"pdf"

    monkeypatch.setitem(exporting.MAKERS, "pdf", slow)
    with ThreadPoolExecutor(press.MOST + 4) as pool:
        asked = [pool.submit(site.get, "/downloads/proposition.pdf") for _ in range(press.MOST + 4)]
        assert going.wait(60)
        told, _ = wait(asked, timeout=30, return_when=FIRST_COMPLETED)
        assert site.get("/draden").status_code == 200, "pages go on"
        free.set()
    answers = Counter(one.result().status_code for one in asked)
    assert set(answers) == {200, 503}
    assert answers[200] >= press.MOST
    refused = next(one.result() for one in asked if one.result().status_code == 503)
    assert (refused.headers["retry-after"], "over een minuut" in refused.text) == ("15", True)
    assert told

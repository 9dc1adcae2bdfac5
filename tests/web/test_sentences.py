"""A sentence is found again: by a heading and links that name it, by a code that stays, and by its address after it is gone."""

import re
import shutil
from dataclasses import replace

import pytest
from web_site import opened

from rodedraad import versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.web.sentences import moved, past


@pytest.fixture(scope="module")
def text(lodermond):
    return versions.drafted(DossierFolder.open(lodermond)).proposition


@pytest.fixture
def path(lodermond, tmp_path):
    return shutil.copytree(lodermond, tmp_path / "voorbeeld")


@pytest.fixture(scope="module")
def page(lodermond):
    return opened(lodermond).get("/propositie").text


def _kept(site):
    merk = re.search(r'name="merk" value="([^"]*)"', site.get("/propositie").text)[1]
    assert site.post("/propositie/versies", data={"merk": merk}).status_code == 303


def _left_out(site, code):
    to = f"/propositie/zinnen/{code}"
    hidden = dict(re.findall(r'<input type="hidden" name="(merk|gezien)" value="([^"]*)"', site.get(to).text))
    assert site.post(to, data={**hidden, "doe": "reject"}).status_code == 303


def test_every_sentence_is_on_the_page_once_also_one_of_no_theme(page, text):
    """Those that are of no theme stood nowhere."""
    assert any(one.theme is None and one.id not in text.core for one in text.clauses)
    assert sorted(re.findall(r'<li id="(c-[0-9a-f]{16})"', page)) == sorted(one.id for one in text.clauses)


def test_each_sentence_is_a_heading_and_its_links_say_which_sentence(page, text):
    """A screen reader heard "Wijzig deze zin" as often as there are sentences."""
    numbers = set(range(1, len(text.clauses) + 1))
    assert {int(one) for one in re.findall(r"<h3[^>]*>Zin (\d+)", page)} == numbers
    main = page[page.index("<main") :]
    links = [
        (to, re.sub(r"<[^>]+>", "", words))
        for to, words in re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', main)
        if not to.startswith("/bronnen/")
    ]
    leading = {}
    for to, words in links:
        assert leading.setdefault(words, to) == to, words
    summaries = re.findall(r"<summary>(.*?)</summary>", main)
    assert len(set(summaries)) == len(summaries) == len(numbers)


def test_objecting_is_a_link_of_its_own_at_each_sentence(page, text):
    for at, one in enumerate(text.clauses, start=1):
        assert f'href="/bezwaren/nieuw?zin={one.id}">Bezwaar of reactie bij zin {at}<' in page


def test_where_a_number_moved_the_page_says_so_and_the_code_stays(path, text):
    site = opened(path)
    _kept(site)
    first, second, third, *_ = text.clauses
    assert "was zin" not in site.get("/propositie").text
    _left_out(site, first.id)
    _kept(site)
    page = site.get("/propositie").text
    item = page[page.index(f'<li id="{second.id}"') :].split("</li>")[0]
    assert re.search(r"<h3[^>]*>Zin 1\b", item)
    assert "was zin 2 in versie 1" in item
    assert second.id[:10] in item
    assert site.get(f"/propositie/zinnen/{third.id[:10]}").status_code == 200
    assert f'href="/propositie/zinnen/{first.id}"' in page[page.index('id="vervallen"') :], "what went is listed"


def test_a_sentence_that_is_gone_keeps_its_address_and_says_why(path, text):
    site = opened(path)
    gone = text.clauses[0]
    _kept(site)
    _left_out(site, gone.id)
    _kept(site)
    told = site.get(f"/propositie/zinnen/{gone.id}")
    assert told.status_code == 200
    assert "De zin staat niet meer in de propositie" in told.text
    assert f"/propositie/versies/1#{gone.id}" in told.text
    assert "Waarom hij verviel" in told.text
    assert site.get("/propositie/zinnen/c-0000000000000000").status_code == 404


def test_a_sentence_that_another_took_over_is_found_by_its_former_code(text):
    first, *others = text.clauses
    heir = replace(first, id="c-" + "e" * 16)
    now = replace(text, clauses=(*others[:1], heir, *others[1:]))
    (version,) = _versions(1)
    found = past(first.id[:8], iter([(version, text)]))
    assert (found.now, found.number, found.clause) == (first.id, 1, first), "it is in the only text there is"
    latest, before = _versions(2)
    found = past(first.id, iter([(latest, now), (before, text)]))
    assert (found.now, found.version.number) == (heir.id, before.number)
    earlier = moved(now, text)
    assert (earlier[heir.id].number, earlier[heir.id].code) == (1, first.id)
    assert earlier[others[0].id].number == 2
    assert others[1].id not in earlier, "what stands where it stood says nothing"
    assert moved(now, None) == {}
    assert past("c-", iter([(version, text)])) is None


def _versions(count):
    return [
        versions.Version(
            number=one, label=str(one), event="e", at="2026-01-01T00:00:00Z", person="x", body="b", public="b"
        )
        for one in range(count, 0, -1)
    ]

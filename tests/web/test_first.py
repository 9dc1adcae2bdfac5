"""A dossier that was never read is read when it is opened, and says how far it is, also after that was broken off."""

import time

import pytest
from web_site import LETTER, opened, run


@pytest.fixture
def path(tmp_path):
    run("new", tmp_path / "dossier")
    (tmp_path / "dossier" / "bronnen" / "brief.md").write_text(LETTER, encoding="utf-8")
    return tmp_path / "dossier"


def until(site, status, *, seconds=60):
    ends = time.monotonic() + seconds
    while (page := site.get("/")).status_code != status:
        assert time.monotonic() < ends, page.text
        time.sleep(0.1)
    return page


def test_it_is_read_when_it_is_opened(path):
    site = opened(path)
    page = site.get("/propositie")
    assert page.status_code == 503
    assert page.headers["refresh"] == "2"
    assert "1 bestand wordt gelezen" in page.text
    until(site, 200)
    assert "Brief Havenwijk" in site.get("/bronnen").text


def test_what_was_broken_off_is_told_and_begun_again_by_a_person(path):
    site = opened(path)
    renewal = site.app.state.workspace.renewal
    site.get("/")
    renewal.end()
    ends = time.monotonic() + 30
    while renewal.state.is_under_way:
        assert time.monotonic() < ends
        time.sleep(0.05)
    page = site.get("/")
    if renewal.state.ended is not None:  # it was under way when it was ended
        assert "gestopt" in page.text
        assert "refresh" not in page.headers
    assert (path / "bronnen" / "brief.md").read_text(encoding="utf-8") == LETTER
    assert site.post("/bijwerken").status_code in (303, 503)
    until(site, 200)


def test_an_empty_dossier_says_where_to_begin(tmp_path):
    run("new", tmp_path / "leeg")
    page = until(opened(tmp_path / "leeg"), 200).text
    assert 'href="/inbrengen">Breng' in page

"""What was measured is shown value by value beside what is wanted and asked, and a person says what is a target."""

import re
import shutil
import xml.etree.ElementTree as ET

import pytest
from web_forms import form, records, renewed
from web_site import opened

from rodedraad.publish.indicators import decimal


@pytest.fixture(scope="module")
def site(lodermond):
    return opened(lodermond)


def _lines(path):
    return records(path, "indicators")


def test_a_line_shows_each_of_its_values_beside_its_picture(site, lodermond):
    for one in _lines(lodermond):
        page = site.get(f"/indicatoren/{one.id}").text
        told = dict(re.findall(r'<tr><th scope="row">(\d{4})</th><td class="n">([\d.,−]+)<', page))
        if "<svg" in page:
            assert told == {str(point.year): decimal(point.value, "nl") for point in one.points}
            drawn = re.search(r'<svg role="img" class="measured".*?</svg>', page, re.DOTALL)[0]
            for year in told:
                assert f"<title>{year}: " in drawn
        else:
            assert str(one.points[-1].year) in page
    assert site.get("/indicatoren/i-0000").status_code == 404


def test_every_target_and_norm_of_a_line_stands_there_with_its_words(site, lodermond):
    statements = {one.id: one for one in records(lodermond)}
    for line in _lines(lodermond):
        page = site.get(f"/indicatoren/{line.id}").text
        for one in records(lodermond, "standings"):
            if one.indicator == line.id:
                assert f'id="{one.id}"' in page
                assert one.statement is None or f"/uitspraken/{one.statement}" in page
                assert one.statement is None or f"<mark>{one.words}</mark>" in page, statements[one.statement].quote


def test_the_list_is_narrowed_to_targets_that_stand_so(site, lodermond):
    off = [one for one in records(lodermond, "standings") if one.state == "off_track"]
    wanted = {one.id for one in off if one.statement}
    assert set(re.findall(r'<tr [^>]*id="(y-\w+)">', site.get("/indicatoren?stand=off_track").text)) == wanted
    assert {one["id"] for one in site.get("/indicatoren.json?stand=off_track").json()} == {one.id for one in off}
    assert site.get(f"/indicatoren/{off[0].id}").headers["location"] == f"/indicatoren/{off[0].indicator}#{off[0].id}"


def test_a_picture_stands_alone_with_its_own_style(site, lodermond):
    one = _lines(lodermond)[0]
    answer = site.get(f"/beelden/indicator.svg?code={one.id}")
    root = ET.fromstring(answer.text)  # noqa: S314  our own
    assert root.find("{http://www.w3.org/2000/svg}style") is not None
    assert "attachment" in answer.headers["content-disposition"], "the page's policy would take its style away"


def test_who_says_that_it_is_no_target_takes_it_away(lodermond, tmp_path):
    path = shutil.copytree(lodermond, tmp_path / "voorbeeld")
    site = opened(path)
    one = next(one for one in records(path, "standings") if one.statement and one.state == "on_track")
    to = f"/indicatoren/{one.id}"
    sent = form(site.get(f"/indicatoren/{one.indicator}").text, to)
    assert site.post(to, data={**sent, "doe": "anders"}).status_code == 400
    assert site.post(to, data={**sent, "doe": "confirm"}).status_code == 303
    renewed(site)
    assert next(each for each in records(path, "standings") if each.id == one.id).is_confirmed
    stale = site.post(to, data={**sent, "doe": "reject"})
    assert stale.status_code == 409, "somebody confirmed it meanwhile"
    sent = form(stale.text, to)
    assert site.post(to, data={**sent, "doe": "reject"}).status_code == 303
    renewed(site)
    assert one.id not in {each.id for each in records(path, "standings")}
    site.app.state.workspace.renewal.end()

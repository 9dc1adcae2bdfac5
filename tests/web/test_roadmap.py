"""The roadmap and the requests as a clerk finds them: narrowed right, told with their answers, drawn with links, corrected in the log."""

import html
import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest
from web_forms import form, records, renewed
from web_site import LETTER, VISION, built, opened

from rodedraad.adapters.folder import DossierFolder
from rodedraad.consult import log_events
from rodedraad.publish.roadmap_answered import CAME
from rodedraad.web.agenda import OUTCOMES

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def example(lodermond):
    return opened(lodermond)


@pytest.fixture
def path(tmp_path):
    return built(tmp_path / "dossier", brief=LETTER, **{"visie.txt": VISION})


@pytest.fixture
def site(path):
    made = opened(path)
    yield made
    made.app.state.workspace.renewal.end()


def ids(site, address):
    return [one["id"] for one in site.get(address).json()]


def drawn(page):
    """The pictures of a page: of each its links."""
    found = re.findall(r"<svg xmlns.*?</svg>", page, re.DOTALL)
    return [[link.get("href") for link in ET.fromstring(one).iter(f"{SVG}a")] for one in found]  # noqa: S314  our own


def events(path):
    return [dict(event.values) for event, _, _ in log_events(DossierFolder.open(path)) if event.kind == "ruling"]


def a_request(path):
    return next(one for one in records(path, "actions") if one.status == "unanswered")


def test_the_table_is_narrowed_to_what_has_it(example, lodermond):
    actions = records(lodermond, "actions")
    parties = {one.id: one for one in records(lodermond, "parties")}
    wanted = [
        one.id
        for one in actions
        if one.status == "unanswered" and any(parties[id_].layer == "rijk" for id_ in one.who if id_ in parties)
    ]
    assert "ministerie-ienl" in {id_ for one in actions if one.id in wanted for id_ in one.who}, (
        "a ministry is the state"
    )
    assert set(wanted) <= set(ids(example, "/agenda.json?laag=rijk&status=unanswered"))
    late = [one.id for one in actions if (one.by_to or one.by_from or "").startswith("2030")]
    assert sorted(ids(example, "/agenda.json?jaar=2030")) == sorted(late)
    own = [one.id for one in actions if one.within_power is False]
    assert sorted(ids(example, "/agenda.json?eigen=nee")) == sorted(own)
    assert ids(example, "/agenda.json?laag=nergens") == []
    page = example.get("/agenda?jaar=2030&status=promised").text
    assert set(re.findall(r'<th scope="row"><a href="/agenda/(a-\w+)"', page)) == {
        one.id for one in actions if one.id in late and one.status == "promised"
    }


def test_the_table_is_ordered_as_its_head_says(example):
    page = example.get("/agenda?volgorde=wie&laag=gemeente").text
    assert 'aria-sort="ascending"><a href="/agenda?volgorde=wie&amp;laag=gemeente"' in page
    names = re.findall(r'<tr><td class="n">\d+</td><td>([^<]+)', page)
    assert names == sorted(names, key=str.casefold)
    assert len(set(names)) > 1
    assert names != re.findall(r'<tr><td class="n">\d+</td><td>([^<]+)', example.get("/agenda?laag=gemeente").text)


@pytest.mark.parametrize(
    "address", ["/agenda?beeld=tijdlijn&laag=rijk", "/agenda?beeld=net", "/agenda?beeld=net&laag=rijk"]
)
def test_what_is_drawn_leads_to_pages_and_stands_in_words_beside_it(example, address):
    page = example.get(address).text
    pictures = drawn(page)
    assert pictures
    assert all(pictures), "a picture without links"
    beside = re.sub(r"<svg xmlns.*?</svg>", "", page, flags=re.DOTALL)
    everywhere = example.get(f"{address}&pagina=2").text + beside
    for link in {link for links in pictures for link in links}:
        assert example.get(link).status_code == 200, link
        assert f'href="{link}"' in everywhere, link
    roles = set(re.findall(r'<svg xmlns[^>]*? role="(\w+)"', page))
    assert roles == {"group"}, "a picture with links is no image: who cannot see it would lose them"


def test_of_many_the_line_tells_the_years_and_each_action_once(example):
    dated = set(ids(example, "/agenda.json")) - set(ids(example, "/agenda.json?jaar=geen"))
    seen, number = [], 1
    while True:
        years, *rows = drawn(example.get(f"/agenda?beeld=tijdlijn&pagina={number}").text)
        assert any("jaar=2027" in link for link in years)
        wide = rows[-2]
        seen += [link.rpartition("/")[2] for link in wide]
        if len(wide) < 40:
            break
        number += 1
    assert sorted(seen) == sorted(dated)
    page = example.get("/agenda?beeld=tijdlijn").text
    assert "jaar=geen" in page, "what has no year is listed apart"


def test_a_picture_stands_alone(example):
    for picture in ("tijdlijn", "net"):
        answer = example.get(f"/beelden/{picture}.svg")
        assert answer.headers["content-type"] == "image/svg+xml"
        assert not list(ET.fromstring(answer.text).iter(f"{SVG}a")), "it has no page to lead to"  # noqa: S314  our own
    assert example.get("/beelden/tijdlijn.svg?partij=niemand-zo").status_code == 404


def test_each_count_leads_to_so_many_requests(example):
    first = example.get("/").text
    assert "/gevraagd?laag=rijk" in first.replace("&amp;", "&"), "from the first page in one step"
    table = re.search(r'<table class="tally">.*?</table>', first, re.DOTALL)[0].replace("&amp;", "&")
    cells = re.findall(r'href="/gevraagd\?([^"]+)"[^>]*>([\d.]+)<', table)
    assert len(cells) > 12
    for asked, number in cells:
        assert len(ids(example, f"/gevraagd.json?{asked}")) == int(number), asked
    every = [ids(example, f"/gevraagd.json?antwoord={came}") for came in CAME]
    found = [one for some in every for one in some]
    assert sorted(found) == sorted(ids(example, "/gevraagd.json")), "every request has one outcome, and only one"
    assert max(Counter(found).values()) == 1


def test_a_request_stands_beside_its_answer_or_where_was_searched(example, lodermond):
    statements = {one.id: one for one in records(lodermond)}
    sources = {one.id: one for one in records(lodermond, "sources")}
    refused = next(one for one in records(lodermond, "actions") if one.layer == "rijk" and one.answers)
    page = example.get(f"/agenda/{refused.id}").text
    answer = statements[refused.answers[-1].statement]
    assert answer.quote.split(".")[0][:60] in page
    assert sources[answer.source].title in page
    searched = example.get("/gevraagd?laag=rijk&antwoord=unanswered").text
    assert len(re.findall(r"Gezocht in \d+ stuk", searched)) == searched.count('<article class="request"')
    one = next(
        one for one in records(lodermond, "actions") if one.who == ("ministerie-ienl",) and one.status == "unanswered"
    )
    own = example.get(f"/agenda/{one.id}").text
    asked_on = sources[one.source].date
    listed = re.search(r'<details class="where">.*?</details>', own, re.DOTALL)[0]
    found = [sources[id_] for id_ in re.findall(r"/bronnen/([0-9a-f]{64})", listed)]
    assert found
    assert all(source.date >= asked_on for source in found), "what is older cannot answer"
    assert "ministerie-ienl" in {id_ for source in found for id_ in source.authors}


def test_that_nothing_could_be_searched_is_no_answer_that_was_not_found(example, lodermond):
    codes = {
        one.statement: one.searched.code for one in records(lodermond, "gaps") if one.kind == "request_without_answer"
    }
    found: dict[str, set[str]] = {}
    for one in records(lodermond, "actions"):
        if len(one.who) == 1 and not one.answers and one.statements[0] in codes:
            found.setdefault(codes[one.statements[0]], set()).add(one.id)
    assert found["gap.asked_only_earlier"] | found["gap.asked_absent"] <= set(
        ids(example, "/gevraagd.json?antwoord=unsearched")
    )
    assert found["gap.searched_asked"] <= set(ids(example, "/gevraagd.json?antwoord=unanswered"))


def test_a_party_finds_what_it_was_asked_with_what_came_of_it(example, lodermond):
    asked = [one for one in records(lodermond, "actions") if "provincie-kustland" in one.who and one.answers]
    page = example.get("/partijen/provincie-kustland").text
    assert page.count('<article class="request"') == 10
    assert any(f"/agenda/{one.id}" in page for one in asked)
    assert "/gevraagd?partij=provincie-kustland" in page


def test_what_a_person_decides_of_an_action_shows_at_once_counts_and_is_taken_back(site, path):
    one = a_request(path)
    to = f"/agenda/{one.id}"
    sent = form(site.get(to).text, to)
    answer = site.post(to, data={**sent, "answer": ["granted"], "status": ["promised"], "doe": "edit"})
    assert (answer.status_code, answer.headers["location"]) == (303, to)
    (event,) = events(path)
    assert {name: event[name] for name in ("answer", "status")} == {"answer": "granted", "status": "promised"}
    assert event.keys() == {"about", "key", "id", "answer", "status"}, "what was left as it was is nobody's word"
    page = site.get(to).text
    assert re.search(r"nieuw</span>[^<]*antwoord: ingewilligd", page)
    renewed(site)
    (found,) = [each for each in records(path, "actions") if each.id == one.id]
    assert (found.status, found.answers[-1].outcome) == ("promised", "granted")
    page = site.get(to).text
    assert "vastgesteld door Proef" in page
    answered = page[page.index("Het antwoord</h2>") : page.index('id="feiten"')]
    assert "<blockquote" not in answered, "no source words the answer that a person set"
    undo = re.search(r'action="(/logboek/[0-9a-f]+)"', page)[1]
    assert site.post(undo, data=form(page, undo)).status_code == 303
    renewed(site)
    (found,) = [each for each in records(path, "actions") if each.id == one.id]
    assert (found.status, found.answers) == ("unanswered", ())


def test_who_was_overtaken_is_told_and_keeps_what_they_filled_in(site, path):
    to = f"/agenda/{a_request(path).id}"
    mine = form(site.get(to).text, to)
    other = opened(path)
    theirs = form(other.get(to).text, to)
    assert other.post(to, data={**theirs, "layer": ["waterschap"], "doe": "edit"}).status_code == 303
    told = site.post(to, data={**mine, "deadline": ["eind 2027"], "doe": "edit"})
    assert told.status_code == 409
    assert len(events(path)) == 1
    assert 'value="eind 2027"' in told.text
    again = {**form(told.text, to), "doe": "edit"}
    assert site.post(to, data=again).status_code == 303
    assert events(path)[-1]["deadline"] == "eind 2027"
    assert "layer" not in events(path)[-1]
    other.app.state.workspace.renewal.end()


def test_an_action_waits_for_another_and_no_longer(site, path):
    first, second = records(path, "actions")[:2]
    to = f"/agenda/{first.id}"
    sent = form(site.get(to).text, to)
    assert site.post(to, data={**sent, "depends_on": [second.id], "doe": "edit"}).status_code == 303
    renewed(site)
    (found,) = [one for one in records(path, "actions") if one.id == first.id]
    assert [one.on for one in found.depends_on] == [second.id]
    page = site.get(to).text
    assert f'value="{second.id}" checked' in page
    assert f"/agenda/{second.id}" in site.get("/agenda?beeld=net").text
    sent = form(page, to)
    assert site.post(to, data={**sent, "depends_on": [""], "doe": "edit"}).status_code == 303
    renewed(site)
    (found,) = [one for one in records(path, "actions") if one.id == first.id]
    assert found.depends_on == ()


def test_what_cannot_be_is_refused_with_what_was_filled_in_and_nothing_is_written(site, path):
    one = a_request(path)
    to = f"/agenda/{one.id}"
    sent = form(site.get(to).text, to)
    for other, why in (
        ({"who": ["De Onbekende Club"]}, "kent geen partij"),
        ({"status": ["misschien"]}, "misschien"),
        ({}, "niets gewijzigd"),
    ):
        told = site.post(to, data={**sent, **other, "doe": "edit"})
        assert (told.status_code, why in told.text) == (400, True), other
    assert 'value="De Onbekende Club"' in site.post(to, data={**sent, "who": ["De Onbekende Club"], "doe": "edit"}).text
    assert site.post(to, data={"status": "done", "doe": "edit"}).status_code == 400, "no form of ours"
    assert events(path) == []
    assert site.get("/agenda/a-00000000").status_code == 404


def test_a_rejected_action_leaves_the_list(site, path):
    one = a_request(path)
    to = f"/agenda/{one.id}"
    sent = form(site.get(to).text, to)
    answer = site.post(to, data={**sent, "doe": "reject"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/agenda")
    renewed(site)
    assert one.id not in ids(site, "/agenda.json")
    assert "afgewezen: hoort er niet bij" in site.get("/logboek").text


def test_an_empty_dossier_says_what_to_do(tmp_path):
    site = opened(built(tmp_path / "leeg", nota="# Nota\n\nDe kade is in 1920 gebouwd.\n"))
    for page in ("/agenda", "/agenda?beeld=net", "/gevraagd", "/indicatoren", "/verwacht"):
        assert site.get(page).status_code == 200, page
    assert "/inbrengen" in site.get("/gevraagd").text.split("<main")[1]


def test_requests_stand_by_what_came_of_them_under_a_count_of_what_was_chosen(example):
    """Whoever chose the state saw the same first screen: a table of everything."""
    page = example.get("/gevraagd?laag=rijk").text
    shown = ids(example, "/gevraagd.json?laag=rijk")
    head = re.search(r'<h2 id="samen"[^>]*>(.*?)</h2>', page, re.DOTALL)[1]
    assert re.sub(r"<[^>]+>", "", head) == f"Rijk: {len(shown)} verzoeken"
    counts = dict(re.findall(r'<a class="badge came-(\w+)"[^>]*><b>(\d+)</b>', page))
    assert sum(map(int, counts.values())) == len(shown)
    assert [one for one in OUTCOMES if one in counts] == list(counts), "in the order that the page states"
    for came, total in counts.items():
        assert len(ids(example, f"/gevraagd.json?laag=rijk&antwoord={came}")) == int(total)
    assert set(OUTCOMES) == set(CAME)
    order = re.findall(r'<article class="request".*?class="badge came-(\w+)"', page, re.DOTALL)
    assert len(order) == min(20, len(shown))
    assert order == sorted(order, key=OUTCOMES.index)
    chosen = example.get("/gevraagd?laag=rijk&antwoord=refused").text
    assert re.search(r'href="/gevraagd\?laag=rijk" aria-current="true"', chosen), "what was chosen is let go again"


def test_the_heading_of_a_request_says_who_asks_whom_and_its_words_stand_once_and_whole(example):
    """Headings were the request once more, cut off at a hundred letters, with who is asked before it twice."""
    page = html.unescape(example.get("/gevraagd?laag=rijk").text)
    heads = re.findall(r'<h3 id="h-a-\w+"><a[^>]*>(.*?)</a></h3>', page)
    assert len(set(heads)) == len(heads) > 10
    assert all(re.fullmatch(r".+ aan .+ \(nr\. [\d.]+\)", one) and "…" not in one for one in heads), heads


def test_a_party_that_has_no_name_is_no_choice_of_its_own_and_is_found_by_its_layer(example, lodermond):
    """The ministry stood in the list as "The ministry", "the ministry" and "het ministerie"."""
    parties = {one.id: one for one in records(lodermond, "parties")}
    for address in ("/gevraagd", "/agenda"):
        page = html.unescape(example.get(address).text)
        options = re.findall(r'<option value="([^"]+)"', re.search(r'name="partij">(.*?)</select>', page, re.DOTALL)[1])
        assert all(one in parties or one == "geen" or one.startswith("~") for one in options), options
        assert "~provincie" in options
    page = example.get("/gevraagd?partij=~provincie").text
    asked = {one["id"]: one for one in example.get("/gevraagd.json?partij=~provincie").json()}
    words = {who for one in records(lodermond, "actions") if one.id in asked for who in one.who}
    assert "Provincie, niet nader genoemd: " in page
    assert {"de provincie", "De provincie"} <= words, "what a source says stays as it says it"
    by_words = ids(example, "/gevraagd.json?partij=de provincie")
    assert by_words, "an address that was kept holds"
    assert set(by_words) <= set(asked)

"""What people judge of influences and change of drivers stands in the log, shows at once, and loses nobody's word."""

import random
import re
import shutil
import time
import xml.etree.ElementTree as ET

import pytest
from web_forms import form, records, renewed
from web_site import HOSTILE, built, opened

from rodedraad import consult, driving, judging, solving
from rodedraad.adapters.folder import DossierFolder
from rodedraad.amending import Act
from rodedraad.drivers import Drawn
from rodedraad.driving import Named
from rodedraad.errors import Overtaken
from rodedraad.records import Driver, Judgement, Variant
from rodedraad.solving import Solving

DRIVERS = """
[[drijver]]
id = "sluis"
nl = "Sluis & poort <b>"
tekens = ["sluis"]
varianten = [{ nl = "open", tekens = ["sluis open"] }, { nl = "dicht", tekens = ["sluis dicht"] }]
[[drijver]]
id = "haven"
nl = "Haven"
tekens = ["haven"]
varianten = [{ nl = "groeit", tekens = ["haven groeit"] }, { nl = "krimpt", tekens = ["haven krimpt"] }]
[invloed]
"sluis1 > haven" = [2, -2]
"sluis2 > haven" = [-2, 2]
"haven1 > sluis" = [1, -1]
"haven2 > sluis" = [-1, 1]
[toelichting]
"sluis > haven" = "Zonder sluis geen schepen."
"""
TEXT = f"""# Visie Haven {HOSTILE}

Gemeente Velsen, 12 maart 2026

De haven groeit alleen zolang de sluis open blijft.
Wij willen dat de sluis dicht gaat.
In het scenario Stille Haven is de sluis dicht en krimpt de haven in 2040; dat willen wij niet.
Er is een groot tekort aan lassers op mbo-niveau.
"""
CLOSED = """# Vertrouwelijke notitie

Gemeente Beverwijk, 6 juni 2026

De sluis blijft dicht omdat de Zeppelinhal dan verkocht kan worden.
"""
OPEN, SHUT = "sluis1-haven1", "sluis2-haven2"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return dossier(tmp_path_factory.mktemp("voor") / "dossier")


def dossier(path, drivers=DRIVERS):
    def written(folder):
        (folder / "drijvers.toml").write_text(drivers, encoding="utf-8")

    return built(path, visie=TEXT, before=written)


@pytest.fixture
def path(made, tmp_path):
    return shutil.copytree(made, tmp_path / "dossier")


@pytest.fixture
def site(path):
    found = opened(path)
    yield found
    found.app.state.workspace.renewal.end()


def settings(path):
    found = consult.log_events(DossierFolder.open(path))
    mine = ("Proef", "Ander")  # and not of the build, which took the files in
    return [
        (name, dict(event.values))
        for event, name, counts in found
        if event.kind == "setting" and counts and name in mine
    ]


def judge(site, cell, **fields):
    to = f"/scenarios/oordelen/{cell}"
    sent = form(site.get(to).text, to, number=-1)
    return site.post(to, data={**sent, **{name: [value] for name, value in fields.items()}, "doe": "save"})


def shown(site):
    """The combinations that the page of scenarios has in its table."""
    head = site.get("/scenarios").text.partition('id="naast"')[2].partition("</thead>")[0]
    return re.findall(r'href="/scenarios/([a-z0-9-]+)"', head)


def test_a_judgement_is_one_event_and_its_effect_shows_before_any_build(site, path):
    assert shown(site) == [OPEN, SHUT]
    assert judge(site, "sluis1-haven1", value="-3").status_code == 303
    ((name, leaves),) = settings(path)
    assert name == "Proef"
    assert {key.partition('.toml".')[2]: value for key, value in leaves.items()} == {
        'invloed."sluis1>haven1"': -3, 'laag."sluis1>haven1"': None, 'hoog."sluis1>haven1"': None, 'bevestigd."sluis1>haven1"': -3,
    }  # fmt: skip
    assert [one.id for one in records(path, "scenarios")] == ["sluis1 haven1", "sluis2 haven2"], "no build took it yet"
    assert shown(site) == [SHUT]
    page = site.get("/scenarios").text
    assert "0 nieuwe scenario’s, 1 verdwenen scenario" in page
    assert f'href="/scenarios/{OPEN}"' in page.partition("Houdt nu geen stand meer")[2], "what is gone is told"
    own = site.get("/scenarios/oordelen/sluis1-haven1").text
    assert "−3" in own
    assert "hiervoor staat in: Proef" in own
    renewed(site)
    assert [one.id for one in records(path, "scenarios")] == ["sluis2 haven2"]
    assert "verdwenen scenario" not in site.get("/scenarios").text


def test_it_is_taken_back_in_the_log(site, path):
    judge(site, "sluis1-haven1", value="-3")
    log = site.get("/logboek").text
    assert "ingesteld (sluis1 → haven1: -3)" in log
    to = re.search(r'action="(/logboek/[0-9a-f]+)"', log)[1]
    assert site.post(to, data=form(log, to)).status_code == 303
    assert shown(site) == [OPEN, SHUT]
    assert settings(path) == []


def test_bounds_and_sentences_are_kept_and_a_field_that_was_left_is_nobodys_word(site, path):
    statement = next(one for one in records(path) if "sluis open" in one.text)
    judge(site, "sluis2-haven1", value="-2", low="-3", high="-1", against=statement.id, note="Want  dicht.")
    one = next(
        each
        for each in judging.Board.standing(DossierFolder.open(path)).judgements.values()
        if each.id == "sluis2>haven1"
    )
    assert (one.value, one.low, one.high, one.note) == (-2, -3, -1, "Want dicht.")
    assert [(each.statement, each.direction) for each in one.arguments] == [(statement.id, -1)]
    assert not any("sluis1" in key for _, leaves in settings(path) for key in leaves)
    page = site.get("/scenarios/oordelen/sluis2-haven1").text
    assert "alleen zolang de sluis open blijft" in page
    assert f"/bronnen/{statement.source}" in page
    assert 'href="/scenarios/oordelen/sluis2-haven1"' in site.get(f"/uitspraken/{statement.id}").text
    # another value within the bounds that were shown leaves these
    judge(site, "sluis2-haven1", value="-1")
    assert judging.Board.standing(DossierFolder.open(path)).judgements["sluis2>haven1"].low == -3
    judge(site, "sluis2-haven1", weg=statement.id)
    assert not judging.Board.standing(DossierFolder.open(path)).judgements["sluis2>haven1"].arguments
    assert judge(site, "sluis2-haven1").status_code == 400, "nothing was changed"
    assert judge(site, "sluis2-haven1", value="9").status_code == 400


def test_who_was_overtaken_sees_both_and_neither_is_lost(site, path):
    to = "/scenarios/oordelen/sluis1-haven1"
    mine = form(site.get(to).text, to, number=-1)
    other = opened(path)
    other.post("/naam", data={**form(other.get("/naam").text, "/naam"), "naam": "Ander"})
    assert judge(other, "sluis1-haven1", value="0").status_code == 303
    answer = site.post(to, data={**mine, "value": ["3"], "note": ["Mijn reden."], "doe": "save"})
    assert answer.status_code == 409
    assert [name for name, _ in settings(path)] == ["Ander"]
    assert "hiervoor staat in: Ander" in answer.text, "theirs"
    again = form(answer.text, to, number=-1)
    assert (again["value"], again["was.value"]) == (["3"], ["0"]), "mine is still filled in"
    assert "Mijn reden." in answer.text
    assert site.post(to, data={**again, "note": ["Mijn reden."], "doe": "save"}).status_code == 303
    now = judging.Board.standing(DossierFolder.open(path)).judgements["sluis1>haven1"]
    assert (now.value, now.note) == (3, "Mijn reden.")
    # who judges another cell meanwhile is not in the way
    stale = form(site.get("/scenarios/oordelen/haven1-sluis1").text, "/scenarios/oordelen/haven1-sluis1", number=-1)
    judge(other, "haven2-sluis1", value="-2")
    sent = {**stale, "value": ["2"], "doe": "save"}
    assert site.post("/scenarios/oordelen/haven1-sluis1", data=sent).status_code == 303
    other.app.state.workspace.renewal.end()


def test_a_build_under_way_keeps_nobody_from_judging(site, path):
    with DossierFolder.open(path).lock():
        assert judge(site, "sluis1-haven1", value="1").status_code == 303
        assert shown(site) == [OPEN, SHUT]


def test_why_a_combination_does_not_hold_names_driver_judgements_and_sentences(site, path):
    statement = next(one for one in records(path) if "sluis open" in one.text)
    judge(site, "sluis1-haven1", **{"for": statement.id})
    answer = site.get("/scenarios/combinatie", params={"sluis": "sluis1", "haven": "haven2"})
    assert answer.headers["location"] == "/scenarios/sluis1-haven2"
    page = site.get("/scenarios/sluis1-haven2").text
    assert "Deze keuzes houden samen geen stand." in page
    assert "2 drijvende krachten spreken de rest tegen" in page
    reason = page.partition('id="b-haven"')[2].partition("</article>")[0]
    assert "past niet «krimpt» maar «groeit»: dat ligt 4 hoger" in reason
    assert '/scenarios/oordelen/sluis1-haven1">+2' in reason
    assert '/scenarios/oordelen/sluis1-haven2">−2' in reason
    assert "alleen zolang de sluis open blijft" in reason, "the sentence that argues for it"
    assert "Zonder sluis geen schepen." in reason, "and the reason that was given"
    assert "houden samen stand" in site.get(f"/scenarios/{OPEN}").text
    assert site.get("/scenarios/combinatie", params={"sluis": "sluis1"}).status_code == 400
    for wrong in ("sluis1", "sluis1-sluis2", "sluis1-haven9", "sluis1-haven1-haven2", "x"):
        assert site.get(f"/scenarios/{wrong}").status_code == 404


def test_two_scenarios_beside_each_other_differ_where_they_do(site):
    page = site.get("/scenarios/vergelijk", params={"a": OPEN, "b": SHUT}).text
    assert "Zij verschillen in 2 van de 2 drijvende krachten." in page
    assert "Zij zijn gelijk." in site.get("/scenarios/vergelijk", params={"a": OPEN, "b": OPEN}).text
    assert page.count('<span class="badge">verschilt</span>') == 2


def test_what_each_value_would_give_is_told_without_writing_anything(site, path):
    rows = re.findall(
        r"<tr[^>]*><th scope=\"row\">(.*?)</th><td class=\"n\">(\d+)",
        site.get("/scenarios/oordelen/sluis1-haven1").text,
    )
    # below -2 the open lock makes the port shrink: only the shut one is left; between, three or two hold
    assert rows[0] == ("−3", "1")
    assert rows[5] == ("+2 (nu)", "2")
    assert settings(path) == []


def test_a_variant_that_goes_takes_its_judgements_and_a_new_one_inherits_none(site, path):
    to = "/scenarios/drijvende-krachten/haven"
    sent = form(site.get(to).text, to, number=-1)
    answer = site.post(to, data={**sent, "nl.+1": ["blijft gelijk"], "nl.haven1": ["groeit hard"], "doe": "save"})
    assert answer.status_code == 303
    folder = DossierFolder.open(path)
    board = judging.Board.standing(folder)
    assert [(one.id, one.nl, one.cues) for one in board.drivers["haven"].variants] == [
        ("haven1", "groeit hard", ("haven groeit",)),
        ("haven2", "krimpt", ("haven krimpt",)),
        ("haven3", "blijft gelijk", ()),
    ]
    assert board.judgements["sluis1>haven1"].value == 2, "other words, the same variant"
    assert "4 oordelen ontbreken" in site.get("/scenarios").text
    for cell, value in (
        ("sluis1-haven3", "0"),
        ("sluis2-haven3", "0"),
        ("haven3-sluis1", "3"),
        ("haven3-sluis2", "-3"),
    ):
        judge(site, cell, value=value)
    assert shown(site) == [OPEN, SHUT]
    sent = form(site.get(to).text, to, number=-1)
    assert site.post(to, data={**sent, "weg": ["haven3"], "doe": "save"}).status_code == 303
    assert "haven3>sluis1" not in judging.Board.standing(folder).judgements
    assert "die er niet meer is" not in site.get("/scenarios/invloeden").text, "they were taken out with it"
    sent = form(site.get(to).text, to, number=-1)
    site.post(to, data={**sent, "nl.+1": ["verdwijnt"], "doe": "save"})
    board = judging.Board.standing(folder)
    assert [one.id for one in board.drivers["haven"].variants] == ["haven1", "haven2", "haven4"], (
        "a number is not given twice"
    )
    assert not any("haven4" in cell for cell in board.judgements)
    log = site.get("/logboek").text
    for to in re.findall(r'action="(/logboek/[0-9a-f]+)"', log)[
        :2
    ]:  # takes back the new one, then what took out the third
        assert site.post(to, data=form(log, to)).status_code == 303
    assert judging.Board.standing(folder).judgements["haven3>sluis1"].value == 3, "what was judged is back with it"
    renewed(site)
    assert [one.id for one in records(path, "drivers")[1].variants] == ["haven1", "haven2", "haven3"]


def test_what_was_judged_of_a_variant_whose_coming_is_undone_is_told_and_stops_nothing(site):
    to = "/scenarios/drijvende-krachten/haven"
    site.post(to, data={**form(site.get(to).text, to, number=-1), "nl.+1": ["blijft gelijk"], "doe": "save"})
    added = re.search(r'action="(/logboek/[0-9a-f]+)"', site.get("/logboek").text)[1]
    judge(site, "sluis1-haven3", value="1")
    site.post(added, data=form(site.get("/logboek").text, added))
    assert shown(site) == [OPEN, SHUT]
    assert (
        "Oordelen over een variant of drijvende kracht die er niet meer is: 1" in site.get("/scenarios/invloeden").text
    )


def test_a_driver_is_added_and_taken_out(site, path):
    to = "/scenarios/drijvende-krachten"
    page = site.get("/scenarios/invloeden").text
    answer = site.post(
        to, data={**form(page, to), "nl": ["Net van 2030"], "nl.+1": ["op tijd"], "nl.+2": ["te laat"], "doe": "save"}
    )
    assert answer.status_code == 303
    folder = DossierFolder.open(path)
    assert list(judging.Board.standing(folder).drivers) == ["sluis", "haven", "net_van"]
    assert "16 oordelen ontbreken" in site.get("/scenarios").text
    again = {**form(page, to), "nl": ["net  van 2030"], "nl.+1": ["op tijd"], "nl.+2": ["te laat"], "doe": "save"}
    twice = site.post(to, data=again)
    assert (twice.status_code, "heet" in twice.text) == (400, True), "of one name there is one"
    own = f"{to}/net_van"
    assert site.post(own, data={**form(site.get(own).text, own, number=-1), "doe": "remove"}).status_code == 303
    assert shown(site) == [OPEN, SHUT]
    page = site.get("/scenarios/invloeden").text
    empty = site.post(to, data={**form(page, to), "nl": [""], "nl.+1": ["a"], "doe": "save"})
    assert empty.status_code == 400
    assert 'value="a"' in empty.text, "what was filled in is still there"


def test_an_example_of_the_frame_in_other_words_stays_an_example_with_its_judgements(tmp_path):
    folder = DossierFolder.open(built(tmp_path / "dossier", visie=TEXT))
    before = judging.Board.standing(folder)
    act = Act(by="Jo", at="2026-11-23T12:00:00Z")
    one = before.drivers["geld"]
    variants = [Named(id=each.id, nl=each.nl, en=each.en) for each in one.variants]
    driving.change(folder, "geld", Named(id="geld", nl="Geld van het Rijk"), variants[:-1], act, seen=None)
    board = judging.Board.standing(folder)
    assert board.drivers["geld"].nl == "Geld van het Rijk"
    kept = [one.id for one in before.judgements.values() if variants[-1].id not in (one.cause, one.effect)]
    assert sorted(board.judgements) == sorted(kept)
    assert all(each.is_example for each in board.judgements.values()), "nobody judged anything"
    assert {cell: board.judgements[cell].note for cell in kept} == {cell: before.judgements[cell].note for cell in kept}
    seen = [consult.log_events(folder)[-1][0].id]
    driving.take_out(folder, "wonen", act, seen=seen)
    assert "wonen" not in judging.Board.standing(folder).drivers
    with pytest.raises(Overtaken):
        driving.change(folder, "geld", Named(id="geld", nl="Anders"), variants[:-1], act, seen=[])


def test_a_search_that_is_not_whole_says_so_and_keeps_nobody_waiting():
    rng = random.Random(7)
    drawn = tuple(
        Driver(
            id=f"d{chr(97 + at)}",
            nl="x",
            en="x",
            variants=tuple(Variant(id=f"d{chr(97 + at)}{n}", nl="v", en="v") for n in range(1, 5)),
        )
        for at in range(18)
    )
    cells = [(a.id, b.id) for x in drawn for a in x.variants for y in drawn if x is not y for b in y.variants]
    judged = (
        Judgement(id=f"{a}>{b}", cause=a, effect=b, value=v, low=v, high=v)
        for a, b in cells
        for v in [rng.choice((-1, 0, 0, 1))]
    )
    found = Drawn(drivers=drawn, judgements=tuple(judged))
    own = Solving()
    begun = time.monotonic()
    search = own.search_whole(found, wait_seconds=0.2)
    assert time.monotonic() - begun < 2
    assert search.is_under_way
    assert own.search_whole(found, wait_seconds=0).is_under_way, "asked again it is the same search"
    for tolerance in (0, 1, 2):  # who looks at pages begins short ones, and stops nobody's
        own.searched(found, tolerance=tolerance, wait_seconds=0)
    assert own.held(found, is_whole=True).is_under_way
    mark = own.mark
    own.end()
    ended = _ended(own, found)
    assert ended.exploration is not None
    assert not ended.exploration.is_complete
    assert own.mark > mark, "a page that showed it under way is made again"
    assert solving.WHOLE_SECONDS <= 60
    assert own.search_whole(found, wait_seconds=0).is_under_way, "who stopped it may begin it again"
    own.end()
    _ended(own, found)


def _ended(own, found):
    until = time.monotonic() + 40
    while (search := own.held(found, is_whole=True)).is_under_way and time.monotonic() < until:
        time.sleep(0.05)
    assert not search.is_under_way
    return search


def test_a_search_that_cannot_begin_ends_and_is_tried_again(monkeypatch):
    variants = [tuple(Variant(id=f"{d}{n}", nl="v", en="v") for n in range(1, 9)) for d in ("a", "b", "c", "d", "e")]
    found = Drawn(
        drivers=tuple(Driver(id=own[0].id[0], nl="x", en="x", variants=own) for own in variants), judgements=()
    )
    own = Solving()

    class Refused:
        pid = None

        def __init__(self, **_):
            pass

        def start(self):
            raise OSError("no process left")

    context = solving.multiprocessing.get_context("spawn")
    monkeypatch.setattr(type(context), "Process", Refused)
    search = own.searched(found, wait_seconds=10)
    assert (search.is_under_way, search.exploration) == (False, None)
    monkeypatch.undo()
    assert own.searched(found, wait_seconds=30).exploration is not None


def test_outlooks_are_narrowed_and_lead_to_their_sentence_and_scenario(site, path):
    page = site.get("/toekomstbeelden").text
    one = records(path, "outlooks")[0]
    assert f"/bronnen/{one.source}" in page
    assert f'href="/scenarios/{SHUT}"' in page.partition(one.id)[2]
    assert site.get("/toekomstbeelden", params={"type": one.stance}).text.count('<article class="thread"') == 1
    assert '<article class="thread"' not in site.get("/toekomstbeelden", params={"type": "unrealistic"}).text
    assert [each["id"] for each in site.get("/toekomstbeelden.json", params={"type": one.stance}).json()] == [one.id]
    assert site.get("/toekomstbeelden.json", params={"type": "unrealistic"}).json() == []
    assert site.get("/toekomstbeelden.json", params={"scenario": "sluis1 haven1"}).json() == []
    assert "Stille Haven" in site.get(f"/toekomstbeelden/{one.id}").text


def test_the_picture_stands_alone_and_no_word_in_it_is_markup(site):
    for to in ("/scenarios.svg", f"/scenarios.svg?scenario={OPEN}", "/scenarios.svg?scenario=sluis1-haven2"):
        answer = site.get(to)
        assert answer.headers["content-type"] == "image/svg+xml"
        root = ET.fromstring(answer.text)  # noqa: S314  our own
        assert "Sluis & poort <b>" in " ".join(root.itertext())
    assert site.get("/scenarios.svg?scenario=x").status_code == 404
    for to in ("/scenarios", "/scenarios/invloeden", f"/scenarios/{OPEN}", "/scenarios/drijvende-krachten/sluis"):
        page = site.get(to).text
        assert "<script>alert" not in page
        assert "Sluis & poort <b>" not in page
        assert " style=" not in page.replace("font-family", "")


def test_no_address_of_these_changes_something_without_a_form_of_ours(site, path):
    site.get("/")
    for to in (
        "oordelen/sluis1-haven1",
        "drijvende-krachten",
        "drijvende-krachten/haven",
        "aanwijzingen/h-x",
        "zoeken",
    ):
        for body in ({}, {"doe": "save", "value": "1", "nl": "x", "merk": "x"}):
            assert site.post(f"/scenarios/{to}", data=body).status_code == 400
    assert settings(path) == []


def test_what_is_not_public_argues_nowhere_for_whoever_may_not_see_it(tmp_path):
    def written(folder):
        (folder / "drijvers.toml").write_text(DRIVERS, encoding="utf-8")

    path = built(tmp_path / "dossier", visie=TEXT, geheim=CLOSED, closed="geheim.md", before=written)
    folder = DossierFolder.open(path)
    secret = next(one for one in records(path) if "Zeppelinhal" in one.text)
    judging.edit(folder, "sluis2>haven2", [f"for={secret.id}"], Act(by="Jo", at="2026-11-23T12:00:00Z"))
    whole, public = opened(path, has_confidential=True), opened(path)
    assert "Zeppelinhal" in whole.get("/scenarios/oordelen/sluis2-haven2").text
    for to in ("/scenarios/oordelen/sluis2-haven2", "/scenarios", "/scenarios/invloeden", f"/scenarios/{SHUT}", "/scenarios/drijvende-krachten/sluis",
               "/toekomstbeelden", "/benodigdheden", "/kennisinfrastructuur", "/oordelen.json", "/oordelen.xlsx", "/scenarios.svg"):  # fmt: skip
        answer = public.get(to)
        assert answer.status_code == 200
        assert "Zeppelin" not in answer.text
        assert secret.id not in answer.text

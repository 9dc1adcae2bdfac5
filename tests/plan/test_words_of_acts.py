"""Who acts, how far, with what money and by when, where a row or a short word tells it."""

import pytest
from acting import letter, plan, promise, request
from make import source, statement

from rodedraad.extract.deadlines import of_cell
from rodedraad.plan.funding import is_open
from rodedraad.records import Actor, Funding

KERK = letter("kerk", "loderkerk", "2026-02-01", "provincie-kustland")
PROVINCE = letter("prov", "provincie-kustland", "2026-05-01", "loderkerk")
STEEL = source("staal", "loderstaal", date="2026-04-01")


def actor(role, party, words):
    return Actor(party=party, words=words, role=role)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2031", "2031-01-01", "2031-12-31"),
        ("2027-2028", "2027-01-01", "2028-12-31"),
        ("gereed 2029", "2029-01-01", "2029-12-31"),
        ("tot 2029", None, None),
        ("tot en met 2029", None, "2029-12-31"),
    ],
)
def test_a_year_in_a_cell_of_terms_is_one_and_how_long_something_runs_is_none(cell, first, last):
    found = of_cell(cell, date="2026-01-01")
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("cell", ["idee", "2030 bomen", "12", "20311", "-"])
def test_what_is_no_year_in_a_cell_of_terms_is_no_term(cell):
    assert of_cell(cell, date="2026-01-01") is None


def test_who_leads_in_a_row_goes_before_a_thing_that_its_words_begin_with():
    actors = (actor("leads", "loderkerk", "Gemeente Loderkerk"), actor("must_act", None, "Veerdienst"))
    row = statement("a", "Veerdienst oprichten in 2027", of=KERK, type="measure", actors=actors, deadline="2027")
    assert plan([KERK], [row])["a"].who == ("loderkerk",)


def test_who_pays_acts_where_the_sentence_begins_with_it():
    pays = (actor("pays", "kabinet", "Het kabinet"),)
    text = "Het kabinet betaalt de tweede termijn, mits de sluis dan open is."
    found = plan([KERK], [statement("a", text, of=KERK, type="condition", actors=pays)])
    assert found["a"].who == ("kabinet",)
    text = "De sluis wordt in 2028 vernieuwd en Het kabinet betaalt."
    found = plan([KERK], [statement("a", text, of=KERK, type="measure", actors=pays, deadline="in 2028")])
    assert found["a"].who == ()


def test_what_somebody_pays_itself_has_money_without_an_amount():
    found = plan([STEEL], [promise("a", "De leidingen tot aan de sluis betalen wij zelf.", STEEL)])
    assert [(one.kind, one.party) for one in found["a"].funding] == [("private", "loderstaal")]
    found = plan([KERK], [promise("a", "Wij zetten zelf de lijnen uit.", KERK)])
    assert found["a"].funding == ()


def test_that_money_is_undecided_is_no_money():
    def money(words, kind="unknown"):
        return Funding(kind=kind, words=words, statement="a")

    assert is_open(())
    assert is_open((money("n.t.b."),))
    assert is_open((money("nog te bepalen"),))
    assert not is_open((money("het Rijk"),))
    assert not is_open((money("n.t.b."), money("subsidie", "subsidy")))


def test_what_was_asked_and_stands_there_is_done_and_a_draft_is_not():
    asked = request("a", "Wij vragen de provincie om een strooiwagen voor de dijk.", KERK, "provincie-kustland", "de")
    vroeg = statement(
        "b", "Loderkerk vroeg om een strooiwagen voor de dijk.", of=PROVINCE, type="finding", start=10_000
    )
    there = statement("c", "Die staat er sinds 2 februari 2026.", of=PROVINCE, type="finding", start=10_100)
    found = plan([KERK, PROVINCE], [asked, vroeg, there])["a"]
    assert (found.status, found.status_statement) == ("done", "c")
    draft = promise("a", "Het strooiplan is in concept gereed en wordt in mei openbaar.", KERK)
    assert plan([KERK], [draft])["a"].status == "under_way"


def test_an_act_goes_before_a_request_for_it():
    waits = statement(
        "a",
        "Loderstaal bouwt de steiger zodra de oeverstrook is vrijgegeven.",
        of=STEEL,
        type="measure",
        actors=(actor("must_act", "loderstaal", "Loderstaal"),),
    )
    asked = request("b", "Wij vragen de provincie de oeverstrook vrij te geven.", KERK, "provincie-kustland", "de")
    frees = promise("c", "Wij geven de oeverstrook vrij.", PROVINCE)
    for late in (asked, request("b", asked.text, STEEL, "kabinet", "het kabinet")):
        found = plan([KERK, PROVINCE, STEEL], [waits, late, frees])
        assert [one.on for one in found["a"].depends_on] == [found["c"].id]

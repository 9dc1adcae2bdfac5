"""Which act would bring a condition about: in the other language, as a thing, asked for right behind what lacks it."""

from acting import letter, plan, promise, request
from make import statement

from rodedraad.plan.clauses import clauses
from rodedraad.plan.translation import dutch
from rodedraad.records import Actor

KERK = letter("kerk", "loderkerk", "2026-02-01")
NET = letter("net", "kustnet", "2026-03-01")
STEEL = letter("staal", "loderstaal", "2026-04-01")


def act(id_, text, of, party, type_="condition", **fields):
    actors = (Actor(party=party, words=text.split()[0], role="must_act"),)
    return statement(id_, text, of=of, type=type_, actors=actors, **fields)


def row(id_, text, of, leads="afdeling Water"):
    return statement(id_, text, of=of, type="measure", actors=(Actor(party=None, words=leads, role="leads"),))


def on(found, id_):
    other = {action.id: first for first, action in found.items()}
    return [other[one.on] for one in found[id_].depends_on]


def test_an_english_condition_is_brought_about_by_what_is_told_in_dutch_and_the_other_way_round():
    moves = act(
        "a",
        "We will hold our lessons in the hall only once the quay has been widened by Loderkerk.",
        NET,
        "kustnet",
        language="en",
        is_commitment=True,
    )
    widens = act("b", "Loderkerk verbreedt de kade als het kabinet de proef heeft erkend.", KERK, "loderkerk")
    recognises = act(
        "c", "Het kabinet erkent de proef op voorwaarde dat Kustnet er onderwijs heeft gegeven.", KERK, "kabinet"
    )
    found = plan([KERK, NET], [moves, widens, recognises])
    assert [on(found, id_) for id_ in "abc"] == [["b"], ["c"], ["a"]]
    # a word that is the same in both languages is not looked up in a Dutch sentence
    found = plan([KERK, NET], [act("a", moves.text, NET, "kustnet", language="nl", is_commitment=True), widens])
    assert on(found, "a") == []


def test_an_english_word_is_found_in_its_forms_and_not_where_the_list_lacks_it():
    assert dutch("quay") == dutch("quays") == ("kad",)
    assert dutch("recognised") == dutch("recognising") == dutch("recognise")
    assert dutch("quixotic") == dutch("s") == ()


def test_an_act_told_as_the_thing_itself_goes_before_others_about_it():
    pays = act("a", "Loderstaal betaalt in 2028, mits de sluisdeur dan een half jaar draait.", STEEL, "loderstaal")
    permit = act("b", "Kustnet verleent de vergunning voor de sluisdeur.", NET, "kustnet", "measure")
    thing = row("c", "Kademuur en sluisdeur", KERK)
    assert on(plan([STEEL, NET, KERK], [pays, permit, thing]), "a") == ["c"]
    about = row("d", "Schilderwerk aan sluisdeur", NET, "afdeling Verf")
    assert on(plan([STEEL, NET, KERK], [pays, permit, thing, about]), "a") == ["c"]
    second = row("d", "Sluisdeur oost", NET, "afdeling Verf")
    assert on(plan([STEEL, NET, KERK], [pays, permit, thing, second]), "a") == []


def test_what_is_asked_right_behind_what_lacks_it_would_bring_it_about():
    lacks = act(
        "a", "Zonder een grotere zuivering op het terrein kan de fabriek niet draaien.", STEEL, "loderstaal", start=100
    )
    asks = request("b", "Wij vragen Kustnet ons een zuiveringsplan te geven.", STEEL, "kustnet", "Kustnet", start=300)
    other = promise("c", "Wij sluiten de zuiveringshal.", NET, start=100)
    assert on(plan([STEEL, NET], [lacks, asks, other]), "a") == ["b"]
    assert on(plan([STEEL, NET], [lacks, other]), "a") == []
    fillings = [
        statement(f"f{place}", f"Hal {place} staat leeg.", of=STEEL, type="finding", start=200 + place)
        for place in range(3)
    ]
    assert on(plan([STEEL, NET], [lacks, *fillings, asks]), "a") == []


def test_where_nobody_is_named_an_act_has_nearly_all_that_a_condition_tells():
    waits = act(
        "a", "Loderstaal bouwt pas als gedegen bodemproeven en windmetingen zijn afgerond.", STEEL, "loderstaal"
    )
    half = promise("b", "Wij doen bodemproeven bij de windhaven.", NET)
    assert on(plan([STEEL, NET], [waits, half]), "a") == []
    whole = promise("b", "Wij doen gedegen bodemproeven en windmetingen.", NET)
    assert on(plan([STEEL, NET], [waits, whole]), "a") == ["b"]


def test_it_before_a_preposition_is_no_definite_thing():
    waits = act("a", "Loderstaal bouwt pas als het met alle meeuwen goed gaat.", STEEL, "loderstaal", start=100)
    feeds = promise("b", "Wij voeren de meeuwen.", STEEL, start=300)
    assert on(plan([STEEL], [waits, feeds]), "a") == []
    waits = act("a", "Loderstaal bouwt pas als de meeuwen weg zijn.", STEEL, "loderstaal", start=100)
    assert on(plan([STEEL], [waits, feeds]), "a") == ["b"]


def test_what_is_given_in_return_ends_where_the_sentence_goes_on():
    quote = "In ruil voor een lager tarief krijgen wij twee zetels in de raad."
    assert [quote[one.start : one.end] for one in clauses(quote)] == ["In ruil voor een lager tarief"]

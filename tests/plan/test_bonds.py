"""Which act would bring a condition about: in the other language, as a thing, asked for right behind what lacks it."""

from acting import letter, plan, promise, request
from make import statement

from rodedraad.plan.translation import dutch
from rodedraad.records import Actor

KERK = letter("kerk", "loderkerk", "2026-02-01")
NET = letter("net", "kustnet", "2026-03-01")
STEEL = letter("staal", "loderstaal", "2026-04-01")


def act(id_, text, of, party, type_="condition", **fields):
    actors = (Actor(party=party, words=party, role="must_act"),)
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

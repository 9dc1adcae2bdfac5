"""Answers that name what they answer: by a month, by what it was called, by the body a layer has; and what closes a gap."""

from acting import PARTIES, letter, plan, promise, request
from make import statement

from rodedraad.pipeline import without_settled
from rodedraad.records import Gap, Links, Message

KERK = letter("kerk", "loderkerk", "2026-02-01")
PROVINCE = letter("prov", "provincie-kustland", "2026-05-01")
ASK = request(
    "a",
    "Wij vragen de provincie uiterlijk 1 december 2026 te besluiten over de steiger.",
    KERK,
    None,
    "de provincie",
)


def test_the_only_province_is_the_province_and_a_month_in_both_tells_that_it_answers():
    answer = promise("b", "In december 2026 nemen wij een besluit over onze steiger.", PROVINCE)
    (settled,) = plan([KERK, PROVINCE], [ASK, answer])["a"].answers
    assert (settled.outcome, settled.party) == ("deferred", "provincie-kustland")


def test_the_same_month_alone_answers_nothing():
    other = promise("b", "In december 2026 nemen wij een besluit over het zwembad.", PROVINCE)
    assert plan([KERK, PROVINCE], [ASK, other])["a"].answers == ()


def test_an_appeal_is_answered_by_who_calls_it_so_where_it_is_the_only_one():
    first = request("a", "Wij doen een beroep op het kabinet om de pier te herstellen.", KERK, "kabinet", "het kabinet")
    wish = request("c", "Wij vragen het kabinet de dijk te verhogen.", KERK, "kabinet", "het kabinet")
    second = request("d", "Ook doen wij een beroep op het kabinet voor de sluis.", KERK, "kabinet", "het kabinet")
    state = letter("brief", "kabinet", "2026-06-01")
    answer = statement("b", "Daarmee geef ik gevolg aan het beroep dat Loderkerk deed.", of=state, type="measure")
    found = plan([KERK, state], [first, wish, answer])
    assert [one.outcome for one in found["a"].answers] == ["granted"]
    assert found["c"].answers == ()
    assert plan([KERK, state], [first, wish, second, answer])["a"].answers == ()


def test_whom_a_body_asks_behind_the_verb_is_asked():
    ask = statement(
        "a",
        "Op aandringen van de raad verzoekt het college van Loderkerk de provincie om een tweede duindoorgang.",
        of=KERK,
        type="request",
    )
    (asked,) = (one for one in plan([KERK, PROVINCE], [ask])["a"].actors if one.role == "asked")
    assert (asked.words, asked.party) == ("de provincie", "provincie-kustland")


def test_what_was_answered_is_no_gap():
    def gap(of, party):
        return Gap(
            id=f"g-{of}-{party}",
            kind="request_without_answer",
            searched=Message.of("gap.searched_layer", sources=1),
            theme=None,
            party=party,
            statement=of,
            reference=None,
        )

    answer = promise("b", "In december 2026 nemen wij een besluit over onze steiger.", PROVINCE)
    found = plan([KERK, PROVINCE], [ASK, answer])
    links = Links(
        parties=PARTIES, gaps=(gap("a", None), gap("a", "provincie-kustland"), gap("a", "kabinet"), gap("z", None))
    )
    left = without_settled(links, tuple(found.values())).gaps
    assert [(one.statement, one.party) for one in left] == [("a", "kabinet"), ("z", None)]

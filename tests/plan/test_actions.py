"""Actions of what statements say: who, when, if, how far, and what they wait for."""

from acting import PARTIES, letter, plan, promise, request
from make import statement

from rodedraad.records import Actor, Gap, Kinship, Links, Message, Ruling

KERK = letter("kerk", "loderkerk", "2026-02-01", "provincie-kustland")
PROVINCE = letter("prov", "provincie-kustland", "2026-05-01", "loderkerk")
NET = letter("net", "kustnet", "2026-03-01")
STEEL = letter("staal", "loderstaal", "2026-04-01")


def circle():
    return (
        promise(
            "a", "Wij bouwen het transformatorstation Noord zodra de provincie de duindoorgang heeft verruimd.", NET
        ),
        promise("b", "Wij verruimen de duindoorgang mits Loderstaal de grond bij de sinterlijn afstaat.", PROVINCE),
        promise(
            "c",
            "Wij staan de grond bij de sinterlijn af nadat Kustnet het transformatorstation Noord heeft gebouwd.",
            STEEL,
        ),
    )


def test_a_circle_of_three_conditions_is_a_circle_of_dependencies():
    found = plan([PROVINCE, NET, STEEL], circle())
    ids = {action.id: name for name, action in found.items()}
    waits = {name: [ids[one.on] for one in action.depends_on] for name, action in found.items()}
    assert waits == {"a": ["b"], "b": ["c"], "c": ["a"]}
    for action in found.values():
        (condition,) = action.conditions
        assert condition.action == action.depends_on[0].on
        assert condition.words == action.depends_on[0].words


def test_the_order_of_what_goes_in_does_not_matter():
    one = plan([PROVINCE, NET, STEEL], circle())
    other = plan([STEEL, NET, PROVINCE], circle()[::-1])
    assert {name: action.depends_on for name, action in one.items()} == {
        name: action.depends_on for name, action in other.items()
    }


def test_a_condition_that_nobody_brings_about_stays_open():
    found = plan([NET], [promise("a", "Wij bouwen het station mits de inspraak geen bezwaar oplevert.", NET)])
    (condition,) = found["a"].conditions
    assert (condition.words, condition.action, condition.party) == (
        "mits de inspraak geen bezwaar oplevert",
        None,
        "kustnet",
    )
    assert found["a"].depends_on == ()


def test_a_condition_is_not_brought_about_by_somebody_else_than_it_names():
    waits = promise("a", "Wij bouwen het station mits Loderstaal de duindoorgang bij de houthaven verruimt.", NET)
    other = promise("b", "Wij verruimen de duindoorgang bij de houthaven.", PROVINCE)
    found = plan([NET, PROVINCE], [waits, other])
    assert found["a"].conditions[0].action is None
    named = promise("b", "Wij verruimen de duindoorgang bij de houthaven.", STEEL)
    found = plan([NET, STEEL], [waits, named])
    assert found["a"].conditions[0].action == found["b"].id


def test_a_sentence_that_only_sets_a_condition_goes_with_the_act_before_it():
    first = promise("a", "Wij betalen vier miljoen euro mee aan de tunnel onder het kanaal.", KERK)
    second = statement("b", "Voorwaarde is wel dat de provincie het beheer overneemt.", of=KERK, type="condition")
    found = plan([KERK], [first, second])
    assert list(found) == ["a"]
    assert found["a"].statements == ("a", "b")
    assert [one.words for one in found["a"].conditions] == ["dat de provincie het beheer overneemt"]


def test_what_is_asked_and_what_is_promised_are_two_actions():
    ask = request(
        "a",
        "Wij vragen de provincie de geurnormen in de vergunningen te herzien.",
        KERK,
        "provincie-kustland",
        "de provincie",
    )
    answer = promise("b", "De geurnormen in de vergunningen herzien wij, zoals Loderkerk ons heeft gevraagd.", PROVINCE)
    found = plan([KERK, PROVINCE], [ask, answer])
    assert found["a"].status == "promised"
    (settled,) = found["a"].answers
    assert (settled.outcome, settled.statement, settled.party, settled.steps) == (
        "granted",
        "b",
        "provincie-kustland",
        ("b",),
    )
    assert set(settled.by) == {"subject", "organ"}
    assert found["b"].status == "promised"
    assert found["a"].asker == ("loderkerk",)
    assert found["a"].what == "Wij vragen de provincie de geurnormen in de vergunningen te herzien"


def test_an_older_document_answers_nothing():
    older = letter("prov", "provincie-kustland", "2025-12-01", "loderkerk")
    ask = request(
        "a",
        "Wij vragen de provincie de geurnormen in de vergunningen te herzien.",
        KERK,
        "provincie-kustland",
        "de provincie",
    )
    answer = promise("b", "De geurnormen in de vergunningen herzien wij, zoals Loderkerk ons heeft gevraagd.", older)
    assert plan([KERK, older], [ask, answer])["a"].answers == ()


def test_without_words_of_an_outcome_there_is_no_answer():
    ask = request(
        "a",
        "Wij vragen de provincie de geurnormen in de vergunningen te herzien.",
        KERK,
        "provincie-kustland",
        "de provincie",
    )
    told = statement("b", "De geurnormen in de vergunningen dateren van 1998.", of=PROVINCE, type="finding")
    assert plan([KERK, PROVINCE], [ask, told])["a"].answers == ()


def test_a_college_does_not_answer_for_its_council():
    asking = letter("kerk", "loderkerk", "2026-02-01")
    college = letter("prov", "provincie-kustland/college", "2026-05-01", "loderkerk")
    answer = promise("b", "De geurnormen in de vergunningen herzien wij, zoals Loderkerk ons heeft gevraagd.", college)
    for words, count in (("Provinciale Staten", 0), ("Gedeputeerde Staten", 1)):
        ask = request(
            "a", f"Wij vragen {words} de geurnormen in de vergunningen te herzien.", asking, "provincie-kustland", words
        )
        assert len(plan([asking, college], [ask, answer])["a"].answers) == count


def test_an_answer_comes_through_the_chamber():
    kerk = letter("kerk", "loderkerk", "2026-02-01", "tweede-kamer#parliament")
    motion = letter("motie", "tweede-kamer/parliament", "2026-03-01", "kabinet")
    minister = letter("brief", "kabinet", "2026-06-01", "tweede-kamer#parliament")
    ask = request(
        "a", "Wij vragen uw Kamer om een tweede duindoorgang voor waterstof.", kerk, "tweede-kamer", "uw Kamer"
    )
    passed = request(
        "b",
        "De Kamer verzoekt het kabinet een tweede duindoorgang voor waterstof te bekostigen.",
        motion,
        "kabinet",
        "het kabinet",
    )
    answer = statement(
        "c", "Een tweede duindoorgang voor waterstof kan ik niet toezeggen.", of=minister, type="conclusion"
    )
    found = plan([kerk, motion, minister], [ask, passed, answer])
    (settled,) = found["a"].answers
    assert (settled.outcome, settled.steps) == ("refused", ("b", "c"))
    (direct,) = found["b"].answers
    assert (direct.outcome, direct.steps) == ("refused", ("c",))


def test_a_request_is_unanswered_only_where_somebody_could_have_answered():
    ask = request(
        "a",
        "Wij vragen de provincie de geurnormen in de vergunningen te herzien.",
        KERK,
        "provincie-kustland",
        "de provincie",
    )
    for code, status in (("gap.searched_asked", "unanswered"), ("gap.asked_absent", "asked")):
        gap = Gap(
            id="g",
            kind="request_without_answer",
            theme=None,
            party="provincie-kustland",
            statement="a",
            reference=None,
            searched=Message.of(code),
        )
        assert plan([KERK], [ask], links=Links(parties=PARTIES, gaps=(gap,)))["a"].status == status


def test_how_far_an_act_is_follows_from_the_last_document_that_tells():
    early = promise("a", "Wij plaatsen walstroom langs de Havenkade.", NET)
    late = letter("later", "kustnet", "2027-01-01")
    done = statement("b", "De walstroom langs de Havenkade is geplaatst.", of=late, type="finding")
    found = plan([NET, late], [early, done])
    assert (found["a"].status, found["a"].status_statement) == ("done", "b")
    hoped = statement("b", "De walstroom langs de Havenkade is nog niet geplaatst.", of=late, type="finding")
    assert plan([NET, late], [early, hoped])["a"].status == "promised"


def test_one_act_in_two_sources_is_one_action_and_another_term_is_another():
    again = letter("later", "kustnet", "2027-01-01")
    first = promise(
        "a",
        "Wij plaatsen in 2028 walstroom langs de Havenkade.",
        NET,
        deadline="2028",
        deadline_from="2028-01-01",
        deadline_to="2028-12-31",
    )
    same = promise(
        "b",
        "Wij plaatsen walstroom langs de Havenkade in 2028.",
        again,
        deadline="2028",
        deadline_from="2028-01-01",
        deadline_to="2028-12-31",
    )
    other = promise(
        "b",
        "Wij plaatsen walstroom langs de Havenkade in 2031.",
        again,
        deadline="2031",
        deadline_from="2031-01-01",
        deadline_to="2031-12-31",
    )
    assert plan([NET, again], [first, same])["a"].statements == ("a", "b")
    assert plan([NET, again], [first, other])["a"].statements == ("a",)


def test_of_versions_only_the_one_that_holds_makes_actions():
    final = letter("later", "kustnet", "2027-01-01")
    kin = Kinship(earlier="net", later="later", kind="version", share=0.8)
    texts = [
        promise("a", "Wij plaatsen walstroom langs de Havenkade.", NET),
        promise("b", "Wij plaatsen walstroom langs de Havenkade.", final),
    ]
    assert list(plan([NET, final], texts, links=Links(parties=PARTIES, kinships=(kin,)))) == ["b"]


def test_what_people_ruled_holds():
    base = plan([PROVINCE, NET, STEEL], circle())
    rulings = (
        Ruling(
            about="action",
            statement="a",
            key="",
            values=(
                ("deadline", "2028-02"),
                ("is_confirmed", True),
                ("status", "lapsed"),
                ("who", "kustnet, loderkerk"),
            ),
            event="e",
        ),
        Ruling(about="action", statement="b", key="", values=(("is_rejected", True),), event="f"),
        Ruling(about="action", statement="c", key="", values=(("depends_on", ""), ("answer", "refused")), event="g"),
    )
    found = plan([PROVINCE, NET, STEEL], circle(), rulings=rulings)
    assert list(found) == ["a", "c"]
    assert found["a"].who == ("kustnet", "loderkerk")
    assert (found["a"].status, found["a"].by_from, found["a"].by_to) == ("lapsed", "2028-02-01", "2028-02-29")
    assert found["a"].is_confirmed
    assert (found["a"].conditions[0].action, found["a"].depends_on) == (None, ())
    assert found["c"].depends_on == ()
    assert found["c"].answers[0].outcome == "refused"
    assert found["a"].id == base["a"].id


def test_money_is_told_in_words_and_never_guessed():
    payer = (
        Actor(party="kabinet", words="het kabinet", role="pays"),
        Actor(party="kustnet", words="wij", role="must_act"),
    )
    one = promise("a", "Wij bouwen de batterij met een subsidie van het kabinet.", NET)
    one = type(one)(**{name: getattr(one, name) for name in one.__dataclass_fields__} | {"actors": payer})
    (money,) = plan([NET], [one])["a"].funding
    assert (money.kind, money.words, money.party, money.amount) == ("subsidy", "subsidie", "kabinet", None)
    assert plan([NET], [promise("a", "Wij bouwen de batterij.", NET)])["a"].funding == ()


def test_one_word_of_another_document_brings_nothing_about_where_nobody_is_named():
    waits = promise("a", "Wij bouwen het station mits de duindoorgang er ligt.", NET)
    other = promise("b", "Wij vragen in onze vergaderingen aandacht voor planten in de duindoorgang bij zee.", PROVINCE)
    more = [
        statement(f"m{place}", f"De {first}{second}akker staat er.", of=KERK, type="finding", start=place * 99 + 1)
        for place, (first, second) in enumerate(
            (first, second) for first in "bdfghjklmnp" for second in ("ral", "rol", "nep", "rup", "lie", "wem", "sto")
        )
    ]
    assert plan([NET, PROVINCE, KERK], [waits, other, *more])["a"].conditions[0].action is None
    thing = promise("b", "Fietspad en duindoorgang", PROVINCE)
    found = plan([NET, PROVINCE], [waits, thing])
    assert found["a"].conditions[0].action == found["b"].id

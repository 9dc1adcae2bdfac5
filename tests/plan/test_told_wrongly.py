"""What a roadmap must not say: an owner, a status or an answer that no source gives."""

import pytest
from acting import letter, plan, promise, request
from make import statement

from rodedraad.extract.commitments import is_commitment
from rodedraad.extract.deadlines import deadline
from rodedraad.plan.outcomes import outcome
from rodedraad.records import Actor

KERK = letter("kerk", "loderkerk", "2026-02-01", "provincie-kustland")
PROVINCE = letter("prov", "provincie-kustland", "2026-05-01", "loderkerk")
NET = letter("net", "kustnet", "2026-03-01", "provincie-kustland")
NOTE = letter("nota", "loderkerk", "2026-03-01")


def ask(id_, text, of=KERK):
    return request(id_, text, of, "provincie-kustland", "de provincie")


def test_an_act_not_earlier_than_a_year_is_put_off_and_due_from_that_year():
    said = "Wij geven de oeverstrook voor woningen niet eerder vrij dan 2031."
    found = plan(
        [KERK, PROVINCE],
        [ask("a", "Wij vragen de provincie de oeverstrook voor woningen vrij te geven."), promise("b", said, PROVINCE)],
    )
    assert (found["a"].status, [one.outcome for one in found["a"].answers]) == ("asked", ["deferred"])
    term = deadline(said, date="2026-05-01", type="measure")
    assert term is not None
    assert (term.first, term.last) == ("2031-01-01", None)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Wij geven de strook niet eerder vrij dan in 2031.", "deferred"),
        ("Wij hebben uw verzoek om een meetwagen ontvangen.", "noted"),
        ("Wij kunnen niet toezeggen dat wij de meetwagen plaatsen.", "refused"),
    ],
)
def test_what_is_put_off_or_only_received_is_not_granted(sentence, told):
    assert outcome(sentence) == told


def test_a_grant_on_a_condition_is_in_part_and_is_no_refusal_of_another_request():
    asked = ask("a", "Wij vragen de provincie twintig miljoen euro bij te dragen aan het warmtenet in Lodermeer.")
    other = ask("b", "Wij vragen de provincie om een vergunning voor de energiehaven.")
    refusal = statement(
        "c",
        "Uw verzoek om een vergunning voor de energiehaven kunnen wij niet inwilligen.",
        of=PROVINCE,
        type="conclusion",
    )
    text = "Wij dragen twintig miljoen euro bij aan het warmtenet in Lodermeer, maar alleen als het kabinet hetzelfde bijdraagt; het kabinet heeft dit geweigerd."
    grant = statement(
        "d",
        text,
        of=PROVINCE,
        type="condition",
        actors=(Actor(party="kabinet", words="het kabinet", role="must_act"),),
    )
    found = plan([KERK, PROVINCE], [asked, other, refusal, grant])
    assert [(one.outcome, one.statement) for one in found["b"].answers] == [("refused", "c")]
    assert [(one.outcome, one.statement) for one in found["a"].answers] == [("partly", "d")]
    # who is named only in the condition does not do the act, and nothing is asked
    assert (found["d"].who, found["d"].asker, found["d"].status) == (("provincie-kustland",), (), None)
    assert [one.party for one in found["d"].conditions] == ["provincie-kustland"]


def test_what_two_ask_is_answered_to_each():
    text = "Wij vragen de provincie om in de duinpolder een vergunning te verlenen voor de energiehaven."
    found = plan([KERK, NET], [ask("a", text), ask("b", text, NET)])
    assert [found[id_].asker for id_ in ("a", "b")] == [("loderkerk",), ("kustnet",)]


@pytest.mark.parametrize(
    "text",
    [
        "Uw verzoek om de campus te betalen zouden wij graag willen honoreren, maar dat kunnen wij niet.",
        "Wij hebben uw verzoek om de campus te betalen in goede orde ontvangen.",
        "Wij vragen niet om een nieuwe weg langs het kanaal.",
        "Wij vragen de provincie nadrukkelijk geen nieuwe weg langs het kanaal.",
    ],
)
def test_an_answer_a_receipt_and_what_is_not_asked_are_no_requests(text):
    one = request("a", text, PROVINCE, "loderkerk", "Uw")
    assert plan([PROVINCE], [one]) == {}


def test_what_is_still_asked_stays_a_request():
    text = "Wij vragen de provincie om geen nieuwe weg langs het kanaal aan te leggen."
    assert list(plan([KERK], [ask("a", text)])) == ["a"]


@pytest.mark.parametrize(
    "text", ["De school is afgerond, mits de raad instemt.", "Wij hebben de sluis afgerond in 2035."]
)
def test_what_is_done_on_a_condition_or_in_years_to_come_is_not_done(text):
    actors = (Actor(party="provincie-kustland", words="de raad", role="must_act"),)
    found = plan(
        [KERK],
        [
            statement(
                "a",
                text,
                of=KERK,
                type="condition" if "mits" in text else "measure",
                actors=actors if "mits" in text else (Actor(party="loderkerk", words="Wij", role="must_act"),),
            )
        ],
    )
    assert found["a"].status is None
    if "mits" in text:
        assert found["a"].who == ()


def test_three_acts_that_a_note_without_an_author_tells_make_a_circle():
    texts = (
        ("a", "Kustnet", "kustnet", "Kustnet legt het fietspad pas aan als Loderkerk de brug vernieuwt."),
        ("b", "Loderkerk", "loderkerk", "Loderkerk vernieuwt de brug pas als Loderstaal de sluis verplaatst."),
        (
            "c",
            "Loderstaal",
            "loderstaal",
            "Loderstaal verplaatst de sluis pas nadat Kustnet het fietspad heeft aangelegd.",
        ),
    )
    said = [
        statement(
            id_, text, of=NOTE, type="condition", holder=None, actors=(Actor(party=party, words=name, role="must_act"),)
        )
        for id_, name, party, text in texts
    ]
    found = plan([NOTE], said)
    ids = {action.id: name for name, action in found.items()}
    assert {name: [ids[one.on] for one in action.depends_on] for name, action in found.items()} == {
        "a": ["b"],
        "b": ["c"],
        "c": ["a"],
    }
    assert {action.status for action in found.values()} == {None}


def test_a_promise_under_its_own_name_binds_who_says_it_and_nobody_else():
    text = "De gemeente zegt toe twee miljoen euro te betalen aan de campus."
    assert is_commitment(text, type="measure", authors=("gemeente-x",), mentions=())
    assert not is_commitment(text, type="measure", authors=("provincie-y",), mentions=())

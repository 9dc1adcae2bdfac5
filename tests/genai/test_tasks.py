"""What of a model's answer to each task of a build holds: by the words of the text that was asked about, and no others."""

import json
from dataclasses import replace

import make
import pytest

from rodedraad.genai import comparing, finding, resolving, titling
from rodedraad.records import Coverage, DocumentSupport, Reading, Support, Thread

FIRST = "De gemeente wil dat in 2030 alle kades wal-\nstroom hebben, aldus ‘de haven’."
SECOND = "Dit overzicht noemt de kades waar schepen nu al liggen te wachten."
THIRD = "Het overzicht noemt alle kades, en de gemeente betaalt niet mee."


@pytest.fixture
def reading():
    text = f"{FIRST}\n{SECOND}\n{THIRD}"
    statements = []
    for number, quote in enumerate((FIRST, SECOND, THIRD)):
        start = text.index(quote)
        statements.append(
            make.statement(
                f"s-{number}", type="ambition", quote=quote, text=" ".join(quote.split()), start=start, end=start + len(quote),
                confidence=0.4, source="a" * 64,
            )
        )  # fmt: skip
    source = make.source("a" * 64)
    return Reading(
        source=source,
        document=replace(make.document("a" * 64, "x"), text=text, body_end=len(text)),
        coverage=Coverage(source=source.id, pages=None, pages_read=None, pages_ocr=0, pages_unread=(), characters=1, statements=2),
        statements=tuple(statements[:2]),
        missed=(statements[2],),
    )  # fmt: skip


def found(reading, *entries):
    (asked,) = finding.asked(reading)
    answer = json.dumps({"statements": [{"quote": quote, "type": kind} for quote, kind in entries]})
    return finding.found([asked], {asked.item.key: answer}, {}, "m")


@pytest.mark.parametrize(
    "quote",
    [
        "De gemeente wil dat in 2030 alle kades walstroom hebben",
        "alle kades wal-\nstroom hebben",
        "alle  kades\twalstroom hebben, aldus 'de haven'",
        FIRST,
    ],
)
def test_a_quote_counts_as_rule_one_says_and_becomes_the_whole_sentence(reading, quote):
    result = found(reading, (quote, "measure"))
    assert result.refusals == ()
    ((what, statements, value),) = [(one.what, one.statements, one.value) for one in result.suggestions]
    assert (what, statements, value) == ("type", ("s-0",), "measure")


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("de gemeente wil dat in 2030 alle kades walstroom hebben", "quote_not_found"),  # another letter
        ("De gemeente wil dat in 2031 alle kades walstroom hebben", "quote_not_found"),
        ("De gemeente wil dat in 203", "quote_not_found"),  # half a number
        ("alle kades walstroom zullen hebben", "quote_not_found"),
        ("The municipality wants shore power on all quays by 2030", "quote_not_found"),  # it translates
        ("aldus ‘de haven’. Dit overzicht noemt de kades", "quote_not_found"),  # over two sentences
        ("de kades waar", "out_of_place"),  # too few words
        ("", "quote_not_found"),
    ],
)
def test_words_that_are_not_there_or_point_to_no_one_sentence_are_refused(reading, quote, kind):
    result = found(reading, (quote, "measure"))
    assert (result.statements, result.suggestions) == ((), ())
    assert [one.kind for one in result.refusals] == [kind]


def test_a_missed_sentence_becomes_a_statement_of_the_model_once(reading):
    words = "en de gemeente betaalt niet mee"
    result = found(reading, (words, "concern"), (words, "measure"), (FIRST, "ambition"))
    (one,) = result.statements
    assert (one.id, one.type, one.origin, one.quote) == ("s-2", "concern", "model:m", THIRD)
    assert [each.what for each in result.suggestions] == ["statement"]


def pair(a, b):
    made = [
        make.statement(f"s-{name}", type="ambition", text=text, source=name * 64) for name, text in (("a", a), ("b", b))
    ]
    return comparing.asking(*made)


@pytest.mark.parametrize(
    ("answer", "what", "refused"),
    [
        (("same", None, "walstroom in 2030", "in 2030 walstroom"), "same", None),
        (("conflict", "date", "in 2030", "in 2030"), "conflict", None),
        (("neither", None, None, None), "neither", None),
        (("conflict", None, "in 2030", "in 2030"), None, "unknown_value"),
        (("same", None, "walstroom in 2031", "in 2030 walstroom"), None, "quote_not_found"),
        (("same", None, "walstroom in 2030", None), None, "quote_not_found"),
        (("same", None, " ", "in 2030 walstroom"), None, "quote_not_found"),
    ],
)
def test_a_comparison_rests_on_words_of_both(answer, what, refused):
    asked = pair("Alle kades krijgen walstroom in 2030.", "De haven heeft in 2030 walstroom.")
    reply = json.dumps(dict(zip(("relation", "kind", "words_a", "words_b"), answer, strict=True)))
    suggestions, refusals = comparing.compared([asked], {asked.item.key: reply}, {}, "m")
    assert [one.what for one in suggestions] == ([what] if what else [])
    assert [one.kind for one in refusals] == ([refused] if refused else [])


@pytest.mark.parametrize(
    ("title", "holds"),
    [
        ("Walstroom op alle kades", True),
        ("Alle kades krijgen in 2030 walstroom", True),
        ("Walstroom op alle kades in 2030", False),  # of two sentences
        ("Alle kades krijgen walstroom", False),  # without when
        ("Kades krijgen alle walstroom", False),
        ("Walstroom op alle kades in 2031", False),
        ("Gratis walstroom op alle kades", False),
        ("Kades", False),
        ("Provincie wil walstroom op kades", False),
        ("Walstroom op kades zonder subsidie voor reders van alle schepen in de haven van nu", False),
    ],
)
def test_a_title_is_made_of_the_threads_own_words(title, holds):
    texts = ("Alle kades krijgen in 2030 walstroom.", "De haven legt walstroom op alle kades.")
    members = [make.statement(f"s-{number}", type="ambition", text=text) for number, text in enumerate(texts)]
    thread = Thread(
        id="t-0", subject="u-0", title=texts[0], representative="s-0", statements=("s-0", "s-1"), sources=(), parties=(),
        themes=(), confidence=0.5, support=Support(documents=DocumentSupport()),
    )  # fmt: skip
    named = titling.asked([thread], {one.id: one for one in members})
    titles, refusals = titling.titled(named, {named[0].item.key: json.dumps({"title": title})}, {}, "m")
    assert [one.title for one in titles.values()] == ([f"{title}: {texts[0]}"] if holds else [])
    assert [one.kind for one in refusals] == ([] if holds else ["unsupported"])


def test_an_addressee_is_a_known_party_whose_words_stand_there():
    text = "De provincie overlegt. Wij vragen om een besluit over het net."
    quote = "Wij vragen om een besluit over het net."
    source = make.source("a" * 64)
    one = make.statement(
        "s-0", type="request", quote=quote, text=quote, start=text.index(quote), end=len(text), source="a" * 64
    )
    whole = Reading(
        source=source,
        document=replace(make.document("a" * 64, "x"), text=text, body_end=len(text)),
        coverage=Coverage(source=source.id, pages=None, pages_read=None, pages_ocr=0, pages_unread=(), characters=1, statements=1),
        statements=(replace(one, actors=()),),
    )  # fmt: skip
    assert list(resolving.asked(whole, lambda _: False)) == []
    (asked,) = resolving.asked(whole, lambda text: "provincie" in text)

    def party(words):
        return "provincie" if words.lower() == "de provincie" or words == "provincie" else None

    def said(**fields):
        answer = json.dumps({"holder": None, "addressee": None, "condition": None, **fields})
        return resolving.resolved([asked], {asked.item.key: answer}, {}, "m", party)

    suggestions, refusals = said(addressee="provincie")
    assert [(each.what, each.value, each.words) for each in suggestions] == [("addressee", "provincie", ("provincie",))]
    assert refusals == ()
    assert [each.kind for each in said(addressee="het Rijk")[1]] == ["quote_not_found"]
    assert [each.kind for each in said(addressee="een besluit")[1]] == ["unknown_value"]
    assert [each.kind for each in said(condition="mits het net klaar is")[1]] == ["quote_not_found"]

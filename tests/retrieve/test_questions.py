"""What a question asks: its words of content, and what an answer should name."""

import pytest

from rodedraad.retrieve import asked


def _words(text):
    return [word.word for word in asked(text).words]


def test_question_words_and_function_words_do_not_count():
    assert _words("Hoeveel woningen moeten er in Loderkerk worden gebouwd, en wanneer?") == [
        "woningen", "loderkerk", "gebouwd",
    ]  # fmt: skip
    assert _words("Who should pay for the cleaning of the soil?") == ["pay", "cleaning", "soil"]
    assert _words("Wat vindt wie waarvan en waarom?") == []


def test_a_word_is_looked_for_by_its_stem_in_both_languages():
    (word,) = asked("vergunningen").words
    assert "vergunn" in word.stems
    assert asked("policies").words[0].stems == ("policies", "polici")


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("Wie betaalt het warmtenet?", {"actor"}),
        ("Wanneer is het warmtenet klaar?", {"deadline"}),
        ("Hoeveel kost het warmtenet?", {"amount"}),
        ("How much does it cost, and who pays by what date?", {"actor", "deadline", "amount"}),
        ("Waarom komt er een warmtenet?", set()),
    ],
)
def test_what_is_asked_for_is_whom_when_or_how_much(text, wants):
    assert asked(text).wants == wants


def test_a_text_of_a_book_or_of_nothing_is_no_trouble():
    assert len(asked("zeehavengebied " * 100_000).words) == 1
    assert len(asked(" ".join(f"woord{number}" for number in range(1000))).words) == 32
    assert asked("\0 ?!").words == ()


def test_a_capital_makes_a_name_where_no_sentence_begins():
    def names(text):
        return [word.typed for word in asked(text).words if word.is_name]

    assert names("Wat vindt Janssen van de haven? Krijgt Velsen een kade?") == ["Janssen", "Velsen"]
    assert names("WAT VINDT JANSSEN?") == []


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Wie schreef de energievisie?", "written", ["energievisie"]),
        ("Who is the author of the harbour vision?", "written", ["harbour", "vision"]),
        ("Van wie komt het geld?", "said", ["geld"]),
        ("Welke bronnen spreken elkaar tegen over windenergie?", "opposed", ["windenergie"]),
        ("Waar zijn partijen het niet eens over de haven?", "opposed", ["haven"]),
        ("Welke cultuur gaat voor als culturen botsen?", "said", ["cultuur", "culturen", "botsen"]),
    ],
)
def test_who_wrote_and_what_conflicts_are_questions_of_their_own(text, kind, words):
    question = asked(text)
    assert question.kind == kind
    assert [word.word for word in question.words] == words

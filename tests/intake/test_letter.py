"""A letter is tied to the clauses that it names or quotes, loses no paragraph, and gets nothing that it does not say."""

from collections import Counter
from dataclasses import replace

import pytest
from hand import written
from hypothesis import given
from hypothesis import strategies as st
from publish.proposed import publication

from rodedraad import read as reading
from rodedraad.intake.brought import kind_of
from rodedraad.intake.letter import read
from rodedraad.wording import word

PROPOSITION = publication().proposition
IDS = [clause.id for clause in PROPOSITION.clauses]


def taken(*paragraphs, person="J. de Boer", channel="letter"):
    """What a letter of these paragraphs brings; one that begins with # is a heading."""
    blocks = [("heading", one[2:]) if one.startswith("# ") else ("paragraph", one) for one in paragraphs]
    return read(written(*blocks), proposition=PROPOSITION, person=person, party=None, channel=channel)


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("Over zin 3 zijn wij het niet eens.", [3]),
        ("Zin nr. 3 klopt niet.", [3]),
        ("Bij punt 3 missen wij de kosten.", [3]),
        ("Nr. 3: wie betaalt?", [3]),
        ("Nummer 3 kan weg.", [3]),
        ("We object to clause 3.", [3]),
        ("Clause no. 3 is wrong.", [3]),
        ("Ad 3. Dit is achterhaald.", [3]),
        ("#3 steunen wij.", [3]),
        ("De 3e zin is onjuist.", [3]),
        ("Zinnen 2, 3 en 5 horen bij elkaar.", [2, 3, 5]),
        ("Punten 2 t/m 4 horen bij elkaar.", [2, 3, 4]),
        ("Zie zin 2 en punt 5.", [2, 5]),
        ("Wij lezen: «Wij willen schone lucht in 2030.» Dat is te laat.", [2]),
        ("U schrijft dat “de kade vóór 2028 te openen” is. Nee.", [3]),
        ("De kade gaat in 2027\nopen. Dat zegt u, maar het klopt niet.", [3]),
        ("De inzet was 3 procent, in Kamerstuk 29826, nr. 3.", []),
        ("Wij wonen op nummer 3-12-2026.", []),
        ("In 2030 willen 3 mensen dit. There is no 3 here.", []),
        ("De zin van het leven is 3.", []),
    ],
)
def test_a_clause_is_named_by_number_code_or_its_own_words(said, numbers):
    found = taken(said).contributions
    assert [one.clause for one in found] == ([IDS[number - 1] for number in numbers] or [None])
    assert all(one.text == said for one in found)


def test_a_code_names_a_clause_and_what_is_none_is_said():
    clauses = tuple(replace(one, id=f"c-{at}abc0123456789de") for at, one in enumerate(PROPOSITION.clauses))
    proposition = replace(PROPOSITION, clauses=clauses)
    letter = written(("paragraph", "Zie c-2abc01."), ("paragraph", "Zie ook zin 99."))
    found = read(letter, proposition=proposition, person=None, party=None, channel="letter")
    assert [one.clause for one in found.contributions] == ["c-2abc0123456789de"]
    assert "Alinea 2 noemt 99; die zin is er niet." in [word(one) for one in found.notes]


def test_what_follows_belongs_to_the_last_clause_named_until_a_heading_or_the_closing():
    found = taken(
        "Geachte raad, wij schrijven u als bewoners van de Kade en hebben veel te zeggen over dit stuk.",
        "# Zin 3",
        "Wij zijn het hier niet mee eens.",
        "Er is geen onderzoek naar gedaan.",
        "# Tot slot",
        "De raad moet hierover eerst met ons praten, want wij weten hoe het hier gaat.",
        "Over zin 2 en zin 3 komt nog een brief.",
        "Met vriendelijke groet,",
        "J. de Boer",
    ).contributions
    by_clause = {(one.clause, one.text.count("\n\n") + 1): one for one in found}
    assert by_clause["c-kade", 3].text.endswith("Er is geen onderzoek naar gedaan.")
    whole = next(one for one in found if one.clause is None)
    assert whole.text.split("\n\n")[0].startswith("Geachte raad")
    assert whole.text.split("\n\n")[-2:] == ["Met vriendelijke groet,", "J. de Boer"]
    assert [one.clause for one in found if "komt nog een brief" in one.text] == ["c-lucht", "c-kade"]


def test_a_letter_on_one_clause_is_one_contribution_with_its_opening_and_closing():
    (one,) = taken(
        "Geachte raad,", "Zin 3 klopt niet, want de kade is dicht.", "Hoogachtend,", "J. de Boer"
    ).contributions
    assert one.clause == "c-kade"
    assert one.text.split("\n\n") == [
        "Geachte raad,",
        "Zin 3 klopt niet, want de kade is dicht.",
        "Hoogachtend,",
        "J. de Boer",
    ]
    assert one.kind == "objection"


def test_a_short_word_on_the_whole_is_not_put_with_a_clause():
    found = taken("Geachte raad,", "Wij zijn tegen dit plan.", "Zin 3 klopt niet.", "Hoogachtend,", "J.").contributions
    assert {one.clause: one.text for one in found} == {
        None: "Geachte raad,\n\nWij zijn tegen dit plan.\n\nHoogachtend,\n\nJ.",
        "c-kade": "Zin 3 klopt niet.",
    }


def test_a_report_is_no_letter():
    found = taken(*["Nog een alinea."] * 5_001)
    assert found.contributions == ()
    assert "rodedraad add" in word(found.problems[0])


def test_an_export_of_the_proposition_itself_is_no_letter():
    one = PROPOSITION.clauses[1]
    clauses = tuple(
        replace(one, id=f"c-{at:016x}", text=f"Zin over kade {at} met schone lucht.", english="", citations=())
        for at in range(30)
    )
    proposition = replace(PROPOSITION, clauses=clauses)

    def taken_of(count):
        letter = written(*(("paragraph", clause.text) for clause in clauses[:count]))
        return read(letter, proposition=proposition, person="Zus", party=None, channel="letter")

    assert taken_of(30).contributions == ()
    assert "30 van de 30 zinnen zelf" in word(taken_of(30).problems[0])
    assert len(taken_of(10).contributions) == 10
    assert taken_of(10).problems == ()


def test_who_wrote_it_is_never_made_up():
    assert (
        taken("Zin 3?", person='"Boer, J. de" <jdb@kust.example>', channel="email").contributions[0].person
        == "Boer, J. de"
    )
    assert taken("Zin 3?", person="<jdb@kust.example>").contributions[0].person == "jdb@kust.example"
    found = taken("Zin 3 klopt niet.", "Met vriendelijke groet, J. de Boer", person=None)
    assert {one.person for one in found.contributions} == {None}
    assert any("--from" in word(note) for note in found.notes)


def test_a_likely_clause_is_suggested_and_not_decided():
    found = taken(
        "Het jaarlijkse verslag van het Havenbedrijf over milieuverslag en jaarlijks overleg ontbreekt, zegt Gemeente Kustdorp."
    )
    assert [one.clause for one in found.contributions] == [None]
    assert any("Misschien gaat zij over zin 4" in word(note) for note in found.notes)
    assert not any(
        "Misschien" in word(note) for note in taken("Wij wensen u een fijne dag toe in uw werk voor ons allen.").notes
    )


MAIL = b"""From: Jan Jansen <jan@kust.example>
To: griffie@kust.example
Subject: Reactie op de propositie
Content-Type: text/plain; charset=utf-8

Beste griffie,

Punt 2 steunen wij van harte.

Op 3 mei 2026 schreef griffie:
> Graag uw reactie op zin 5.
"""
PAGE = "<html><body><p>Beste raad,</p><p>Clause 4 is wrong.</p><ul><li>Nr. 5 ook.</li></ul></body></html>"


@pytest.mark.parametrize(
    ("name", "data", "clauses"),
    [("a.eml", MAIL, ["c-lucht"]), ("a.html", PAGE.encode(), ["c-verslag", "c-stil"]), ("a.txt", b"Dag.\n\nZin 3 klopt niet.\n", ["c-kade"])],
)  # fmt: skip
def test_letters_of_any_format_are_read_and_earlier_mail_is_not_taken(name, data, clauses):
    document = reading.read(data, name).document
    found = read(document, proposition=PROPOSITION, person=None, party="haven", channel="email")
    assert [one.clause for one in found.contributions if one.clause] == clauses
    assert {one.party for one in found.contributions} == {"haven"}
    assert not any("Graag uw reactie" in one.text for one in found.contributions)
    if name == "a.eml":
        assert any("niet overgenomen" in word(note) for note in found.notes)


SAID = st.lists(
    st.sampled_from(
        ["Geachte raad,", "Zin 3 klopt niet.", "Zinnen 2 en 4 ook niet.", "Nog iets over geld en tijd en al het andere hier.", "# Kop",
         "# Zin 5", "Met vriendelijke groet,", "Nr. 99 bestaat niet.", "Wij willen schone lucht in 2030.", "J."]
    ),
    min_size=1,
    max_size=14,
)  # fmt: skip


@given(SAID)
def test_every_paragraph_of_any_letter_comes_back_exactly_once_for_each_clause_that_it_is_about(paragraphs):
    numbered = [f"{one} ({at})" for at, one in enumerate(paragraphs)]
    found = taken(*numbered).contributions
    counts = Counter(part for one in found for part in one.text.split("\n\n"))
    wanted = [one.removeprefix("# ") for one in numbered]
    assert counts.keys() == set(wanted)
    groups: dict[str, set] = {}
    for one in found:
        groups.setdefault(one.text, set()).add(one.clause)
    parts = Counter(part for text in groups for part in text.split("\n\n"))
    assert set(parts.values()) == {1}, "each stands in one group"
    assert all(counts[part] == len(groups[text]) for text in groups for part in text.split("\n\n"))


def test_a_table_row_is_one_paragraph_and_a_footnote_is_not_lost():
    page = "<table><tr><td>Zin 3</td><td>Klopt niet</td></tr><tr><td>Zin 4</td><td>Prima</td></tr></table>"
    document = reading.read(f"<html><body><p>Dag.</p>{page}</body></html>".encode(), "a.html").document
    found = read(document, proposition=PROPOSITION, person=None, party=None, channel="letter").contributions
    assert [(one.clause, one.text) for one in found if one.clause == "c-verslag"] == [("c-verslag", "Zin 4 | Prima")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wij zijn het hier niet mee eens.", "objection"),
        ("Wij maken bezwaar; waarom is dit zo?", "objection"),
        ("Wie betaalt dit?", "question"),
        ("Hier ontbreekt de haven.", "addition"),
        ("Voeg de haven toe.", "addition"),
        ("Wij steunen dit van harte.", "support"),
        ("Wij steunen dit niet.", "objection"),
        ("We agree with this.", "support"),
        ("De kade is dicht.", "objection"),
    ],
)
def test_the_kind_is_guessed_by_its_words(text, kind):
    assert kind_of(text) == kind

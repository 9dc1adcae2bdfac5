"""A form's rows come in by the names of their columns; what cannot be taken is said by its row."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish.proposed import publication

from rodedraad.errors import WrongUse
from rodedraad.intake.form import read
from rodedraad.wording import word

PROPOSITION = publication().proposition


def taken(text):
    return read(text if isinstance(text, bytes) else text.encode(), proposition=PROPOSITION)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "sep=;\n"])
def test_columns_are_known_by_name_in_any_order_and_with_any_separator(separator, start):
    if start.startswith("sep") and separator != ";":
        return
    heading = ["Partij", "Over welke zin gaat het?", "Uw reactie", "E-mail", "Naam", "Soort", "Voorstel", "Datum"]
    row = [
        "havenbedrijf",
        "zin 3",
        'Niet waar; "echt"\nniet, nee',
        "a@b.example",
        "J. Boer",
        "bezwaar",
        "Beter zo.",
        "21-11-2026 10:03",
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([heading, row])
    found = taken(start + out.getvalue())
    (one,) = found.contributions
    assert (one.clause, one.kind, one.channel, one.person, one.party) == (
        "c-kade",
        "objection",
        "form",
        "J. Boer",
        "haven",
    )
    assert one.text == 'Niet waar; "echt"\nniet, nee'
    assert (one.proposed, one.at) == ("Beter zo.", "2026-11-21")
    assert [word(note) for note in found.notes] == ["Niet overgenomen kolommen: E-mail."]
    assert found.problems == ()


def test_english_names_and_defaults():
    found = taken("name,clause,text,kind,date\nZoe,,I agree.,,2026-11-21T09:00:00\n,5,Why?,,\n")
    assert [(one.clause, one.kind, one.person, one.at) for one in found.contributions] == [
        (None, "support", "Zoe", "2026-11-21"),
        ("c-stil", "question", None, None),
    ]


def test_a_row_that_cannot_be_taken_is_said_by_its_number_and_the_others_are_taken():
    found = taken(
        "zin,inbreng,soort,datum,partij,naam\n"
        "99,Onbestaand.,,,,\n"
        "\n"
        "3,,,,,\n"
        "3,Te,veel,a,b,c,d\n"
        "3,Goed.,raar,03/04/2026,Nergens,Jan\n"
        "3,Goed.,raar,03/04/2026,Nergens,Jan\n"
    )
    assert [word(one) for one in found.problems] == [
        "Regel 2 noemt zin 99; die is er niet.",
        "Regel 4 heeft geen inbreng.",
        "Regel 5 heeft 7 cellen; de kop heeft er 6. Staat een tekst met een scheidingsteken tussen aanhalingstekens?",
    ]
    (one,) = found.contributions
    assert (one.at, one.party, one.person) == (None, None, "Jan, Nergens"), "nothing is guessed, nothing lost"
    assert [word(note).split(" op regel")[0] for note in found.notes] == [
        "De soort", "De datum", "De partij", "Regel 7 is gelijk aan een eerdere regel en telt één keer."
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", ["", "  \n", "naam,leeftijd\nJan,3\n", b"\xff\xfe", "zin\n" + "x" * 300_000])
def test_what_is_no_form_is_one_clear_sentence(wrong):
    with pytest.raises(WrongUse, match="in_form"):
        taken(wrong)


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda text: text.strip()
)


@given(st.lists(st.tuples(st.integers(1, 5), CELL), min_size=1, max_size=8, unique=True), st.sampled_from(",;\t"))
def test_every_row_of_any_form_comes_back(rows, separator):
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([("zin", "inbreng"), *rows])
    found = taken(out.getvalue())
    assert [(one.clause, one.text) for one in found.contributions] == [
        (PROPOSITION.clauses[number - 1].id, text.strip()) for number, text in rows
    ]
    assert found.problems == ()

"""FIELD=VALUE as people type it."""

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import statement

from rodedraad import edits
from rodedraad.errors import WrongUse
from rodedraad.records import ActorRole
from rodedraad.wording import word


def test_words_become_values():
    found = edits.parsed(
        [
            "type=Verzoek",
            "theme= energie, natuur ,energie",
            "is_commitment=Ja",
            "within_power=",
            "deadline=eind 2027",
            "deadline_from=2027-10",
            "deadline_to=2027",
            "actors=must_act:  college van Aldorp ; pays:Rijk",
            "holder=",
        ],
        themes=["energie", "natuur"],
    )
    assert found == {
        "type": "request",
        "themes": "energie,natuur",
        "is_commitment": True,
        "within_power": None,
        "deadline": "eind 2027",
        "deadline_from": "2027-10-01",
        "deadline_to": "2027-12-31",
        "actors": "must_act: college van Aldorp; pays: Rijk",
        "holder": None,
    }
    assert {field: edits.checked(field, value) for field, value in found.items()} == found


@pytest.mark.parametrize(
    "wrong",
    [
        "colour=red",
        "type",
        "type=poem",
        "type=",
        "themes=space",
        "is_reported=perhaps",
        "is_reported=",
        "deadline_from=2027-13",
        "deadline_to=2027-02-30",
        "deadline_to=soon",
        "deadline_to=0000",
        "deadline=31-02-2030",
        "deadline=uiterlijk 30 februari 2030",
        "deadline=before 31 September 2030",
        "deadline=2030-02-30",
        "deadline=2030-13",
        "deadline=1/13/2030",
        "deadline_to=２０２７",
        "actors=boss: me",
        "actors=must_act",
        "actors=must_act:",
        "holder=a\nb",
        "holder=" + "x" * 501,
    ],
)
def test_nonsense_is_wrong_use(wrong):
    with pytest.raises(WrongUse):
        edits.parsed([wrong], themes=["energie"])


@pytest.mark.parametrize("wrong", [[], ["type=need", "type=need"], ["deadline_from=2028", "deadline_to=2027"]])
def test_assignments_that_say_nothing_or_two_things_are_wrong_use(wrong):
    with pytest.raises(WrongUse):
        edits.parsed(wrong)


@pytest.mark.parametrize("words", ["29-02-2028", "uiterlijk 30 juni 2030", "31 dec. 2027", "nota 12-34", "2028-02-29"])
def test_a_day_that_there_is_may_be_typed(words):
    assert edits.parsed([f"deadline={words}"]) == {"deadline": words}


def test_a_deadline_that_would_end_before_it_begins_is_refused_also_where_each_edit_alone_is_right():
    held = edits.edited(statement("s"), edits.parsed(["deadline_from=2029"]), parties={})
    with pytest.raises(WrongUse) as error:
        edits.edited(held, edits.parsed(["deadline_to=2027"]), parties={})
    assert error.value.message.code == "edit.order"


def test_what_an_edit_changed_is_told_field_by_field():
    before = statement("s", type="ambition")
    after = edits.edited(before, edits.parsed(["type=verzoek", "deadline=2030-06"]), parties={})
    assert edits.differences(before, after) == (
        ("type", "ambition", "request"),
        ("deadline", None, "2030-06"),
        ("deadline_from", None, "2030-06-01"),
        ("deadline_to", None, "2030-06-30"),
    )


@pytest.mark.parametrize(("language", "known"), [("nl", "behoefte"), ("en", "need")])
def test_a_type_that_there_is_not_is_answered_with_those_there_are_in_the_readers_words(language, known):
    with pytest.raises(WrongUse) as error:
        edits.parsed(["type=wens"])
    assert known in word(error.value.message, language)


def test_an_emptied_field_is_empty():
    held = statement("s", themes=("a",), deadline="2027", deadline_from="2027-01-01", deadline_to="2027-12-31")
    found = edits.edited(held, edits.parsed(["themes=", "deadline=", "actors="]), parties={})
    assert (found.themes, found.deadline, found.deadline_from, found.deadline_to, found.actors) == (
        (),
        None,
        None,
        None,
        (),
    )


@given(field=st.sampled_from(edits.FIELDS), text=st.text(max_size=40))
def test_any_text_is_a_value_that_keeps_or_wrong_use(field, text):
    try:
        value = edits.parsed([f"{field}={text}"])[field]
    except WrongUse:
        return
    assert edits.checked(field, value) == value
    edits.edited(statement("s"), {field: value}, parties={})


def test_a_role_may_be_given_in_words_and_who_leaves_it_out_is_told_how():
    """The answer to a bare name was a list of codes."""
    said = edits.parsed(["actors=Moet  handelen: Gemeente Aldorp; betaalt: het Rijk; bevoegd gezag: de provincie"])
    assert said["actors"] == "must_act: Gemeente Aldorp; pays: het Rijk; authority: de provincie"
    with pytest.raises(WrongUse) as error:
        edits.parsed(["actors=Gemeente Aldorp"])
    for language in ("nl", "en"):
        told = word(error.value.message, language)
        assert "'Gemeente Aldorp'" in told
        example = re.search(r'actors="([^"]+)"', told)[1]
        assert edits.parsed([f"actors={example}"])["actors"].startswith("must_act: ")
        for role in get_args(ActorRole):
            assert role in told

"""The shapes that people script against: the keys of shared/CLI.md, there for every record there can be."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import SHARED, needs_shared
from strategies import of

from rodedraad.adapters.sqlite import KINDS
from rodedraad.records import Clause, Contribution, Event, Hit, Message, Target, Version
from rodedraad.shapes import (
    clause,
    clause_keys,
    contribution,
    contribution_keys,
    event,
    event_keys,
    jsonl,
    keys,
    line,
    message,
    shape,
    version,
    version_keys,
)
from rodedraad.wording import word

SHAPES = Path(__file__).parents[1] / "docs/reference/shapes.md"
RECORDS = {**KINDS, "hits": Hit}
LISTED = {
    "sources": "source",
    "statements": "statement",
    "subjects": "subject",
    "threads": "thread",
    "tensions": "tension",
    "gaps": "gap",
    "references": "reference",
    "outlooks": "outlook",
    "parties": "party",
    "problems": "problem",
    "coverage": "coverage",
}


@pytest.mark.parametrize("kind", RECORDS)
def test_every_record_has_one_set_of_keys_and_survives_json(kind):
    seen = set()

    @settings(max_examples=25, deadline=None)
    @given(record=of(RECORDS[kind]))
    def check(record):
        shaped = shape(record, word)
        seen.add(tuple(shaped))
        assert json.loads(line(shaped)) == shaped

    check()
    assert seen == {keys(RECORDS[kind])}  # which an empty CSV has as its header


@pytest.mark.parametrize("kind", RECORDS)
def test_every_key_stands_on_the_page_for_scripts(kind):
    (row,) = re.findall(rf"^\| `{kind}` \| (.+) \|$", SHAPES.read_text(encoding="utf-8"), re.MULTILINE)

    @settings(max_examples=1, deadline=None)
    @given(record=of(RECORDS[kind]))
    def check(record):
        assert row.replace("`", "").split() == list(shape(record, word))

    check()


@needs_shared
@pytest.mark.parametrize(("kind", "name"), LISTED.items())
def test_the_keys_are_those_that_were_promised_in_their_order(kind, name):
    promised = re.search(rf"^- {name}: `([a-z_0-9 ]+)`", (SHARED / "CLI.md").read_text(), re.MULTILINE)[1].split()

    @settings(max_examples=1, deadline=None)
    @given(record=of(RECORDS[kind]))
    def check(record):
        assert list(shape(record, word))[: len(promised)] == promised

    check()


OF_PROPOSITION = {
    "clauses": (clause_keys(), ("parties",)),
    "versions": (version_keys(), ()),
    "contributions": (contribution_keys(), ()),
}


@pytest.mark.parametrize("kind", OF_PROPOSITION)
def test_every_key_of_the_proposition_stands_on_the_page_for_scripts(kind):
    (row,) = re.findall(rf"^\| `{kind}` \| (.+) \|$", SHAPES.read_text(encoding="utf-8"), re.MULTILINE)
    own, more = OF_PROPOSITION[kind]
    assert row.replace("`", "").split() == [*own, *more]


@needs_shared
def test_a_clause_has_the_keys_that_were_promised():
    promised = re.search(r"^- clause: `([a-z_0-9 ]+)`", (SHARED / "CLI.md").read_text(), re.MULTILINE)[1].split()
    assert list(clause_keys())[: len(promised)] == promised


@settings(max_examples=25, deadline=None)
@given(one=of(Clause), other=of(Version), third=of(Contribution))
def test_every_record_of_the_proposition_survives_json(one, other, third):
    for shaped, own in (
        (clause(one, word, number=1, is_core=True, version=other), clause_keys()),
        (version(other), version_keys()),
        (contribution(third), contribution_keys()),
    ):
        assert tuple(shaped) == own
        assert json.loads(line(shaped)) == shaped


def test_a_message_keeps_its_code_whatever_its_values_are_called():
    said = Message(code="x.y", values=(("code", "forged"), ("nl", "forged"), ("page", 3)))
    assert message(said, lambda one: one.code) == {"code": "x.y", "page": 3, "nl": "x.y"}
    assert message(None, word) is None


def test_an_event_without_a_name_still_says_by_which_person():
    target = Target(statement="s", source="b", path="p", quote="q", prefix="", suffix="", page=None)
    done = Event(
        id="e", parents=(), clock=1, at="t", person="p1", kind="edit", targets=(target,), values=(("type", "need"),)
    )
    assert event(done, {"p1": "Jo"})["person"] == "Jo"
    shaped = event(done, {})
    assert (shaped["person"], shaped["person_id"], shaped["values"]) == (None, "p1", {"type": "need"})


def test_the_keys_of_the_log_stand_on_the_page_too():
    (row,) = re.findall(r"^\| `log` \| (.+) \|$", SHAPES.read_text(encoding="utf-8"), re.MULTILINE)
    done = Event(id="e", parents=(), clock=1, at="t", person="p", kind="edit", targets=(), values=())
    assert list(event(done, {})) == list(event_keys())
    assert row.replace("`", "").split() == [*event_keys(), "counts", "overruled_by", "is_overruled"]


def test_a_record_of_another_kind_has_no_shape():
    with pytest.raises(TypeError):
        shape(object(), word)


@given(text=st.text() | st.text(alphabet='\u2028\u2029\x85\ud800\n\r\\"'))
def test_a_line_is_one_line_of_utf8_whatever_is_in_it(text):
    written = line({"text": text})
    assert written.encode().decode().splitlines() == [written]
    assert json.loads(written) == {"text": text}


@settings(max_examples=10)
@given(records=of(tuple[Hit, ...]))
def test_jsonl_is_one_line_per_record(records):
    written = "".join(jsonl(records, word))
    assert [json.loads(one) for one in written.splitlines()] == [shape(record, word) for record in records]

"""Gaps: each kind has its rule, says where was searched, and is not made by copies or reports."""

import make

from rodedraad.link.gaps import gaps
from rodedraad.records import Actor, Frame, Kinship, Party, Reference, Subject, Theme

FRAME = Frame(name="f", themes=tuple(Theme(id=id_, nl=id_, en=id_) for id_ in ("gezondheid", "arbeid", "anders")))
LETTER, ANSWER = make.source("b1", "dorp", date="2026-01"), make.source("b2", "rijk", date="2026-03")


def _gaps(statements=(), **fields):
    found = gaps(
        frame=FRAME,
        sources=fields.get("sources", [LETTER, ANSWER]),
        statements=statements,
        subjects=fields.get("subjects", ()),
        threads=(),
        references=fields.get("references", ()),
        parties=fields.get("parties", ()),
        kinships=fields.get("kinships", ()),
    )
    assert len({one.id for one in found}) == len(found)
    assert all(one.searched.code.startswith("gap.") for one in found)
    return found


def _about(*ids):
    return Subject(id="u-" + ids[0], title="", statements=ids, parties=(), themes=())


def test_a_theme_on_which_a_writer_is_silent_but_never_anders():
    said = [
        make.statement("s1", of=LETTER, type="finding", themes=("gezondheid",)),
        make.statement("s2", of=LETTER, type="finding", themes=("arbeid",), is_reported=True),
    ]
    found = {(one.theme, one.party) for one in _gaps(said) if one.kind == "theme_without_party"}
    assert found == {("arbeid", "dorp"), ("gezondheid", "rijk"), ("arbeid", "rijk")}


def test_a_request_is_answered_by_a_later_statement_of_who_was_asked_on_the_same_subject():
    asked = (Actor(party="rijk", words="het Rijk", role="asked"),)
    request = make.statement("s1", of=LETTER, type="request", actors=asked)
    answer = make.statement("s2", of=ANSWER, type="measure", is_commitment=True, deadline="in 2027")
    kinds = lambda said, subjects: [one.kind for one in _gaps(said, subjects=subjects) if "request" in one.kind]  # noqa: E731
    assert kinds([request, answer], [_about("s1", "s2")]) == []
    assert kinds([request, answer], []) == ["request_without_answer"]
    early = make.source("b2", "rijk", date="2025-12")
    assert [
        one.party
        for one in _gaps([request, answer], subjects=[_about("s1", "s2")], sources=[LETTER, early])
        if one.kind == "request_without_answer"
    ] == ["rijk"]


def test_measures_without_owner_or_date_and_ambitions_without_measure():
    said = [
        make.statement("s1", of=LETTER, type="measure"),
        make.statement("s2", of=LETTER, type="measure", is_commitment=True, deadline="medio 2027"),
        make.statement("s3", of=LETTER, type="ambition"),
        make.statement("s4", of=LETTER, type="ambition"),
    ]
    found = {(one.kind, one.statement) for one in _gaps(said, subjects=[_about("s2", "s3")]) if one.statement}
    assert found == {
        ("measure_without_owner", "s1"),
        ("measure_without_date", "s1"),
        ("ambition_without_measure", "s4"),
    }


def test_missing_documents_once_and_absent_parties():
    named = [
        Reference(id=f"r{n}", source="b1", page=1, quote="de Agenda", start=0, end=9, title="Agenda lucht")
        for n in range(2)
    ]
    found = _gaps(references=named, parties=[Party(id="school", name="School", expected=True)])
    assert [one.reference for one in found if one.kind == "document_missing"] == ["r0"]
    assert [one.party for one in found if one.kind == "party_absent"] == ["school"]


def test_what_only_a_draft_says_makes_no_gap():
    said = [make.statement("s1", of=LETTER, type="measure")]
    assert not [
        one
        for one in _gaps(said, kinships=[Kinship(earlier="b1", later="b2", kind="version", share=1.0)])
        if one.statement
    ]

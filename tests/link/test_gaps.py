"""Gaps: each kind has its rule, says where was searched, and is not made by copies or reports."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import get_args

import make

import rodedraad
from rodedraad.link import clues
from rodedraad.link.gaps import aim, gaps
from rodedraad.link.missing import missing_documents
from rodedraad.link.silence import silences
from rodedraad.records import (
    Actor,
    Amount,
    Block,
    Document,
    DocumentSupport,
    Frame,
    GapKind,
    Kinship,
    Party,
    Reference,
    Subject,
    Support,
    Theme,
    Thread,
)
from rodedraad.wording import catalogue
from rodedraad.wording import word as worded

FRAME = Frame(name="f", themes=tuple(Theme(id=id_, nl=id_, en=id_) for id_ in ("gezondheid", "arbeid", "anders")))
LETTER, ANSWER = make.source("b1", "dorp", date="2026-01"), make.source("b2", "rijk", date="2026-03")


def _gaps(statements=(), **fields):
    found, _ = gaps(
        frame=FRAME,
        sources=fields.get("sources", [LETTER, ANSWER]),
        statements=statements,
        clues=clues.of_all(statements),
        subjects=fields.get("subjects", ()),
        threads=(),
        references=fields.get("references", ()),
        parties=fields.get("parties", ()),
        kinships=fields.get("kinships", ()),
        documents=fields.get("documents", ()),
    )
    assert len({one.id for one in found}) == len(found)
    assert all(one.searched.code.startswith("gap.") for one in found)
    return found


def _about(*ids):
    return Subject(id="u-" + ids[0], title="", statements=ids, parties=(), themes=())


def test_a_theme_on_which_a_writer_is_silent_but_never_anders():
    said = [
        make.statement("s1", of=LETTER, type="measure", themes=("gezondheid",)),
        make.statement("s2", of=LETTER, type="measure", themes=("arbeid",), is_reported=True),
    ]
    found = {(one.theme, one.party) for one in _gaps(said) if one.kind == "theme_without_party"}
    assert found == {("arbeid", "dorp"), ("gezondheid", "rijk"), ("arbeid", "rijk")}


def test_one_finding_touches_a_theme_and_two_speak_of_it():
    """A municipality "spoke" of labour in one sentence about its schoolyards that had been given that theme."""
    said = [make.statement(f"s{n}", of=LETTER, type="finding", themes=("arbeid",)) for n in range(2)]

    def silent(statements):
        return {one.theme for one in _gaps(statements) if one.kind == "theme_without_party" and one.party == "dorp"}

    assert silent(said[:1]) == {"gezondheid", "arbeid"}
    (gap,) = (one for one in _gaps(said[:1]) if (one.theme, one.party) == ("arbeid", "dorp"))
    assert dict(gap.searched.values)["passing"] == 1, "the one finding is told"
    assert silent(said) == {"gezondheid"}


def test_a_corrected_theme_leaves_the_gap_of_a_statement_where_it_is():
    """Its theme was part of its id, so that a link to the gap led nowhere after an edit."""
    wish = make.statement("s1", "In 2035 heeft elke haven walstroom.", of=LETTER, themes=("gezondheid",))
    found = [
        [one for one in _gaps([replace(wish, themes=(theme,))]) if one.kind == "ambition_without_measure"]
        for theme in ("gezondheid", "arbeid")
    ]
    assert [one.theme for (one,) in found] == ["gezondheid", "arbeid"]
    assert len({one.id for (one,) in found}) == 1


def test_a_party_whose_documents_name_a_theme_is_not_silent_and_a_passing_word_is_counted():
    # A bullet "Huisvesting en mobiliteit" and a demand about jobs counted for nothing: the party "said nothing" on them.
    frame = Frame(
        name="f",
        themes=(
            Theme(id="arbeid", nl="a", en="a", cues=("werkgelegen",)),
            Theme(id="wonen", nl="w", en="w", cues=("huisvesting", "woning")),
            Theme(id="energie", nl="e", en="e", cues=("stroom",)),
        ),
    )
    demand = make.statement("s1", "De werkgelegenheid moet worden geborgd.", of=LETTER, type="condition")

    def silent(kind, words, *said):
        text = make.document("b1", words)
        text = replace(text, blocks=(replace(text.blocks[0], kind=kind),))
        found = silences(frame, sources=[LETTER], statements=said, documents=[text])
        return {one.theme: dict(one.searched.values)["passing"] for one in found}

    assert silent("list_item", "Huisvesting in de regio;", demand) == {"energie": 0}
    assert silent("furniture", "Huisvesting in de regio;") == {"arbeid": 0, "wonen": 0, "energie": 0}
    assert silent("paragraph", "De stroom valt uit.") == {"arbeid": 0, "wonen": 0, "energie": 1}
    assert "arbeid" in silent("paragraph", "Niets.", replace(demand, type="finding")), "a fact told is no position"
    assert "energie" in silent("list_item", "Een woning met huisvesting en stroom"), "another theme leads there"


def test_a_request_is_answered_by_a_later_statement_of_who_was_asked_on_the_same_subject():
    asked = (Actor(party="rijk", words="het Rijk", role="asked"),)
    ask = "Wij vragen het Rijk de kademuur van Haverduin te herstellen."
    request = make.statement("s1", ask, of=LETTER, type="request", actors=asked)
    reply = "Wij herstellen de kademuur van Haverduin in 2027."
    answer = make.statement("s2", reply, of=ANSWER, type="measure", is_commitment=True, deadline="in 2027")
    aside = make.statement("s2", "Wij bouwen in 2027 een brug.", of=ANSWER, type="measure", is_commitment=True)
    kinds = lambda said, subjects: [one.kind for one in _gaps(said, subjects=subjects) if "request" in one.kind]  # noqa: E731
    assert kinds([request, answer], [_about("s1", "s2")]) == []
    assert kinds([request, aside], [_about("s1", "s2")]) == ["request_without_answer"], "another matter is no answer"
    early = make.source("b2", "rijk", date="2025-12")
    assert [
        one.party
        for one in _gaps([request, answer], subjects=[_about("s1", "s2")], sources=[LETTER, early])
        if one.kind == "request_without_answer"
    ] == ["rijk"]


def test_the_support_that_is_asked_is_not_the_matter_nor_one_word_of_a_wide_subject():
    asked = (Actor(party="rijk", words="het Rijk", role="asked"),)
    request = make.statement(
        "s1", "Wij vragen de steun van het Rijk voor de zeesluis.", of=LETTER, type="request", actors=asked
    )
    later = lambda words: make.statement("s2", words, of=ANSWER, type="conclusion")  # noqa: E731
    open_ = lambda words: [  # noqa: E731
        one.kind for one in _gaps([request, later(words)], subjects=[_about("s1", "s2")]) if "request" in one.kind
    ]
    assert open_("Zonder dijk is er geen steun of aandacht te geven.") == ["request_without_answer"]
    assert open_("Een zeesluis trekt vogels.") == ["request_without_answer"]


def test_a_political_programme_is_a_bid_that_plans_only_what_it_pays_or_puts_in_a_row():
    bid = make.source("b3", "partij", kind="programme")
    said = [
        make.statement("s1", "Wij planten bomen langs de dijk.", of=bid, type="measure", is_commitment=True),
        make.statement("s2", "Er komt een loopbrug bij het zwembad.", of=bid, type="measure"),
        make.statement(
            "s3",
            "Wij steken 3 miljoen euro in bomen.",
            of=bid,
            type="measure",
            is_commitment=True,
            amounts=(Amount(value=3e6, unit="euro", words="3 miljoen euro"),),
        ),
    ]
    without = lambda form: sorted(  # noqa: E731
        one.statement
        for one in _gaps(said, sources=[bid], parties=[Party(id="partij", name="Partij", form=form)])
        if one.kind == "measure_without_date"
    )
    assert without("political_party") == ["s3"]
    assert without(None) == ["s1", "s2", "s3"], "a town's programme of measures is a plan"


def test_who_asks_does_not_answer_itself_in_a_letter_that_both_sign():
    actors = (Actor(party="rijk", words="het Rijk", role="asked"),)
    ask = "Wij vragen het Rijk de kademuur van Haverduin te herstellen."
    request = make.statement("s1", ask, of=LETTER, type="request", actors=actors)
    joint = make.source("b2", "rijk", "dorp", date="2026-03")
    words = "De kademuur van Haverduin willen wij in 2027 herstellen."
    for parties, kinds in ((("dorp",), ["request_without_answer"]), (("rijk",), [])):
        said = [request, make.statement("s2", words, of=joint, parties=parties, holder=parties[0])]
        found = _gaps(said, subjects=[_about("s1", "s2")], sources=[LETTER, joint])
        assert [one.kind for one in found if "request" in one.kind] == kinds


def _searched(said, **fields):
    found = [one for one in _gaps(said, **fields) if one.kind == "request_without_answer"]
    return [(one.party, one.searched.code, dict(one.searched.values).get("sources")) for one in found]


def test_a_request_says_where_an_answer_was_searched_or_that_it_could_be_nowhere():
    # A gap used to say that it "searched 0 sources", as if silence had been found.
    parties = [Party(id=id_, name=id_.title()) for id_ in ("dorp", "rijk", "school")]

    def ask(*asked, words="hen"):
        actors = tuple(Actor(party=party, words=words, role="asked") for party in asked)
        return make.statement("s1", "Wij vragen hun de kade te meten.", of=LETTER, type="request", actors=actors)

    other = make.source("b2", "rijk", date="2025-12")
    assert _searched([ask("rijk")], parties=parties) == [("rijk", "gap.searched_asked", 1)]
    assert _searched([ask("school")], parties=parties) == [("school", "gap.asked_absent", None)]
    assert _searched([ask("rijk")], parties=parties, sources=[LETTER, other]) == [("rijk", "gap.asked_only_earlier", 1)]
    assert _searched([ask("dorp")], parties=parties) == [(None, "gap.asked_unknown", 0)], "the author is not asked"
    unequal = make.source("b2", "rijk", date="2026")
    assert _searched([ask("rijk")], parties=parties, sources=[LETTER, unequal])[0][1] == "gap.searched_asked"
    both = _searched([ask("school", "rijk")], parties=parties)
    assert [party for party, _, _ in both] == ["rijk", "school"], "where was searched comes first"


def test_the_name_of_who_is_asked_is_not_the_matter():
    asked = (Actor(party="rijk", words="de Havergemeenten", role="asked"),)
    request = make.statement(
        "s1", "Wij vragen de steun van de Havergemeenten.", of=LETTER, type="request", actors=asked
    )
    reply = "Voor de Havergemeenten is schone lucht een voorwaarde voor steun."
    other = make.statement("s2", reply, of=ANSWER, type="condition")
    assert [code for _, code, _ in _searched([request, other])] == ["gap.searched_asked"]


def test_an_aim_may_give_its_year_as_the_latest_day():
    assert aim("De inwoners verdienen schonere lucht, uiterlijk in 2030.") == "some"
    assert aim("De inwoners verdienen schonere lucht sinds 2030.") == "none"


def test_the_dutch_want_is_no_aim():
    assert aim("Want de alternatieven (doorgaan tot ver na 2040 of nu stoppen) zijn duur.") == "none"
    assert aim("Graag willen wij iedereen danken die aan het programma voor 2030 meewerkte.") == "none"
    assert aim("We want the quay to be clean by 2040.") != "none"


def test_two_committees_of_one_chamber_are_asked_as_that_chamber():
    chamber = Party(id="kamer", name="Kamer", layer="parlement")
    committees = [
        Party(id=id_, name=id_, layer="parlement", member_of=("kamer",)) for id_ in ("commissie-a", "commissie-b")
    ]
    actors = tuple(Actor(party=one.id, words="u", role="asked") for one in committees)
    request = make.statement("s1", "Wij vragen u de kade te meten.", of=LETTER, type="request", actors=actors)
    parties = [chamber, *committees]
    assert _searched([request], parties=parties) == [("kamer", "gap.asked_absent", None)]
    sources = [LETTER, make.source("b2", "kamer", date="2026-05")]
    assert _searched([request], parties=parties, sources=sources) == [("kamer", "gap.searched_asked", 1)]


def test_missing_documents_are_the_regions_own_first_then_the_most_cited():
    def named(id_, source, title, url=None):
        return Reference(id=id_, source=source, page=1, quote=title, start=0, end=9, title=title, url=url)

    references = [
        named("r1", "b1", "Nationale Agenda"),
        named("r2", "b1", "Klimaatakkoord"),
        named("r3", "b2", "klimaatakkoord", "https://voorbeeld.example/klimaatakkoord.pdf"),
        named("r4", "b2", "Woonvisie Haverduin 2030"),
    ]
    frame = Frame(name="f", themes=(), places=("Haverduin",))
    found = missing_documents(references, frame=frame)
    assert [(one.id, cited) for one, cited in found] == [("r4", 1), ("r3", 2), ("r1", 1)]


def test_a_document_that_names_itself_misses_nothing():
    strategy = make.source("b1", "rijk", date="2026-01", title="Eerste Internationale Havenstrategie 2026")
    named = [
        Reference(id=id_, source="b1", page=2, quote=title, start=0, end=9, title=title)
        for id_, title in (("r1", "Internationale Havenstrategie"), ("r2", "Nationale Agenda"))
    ]
    found = _gaps(sources=[strategy], references=named)
    assert [one.reference for one in found if one.kind == "document_missing"] == ["r2"]


def test_a_title_and_an_address_that_only_a_third_reference_joins_are_one_missing_document():
    """The one was listed by its title, the other by its address, whichever order the sources came in."""
    address = "https://voorbeeld.example/monitor"
    references = [
        Reference(id=id_, source=id_, page=1, quote=quote, start=0, end=9, title=title, url=url)
        for id_, quote, title, url in (
            ("b1", address, None, address),
            ("b2", "Monitor 2025", "Monitor 2025", None),
            ("b3", "Monitor 2025", "Monitor 2025", address),
        )
    ]
    references.append(replace(references[1], id="b4", source="b4"))
    for order in permutations(references):
        found = missing_documents(order, frame=Frame(name="f", themes=()))
        assert [(one.id, cited) for one, cited in found] == [("b3", 4)]
    other = replace(references[2], id="b5", source="b5", url="https://elders.example/monitor")
    found = missing_documents([*references, other], frame=Frame(name="f", themes=()))
    assert sorted((one.id, cited) for one, cited in found) == [("b3", 4), ("b5", 1)], "two addresses, two documents"


def test_a_row_of_measures_has_its_date_and_its_owner_in_its_other_cells():
    cells = [("Vislift", "", "€ 2 mln"), ("Loopbrug", "Gemeente Dorp", "2028"), ("Kademuur", "n.t.b.", "n.t.b.")]
    blocks, said, text = [], [], ""
    for row, words in enumerate(cells):
        for column, word in enumerate(words):
            blocks.append(
                Block(kind="table_cell", start=len(text), end=len(text) + len(word), table=0, row=row, column=column)
            )
            if column == 0:
                leads = tuple(Actor(party=None, words=name, role="leads") for name in words[1:2] if name)
                said.append(make.statement(f"s{row}", word, of=LETTER, type="measure", start=len(text), actors=leads))
            text += word + "\n"
    table = Document(source="b1", text=text, body_end=len(text), blocks=tuple(blocks))
    found = {(one.kind, one.statement) for one in _gaps(said, documents=[table]) if one.statement}
    assert found == {
        ("measure_without_owner", "s0"),
        ("measure_without_date", "s0"),
        ("measure_without_owner", "s2"),
        ("measure_without_date", "s2"),
    }


def test_only_promises_and_announced_acts_need_an_owner_and_a_date():
    said = [
        make.statement("s1", "Er komt een loopbrug bij het zwembad.", of=LETTER, type="measure"),
        make.statement("s2", "Wij planten bomen langs de dijk.", of=LETTER, type="measure", is_commitment=True),
        make.statement("s3", "Wij planten in 2027 bomen.", of=LETTER, type="measure", is_commitment=True),
        make.statement("s4", "In het dorp worden vier talen gesproken.", of=LETTER, type="measure"),
        make.statement("s5", "Er werd vorig jaar een brug gebouwd.", of=LETTER, type="measure"),
    ]
    assert {(one.kind, one.statement) for one in _gaps(said) if one.statement} == {
        ("measure_without_owner", "s1"),
        ("measure_without_date", "s1"),
        ("measure_without_date", "s2"),
    }


def test_an_aim_with_a_year_is_served_by_a_measure_on_the_same_matter():
    said = [
        make.statement("s1", "In 2035 zijn alle zwembaden in Haverduin drempelvrij.", of=LETTER),
        make.statement("s2", "In 2035 heeft elke haven walstroom.", of=LETTER),
        make.statement(
            "s3", "Wij maken de zwembaden in Haverduin drempelvrij.", of=ANSWER, type="measure", is_commitment=True
        ),
    ]
    assert [one.statement for one in _gaps(said) if one.kind == "ambition_without_measure"] == ["s2"]


def test_missing_documents_once_and_absent_parties():
    named = [
        Reference(id=f"r{n}", source="b1", page=1, quote="de Agenda", start=0, end=9, title="Agenda lucht")
        for n in range(2)
    ]
    found = _gaps(references=named, parties=[Party(id="school", name="School", expected=True)])
    assert [one.reference for one in found if one.kind == "document_missing"] == ["r0"]
    assert [one.party for one in found if one.kind == "party_absent"] == ["school"]


def test_what_only_a_draft_says_makes_no_gap():
    said = [make.statement("s1", "Er komt een brug.", of=LETTER, type="measure")]
    assert [one for one in _gaps(said) if one.statement]
    assert not [
        one
        for one in _gaps(said, kinships=[Kinship(earlier="b1", later="b2", kind="version", share=1.0)])
        if one.statement
    ]


def _one_of_each():
    """A dossier with every kind of gap, and what of it was searched by an independent count."""
    other = make.source("b3", "dorp", date="2026-02")
    asked = (Actor(party="rijk", words="het Rijk", role="asked"),)
    said = [
        make.statement("s1", "In 2035 heeft elke haven walstroom.", of=LETTER, themes=("gezondheid",)),
        make.statement("s2", "Er komt een loopbrug bij het zwembad.", of=LETTER, type="measure", context="Plannen"),
        make.statement("s3", "Wij vragen het Rijk de kade te meten.", of=LETTER, type="request", actors=asked),
        make.statement("s4", "Wij planten in 2027 bomen.", of=LETTER, type="measure", is_commitment=True),
    ]
    thread = Thread(
        id="t-s1",
        subject="u-s1",
        title="Walstroom",
        statements=("s1", "s4"),
        representative="s1",
        sources=("b1", "b3"),
        parties=("dorp",),
        themes=(),
        confidence=0.9,
        support=Support(documents=DocumentSupport(for_=("dorp",))),
    )
    named = Reference(id="r1", source="b1", page=1, quote="de Agenda", start=0, end=9, title="Agenda lucht")
    found, _ = gaps(
        frame=FRAME,
        sources=[LETTER, ANSWER, other],
        statements=said,
        clues=clues.of_all(said),
        subjects=(),
        threads=[thread],
        references=[named],
        parties=[Party(id="school", name="School", expected=True), Party(id="rijk", name="het Rijk")],
        kinships=(),
        documents=[make.document("b2", "De gezondheid is goed.")],
    )
    return found


def test_every_kind_of_gap_says_what_was_searched_in_both_languages():
    """Owner and date said that heading and row were searched where there was none, a thread not how many sources were."""
    found = {one.kind: dict(one.searched.values) | {"code": one.searched.code} for one in _one_of_each()}
    assert set(found) == set(get_args(GapKind))
    silent = found.pop("theme_without_party")
    assert silent["sources"] in (1, 2)
    assert found == {
        "party_absent": {"code": "gap.searched_authors", "sources": 3},
        "ambition_without_measure": {"code": "gap.searched_measures", "statements": 2},
        "measure_without_owner": {"code": "gap.searched_sentence"},
        "measure_without_date": {"code": "gap.searched_sentence_heading", "heading": "Plannen"},
        "request_without_answer": {"code": "gap.searched_asked", "party": "het Rijk", "sources": 1},
        "document_missing": {"code": "gap.searched_documents", "sources": 3, "cited": 1},
        "thread_of_one": {"code": "gap.searched_thread", "sources": 3, "held": 2},
    }
    for gap in _one_of_each():
        for language, cue in (("nl", ("ezocht",)), ("en", ("earched",))):
            words = worded(gap.searched, language)
            assert any(one in words for one in cue)
            assert "{" not in words
            assert all(str(value) in words for _, value in gap.searched.values if value)


def test_every_sentence_that_says_where_was_searched_is_in_use():
    code = "".join(path.read_text(encoding="utf-8") for path in Path(rodedraad.__file__).parent.glob("link/*.py"))
    assert {name for name in catalogue() if name.startswith("gap.") and f'"{name}"' not in code} == set()

"""The proposition of a region with national papers beside it: whose place comes first, and who counts as a voice."""

from dataclasses import replace

import pytest
from make import source, statement

from rodedraad.propose import Ground, compose, drafted, signing
from rodedraad.propose.core import BEYOND
from rodedraad.propose.shared import seems
from rodedraad.records import (
    Citation,
    DocumentSupport,
    Frame,
    Gap,
    Links,
    Message,
    Party,
    Support,
    Tension,
    Theme,
    Thread,
)

PARTIES = (
    Party(id="dorp", name="Dorp", layer="gemeente"),
    Party(id="stad", name="Stad", layer="gemeente"),
    *(Party(id=one, name=one.title(), layer="maatschappelijk", form="political_party") for one in ("pa", "pb", "pc")),
)
FRAME = Frame(
    name="Kust",
    themes=(Theme(id="lucht", nl="Lucht", en="Air"),),
    parties=PARTIES[:2],
    places=("Kustdorp",),
)
BRIEF, VISIE = source("brief", "dorp", language="nl"), source("visie", "stad", language="nl")
PA, PB = source("prog-a", "pa", language="nl"), source("prog-b", "pb", language="nl")
AKKOORD = source("akkoord", "pa", "pb", "pc", language="nl")
SOURCES = (BRIEF, VISIE, PA, PB, AKKOORD)
WISH = "Wij willen dat de lucht overal schoon wordt in 2030."


def said(id_, of, text=WISH, **fields):
    return statement(id_, text, of=of, **{"themes": ("lucht",), **fields})


def thread(*members, for_, confidence=1.0):
    return Thread(
        id="t-" + members[0].id,
        subject="u-1",
        title=members[0].text,
        representative=members[0].id,
        statements=tuple(one.id for one in members),
        sources=tuple(one.source for one in members),
        parties=for_,
        themes=("lucht",),
        confidence=confidence,
        support=Support(documents=DocumentSupport(for_=for_)),
    )


def ground(*statements, frame=FRAME, sources=SOURCES, **links):
    return Ground.of(frame=frame, sources=sources, statements=statements, links=Links(parties=PARTIES, **links))


def _national(number):
    """A wish that both programmes share, and that five programmes would: of no region."""
    text = f"Wij willen in 2030 een belasting nummer {number} voor iedereen die vliegt."
    members = said(f"a{number}", PA, text, start=100 * number), said(f"b{number}", PB, text, start=100 * number)
    return members, thread(*members, for_=("pa", "pb"))


OWN = said("d", BRIEF)
NEED = said("n", VISIE, "Voor schone lucht zijn tien extra meetpunten nodig.", type="need", start=700)
NATIONAL = [_national(number) for number in range(8)]
EVERY = (OWN, NEED, *(one for members, _ in NATIONAL for one in members))
THREADS = tuple(one for _, one in NATIONAL)


def test_the_region_has_the_first_places_and_others_a_few_that_are_left_marked_as_theirs():
    draft = drafted(ground(*EVERY, threads=THREADS))
    by_id = {one.id: one for one in draft.clauses}
    core = [by_id[id_] for id_ in draft.core]
    assert [one.about for one in core if one.is_national] != []
    assert len([one for one in core if one.is_national]) == BEYOND
    assert [one.is_national for one in core] == sorted(one.is_national for one in core)
    assert "d" in [one.about for one in core]
    own = [one for one in draft.clauses if one.theme == "lucht"]
    assert [one.is_national for one in own] == sorted(one.is_national for one in own), "in a theme too"
    assert draft.regional_parties == ("dorp", "stad")
    assert draft.regional_sources == ("brief", "visie")


@pytest.mark.parametrize(
    "made",
    [
        {"sources": (PA, PB, AKKOORD)},  # no document of the region
        {"frame": replace(FRAME, parties=(), places=())},
    ],
)
def test_where_the_region_does_not_speak_nothing_is_told_apart(made):
    national = [one for one in EVERY if one.id not in ("d", "n")]
    draft = drafted(ground(*national, threads=THREADS, **made))
    assert not any(one.is_national for one in draft.clauses)
    assert len([one for one in draft.clauses if one.id in draft.core and one.kind == "shared"]) > BEYOND
    assert (draft.regional_parties, draft.regional_sources) == ((), ())


def test_a_national_party_is_no_voice_of_the_region_and_its_words_are_not_put_first():
    a, d = said("a", PA, "Schone lucht willen wij overal in 2030."), said("d", BRIEF)
    own = ground(a, d, threads=(thread(a, d, for_=("pa", "dorp")),))
    clauses = compose(own)
    (shared,) = (one for one in clauses if one.kind == "shared")
    assert (shared.citations[0].id, shared.is_national) == ("d", False), "the region's words speak for both"
    assert (signing.count(shared), signing.count(shared, own.region)) == (2, 1)
    assert any("twee of meer partijen uit de regio" in one.text for one in clauses), "one of the region is no two"
    s = said("s", VISIE)
    two = compose(ground(a, d, s, threads=(thread(a, d, s, for_=("pa", "dorp", "stad")),)))
    assert not any(one.about == "nothing_shared" for one in two)


def test_a_national_sentence_on_a_place_of_the_region_is_of_it_but_has_no_place_by_rule():
    """Two parties that quarrel over the sea before the coast do not fill the region's page."""
    a, b = said("a", PA, "De put sluit.", place=("Kustdorp",)), said("b", PB, "De put blijft open.")
    apart = Tension(
        id="x", subject="u", a="a", b="b", kind="stance", score=0.9, explanation=Message.of("tension.stance")
    )
    draft = drafted(ground(OWN, a, b, tensions=(apart,)))
    (clause,) = (one for one in draft.clauses if one.kind == "tension")
    assert (clause.is_national, clause.id in draft.core) == (False, False)


def test_what_lacks_an_owner_is_told_of_the_region_first_and_says_whose_it_counts():
    rows = [said(f"m{at}", PA, "Wij bouwen in 2030 een nieuwe sluis.", type="measure", start=at) for at in range(3)]
    rows.append(said("mz", BRIEF, "Wij bouwen in 2027 een kade bij het kanaal.", type="measure", start=900))
    gaps = tuple(
        Gap(id=f"g-{one.id}", kind="measure_without_owner", theme=None, party=None, statement=one.id, reference=None,
            searched=Message.of("gap.searched_here", sources=1))
        for one in rows
    )  # fmt: skip
    (clause,) = (one for one in compose(ground(*rows, gaps=gaps)) if (one.about or "").startswith("measure_without"))
    assert clause.text == (
        "Bij 4 maatregelen, ook van landelijke partijen, staat niet wie ze uitvoert. "
        "Een daarvan, van Dorp: «Wij bouwen in 2027 een kade bij het kanaal.»"
    )
    (alone,) = (one for one in compose(ground(*rows[:3], gaps=gaps[:3])) if (one.about or "").startswith("measure_wi"))
    assert "ook van" not in alone.text


# --- one paper, one voice -----------------------------------------------------------------------------------------


def _cited(source_, *voices, role="says"):
    return Citation(
        id=source_,
        source=source_,
        page=1,
        page_end=1,
        locator=None,
        start=0,
        end=1,
        quote="x",
        role=role,
        voices=voices,
    )


@pytest.mark.parametrize(
    ("papers", "found"),
    [
        ([("a",), ("b",)], [("a",), ("b",)]),
        ([("a", "b", "c"), ("d",)], [("a", "b", "c"), ("d",)]),
        ([("a", "b"), ("a",)], [("a", "b"), ("a",)]),  # who also says it alone is a voice beside
        ([("a", "b"), ("a",), ("b",)], [("a",), ("b",)]),  # both speak alone: the joint paper adds none
        ([("a", "b"), ("a", "b")], [("a", "b")]),  # two papers of the same signers are one voice
        ([("a", "b"), ("a", "b", "c")], [("a", "b", "c")]),
        ([("a/raad", "b"), ("a",)], [("a", "b"), ("a",)]),  # an organ of a party is no other party
        ([("a", "x")], [("a",)]),  # x holds it no more
        ([()], [("a",), ("b",), ("c",), ("d",)]),  # a person said who is behind it
    ],
)
def test_who_signed_together_is_one_voice(papers, found):
    supporters = tuple(sorted({plain for paper in papers for one in paper if (plain := one.partition("/")[0]) != "x"}))
    cited = [_cited(f"s{at}", *paper) for at, paper in enumerate(papers)]
    assert list(signing.voices(cited, supporters or ("a", "b", "c", "d"))) == found
    backs = [replace(one, role="opposes") for one in cited]
    assert all(len(one) == 1 for one in signing.voices(backs, supporters)), "only who says or backs it signed it"


def test_a_shared_sentence_says_who_signed_together_and_counts_them_once():
    k, b, d = said("k", AKKOORD), said("b", PB), said("d", BRIEF)
    told = ground(
        k,
        b,
        d,
        frame=replace(FRAME, parties=(), places=()),
        threads=(thread(d, k, b, for_=("dorp", "pa", "pb", "pc")),),
    )
    (clause,) = (one for one in compose(told) if one.kind == "shared")
    assert clause.text == f"Dit delen Pa, Pb en Pc (samen ondertekend), Pb (ook apart) en Dorp: «{WISH}»"
    assert clause.english == f"Pa, Pb and Pc (signed together), Pb (also alone) and Dorp share this: «{WISH}»"
    assert signing.count(clause) == 3
    alone = replace(AKKOORD, id="akkoord-2")
    both = said("k", AKKOORD), said("l", alone)
    own = ground(*both, sources=(AKKOORD, alone), threads=(thread(*both, for_=("pa", "pb", "pc")),))
    clauses = compose(own)
    (clause,) = (one for one in clauses if one.kind == "shared")
    assert clause.text == f"Pa, Pb en Pc zeggen dit in 2 stukken die zij samen ondertekenden: «{WISH}»"
    assert any(one.about == "nothing_shared" for one in clauses), "who signed together shares it with nobody"


def test_what_only_seems_to_be_shared_does_not_open_a_part_of_the_page():
    single = said("e", VISIE, "Wij willen in 2040 een dorp met meer groen langs het kanaal.", start=500)
    a, d = said("a", VISIE, "Schone lucht willen wij overal in 2030."), said("d", BRIEF)
    draft = drafted(ground(a, d, single, threads=(thread(d, a, for_=("dorp", "stad"), confidence=0.65),)))
    by_id = {one.id: one for one in draft.clauses}
    ambitions = [by_id[id_] for id_ in draft.core if by_id[id_].part == "ambition"]
    assert [seems(one) for one in ambitions] == [False, True]
    assert ambitions[1].points > ambitions[0].points, "it had more points, and stands after all the same"

"""The whole stage on statements made by hand: what is met or not, what several ask for, the options, and what people rule."""

from dataclasses import replace
from itertools import permutations

import pytest
from make import source, statement

from rodedraad.parties import register
from rodedraad.records import Frame, Kinship, Links, Party, Ruling
from rodedraad.region import region_of
from rodedraad.require import Concept, required
from rodedraad.require.arrangements import arrangements, models
from rodedraad.require.occupations import proposed, shipped

PARTIES = (
    Party(id="havenbedrijf", name="Havenbedrijf", layer="bedrijf"),
    Party(id="vakschool", name="Vakschool", layer="onderwijs_kennis"),
    Party(id="gemeente", name="Gemeente", layer="gemeente"),
)
KNOWN = register(Frame(name="hand", themes=(), parties=PARTIES))
A, B, C = source("a", "havenbedrijf"), source("b", "vakschool"), source("c", "gemeente")


def stated(*texts, type_="conclusion"):
    """Statements of sources in turn: ("a", text)."""
    of = {"a": A, "b": B, "c": C}
    made, at = [], {"a": 0, "b": 0, "c": 0}
    for name, text, *kind in texts:
        start = at[name]
        at[name] += len(text) + 1
        made.append(
            statement(
                f"{name}{start}", text, of=of[name], start=start, end=start + len(text), type=(kind or [type_])[0]
            )
        )
    return made


def of(statements, **fields):
    links = Links(parties=PARTIES, **fields.pop("links", {}))
    return required(statements, links=links, register=KNOWN, **fields)


def test_a_need_is_unknown_until_a_source_says_that_it_lacks_offers_it_or_has_it():
    silent = stated(("a", "Voor de kade zijn lassers nodig."))
    lacking = stated(("a", "Er is een tekort aan lassers."))
    offered = stated(
        ("a", "Er is een tekort aan lassers."), ("b", "Onze opleiding voor lassers telt veertig plaatsen.")
    )
    filled = stated(("a", "In de behoefte aan lassers is inmiddels voorzien."))
    assert [one.met for one in of(silent).requirements] == ["unknown"]
    assert [one.met for one in of(lacking).requirements] == ["unmet"]
    assert [one.met for one in of(filled).requirements] == ["met"]
    found = of(offered)
    assert [(one.met, one.offers) for one in found.requirements] == [("partly", (found.offers[0].id,))]
    assert (found.offers[0].kind, found.offers[0].party) == ("course", "vakschool")


def test_an_offer_of_another_level_or_of_another_trade_meets_nothing():
    other = stated(
        ("a", "Er is een tekort aan lassers."), ("b", "Onze opleiding voor verpleegkundigen telt veertig plaatsen.")
    )
    level = stated(
        ("a", "Er is een tekort aan lassers van het mbo."), ("b", "Onze hbo-opleiding voor lassers telt tien plaatsen.")
    )
    assert [one.met for one in of(other).requirements] == ["unmet"]
    assert [one.met for one in of(level).requirements] == ["unmet"]


def test_a_wished_school_is_no_offer():
    wished = stated(
        ("a", "Wij willen een opleiding voor lassers oprichten."),
        ("c", "Er komt een laboratorium bij de Vakschool."),
        ("b", "De regio heeft geen eigen campus."),
    )
    assert of(wished).offers == ()


def test_several_parties_ask_for_the_same_only_in_other_sources_that_are_no_copies():
    texts = stated(
        ("a", "Er is een tekort aan vakmensen."),
        ("b", "There are too few technicians in the region."),
        ("c", "Er is gebrek aan geld."),
    )
    texts[1] = replace(texts[1], language="en")
    found = {one.statement: one for one in of(texts).requirements}
    assert found["a0"].shared == (found["b0"].id,)
    assert found["b0"].shared == (found["a0"].id,)
    assert found["c0"].shared == ()
    again = stated(("a", "Er is een tekort aan vakmensen."), ("a", "Vakmensen zijn nodig."))
    assert all(one.shared == () for one in of(again).requirements)
    kin = (Kinship(earlier="a", later="b", kind="copy", share=1.0),)
    assert {one.source for one in of(texts, links={"kinships": kin}).requirements} == {"b", "c"}


def test_the_order_of_the_statements_does_not_matter():
    texts = stated(
        ("a", "Er is een tekort aan vakmensen."),
        ("b", "Onze opleiding voor vakmensen telt veertig plaatsen."),
        ("c", "Bouw een techniekcampus op de Oude Werf.", "recommendation"),
        ("c", "Te weinig vakmensen remt de bouw."),
    )
    first = of(texts)
    assert [len(first.requirements), len(first.offers), len(first.arrangements)] == [3, 1, 1]
    assert all(of(list(order)) == first for order in permutations(texts))


OPTION = (
    ("a", "Eerder ontstond het idee voor een Maritieme Campus naar het voorbeeld van Havenlab Noord.", "finding"),
    ("b", "Wij willen één techniekcampus op de Oude Werf, van mbo tot hogeschool, onder hetzelfde dak.", "ambition"),
    (
        "c",
        "Voor de techniekcampus op de Oude Werf trekken wij 18 miljoen euro uit; een vergunning is er nog niet.",
        "measure",
    ),
)


def test_an_option_tells_its_model_host_education_money_and_who_is_for_or_against():
    against = ("a", "Wij zijn tegen de campus: een techniekcampus op de Oude Werf is overbodig.", "conclusion")
    found = arrangements(stated(*OPTION, against))
    own = next(one for one in found if "b0" in one.statements)
    told = {}
    for trait in own.traits:
        told.setdefault(trait.aspect, []).append(trait.words)
    assert own.kind == "campus"
    assert "op de Oude Werf" in told["host"]
    assert told["facilities"] == ["onder hetzelfde dak"]
    assert told["money"] == ["18 miljoen euro"]
    assert told["permits"] == ["vergunning"]
    assert "people" not in told
    assert "vakschool" in [party for party, _ in own.for_]
    assert [party for party, _ in own.against] == ["havenbedrijf"]
    assert models(OPTION[0][1]) == ("Havenlab Noord",)


@pytest.mark.parametrize(
    ("text", "names", "is_against"),
    [
        ("Een campus naar het voorbeeld van Brainport zou onverstandig zijn.", ("Brainport",), True),
        ("Een campus naar het voorbeeld van Brainport zou niet onverstandig zijn.", ("Brainport",), False),
        (
            "Wij raden het plan voor een campus zoals Havenlab Noord in Kadestad af.",
            ("Havenlab Noord in Kadestad",),
            True,
        ),
        ("A campus along the lines of Quay Lab would be a bad idea.", ("Quay Lab",), True),
        ("Een campus zoals de School van de Haven moet er komen.", ("School van de Haven",), False),
    ],
)
def test_a_model_is_its_name_alone_and_who_calls_it_unwise_is_against(text, names, is_against):
    assert models(text) == names
    found = arrangements(stated(("a", text), ("a", "Zet een campus op het Lange Plein.")))
    assert any("a0" in [id_ for _, id_ in one.against] for one in found) is is_against


def test_who_is_only_reported_to_be_for_it_is_not_for_it():
    statements = stated(*OPTION)
    reported = replace(statements[1], is_reported=True, holder="vakschool")
    (own,) = [one for one in arrangements([statements[0], reported, statements[2]]) if "b0" in one.statements]
    assert "vakschool" not in [party for party, _ in own.for_]
    assert any(trait.statement == "b0" for trait in own.traits)


def test_rulings_stand_in_the_place_of_what_was_read_and_reject_takes_out():
    texts = stated(("a", "Er is een tekort aan lassers."), ("c", "Er is een tekort aan koks."))
    uri = next(one.uri for one in shipped() if one.names[0] == "lasser")
    rulings = (
        Ruling(about="requirement", statement="a0", key="lassers", event="e", values=(("esco", uri), ("is_confirmed", True), ("level", "mbo"), ("met", "met"), ("term", "2031-05"))),
        Ruling(about="requirement", statement="c0", key="koks", event="f", values=(("is_rejected", True),)),
    )  # fmt: skip
    assert len(of(texts).requirements) == 2
    (found,) = of(texts, rulings=rulings).requirements
    assert (found.met, found.level, found.is_confirmed) == ("met", "mbo", True)
    assert (found.term, found.term_from, found.term_to) == ("2031-05", "2031-05-01", "2031-05-31")
    assert [(one.label, one.is_confirmed) for one in found.esco] == [("lasser", True)]


def test_a_ruling_of_a_foreign_log_that_cannot_be_changes_nothing():
    texts = stated(("a", "Er is een tekort aan lassers."))
    values = (("esco", "javascript:alert(1)"), ("kind", "wish"), ("level", "phd"), ("met", "perhaps"))
    ruling = Ruling(about="requirement", statement="a0", key="lassers", event="e", values=values)
    assert of(texts, rulings=(ruling,)).requirements == of(texts).requirements


def test_candidates_are_found_in_the_plural_in_compounds_and_by_other_labels():
    concepts = (
        Concept(uri="u:1", names=("lasser", "lasser mig")),
        Concept(uri="u:2", names=("monteur elektriciteitsnetten", "netmonteur")),
        Concept(uri="u:3", names=("banketbakker",)),
    )

    def best(text):
        (found,) = of(stated(("a", f"Er is een tekort aan {text}."))).requirements
        return [(one.uri, one.share) for one in proposed([replace(found, esco=())], concepts)[0].esco]

    assert best("ervaren lassers")[0][0] == "u:1"
    assert best("netmonteurs")[0] == ("u:2", 100)
    assert best("personeel") == []


WAYS = (
    ("a", "We compared three ways.", "finding"),
    (
        "a",
        "The first is a campus at the Lime Quay: the town owns the sheds, a foundation of the schools runs it, and the ovens are shared.",
        "finding",
    ),
    ("a", "The second is a network: all buildings stay and share one timetable.", "finding"),
    ("a", "It would cost half the money.", "finding"),
    ("a", "Doing nothing was not among them.", "concern"),
    ("b", "Doing nothing would be a pity.", "concern"),
)


def test_ways_that_are_numbered_are_options_with_what_is_said_of_each():
    found = {one.kind: one for one in arrangements(stated(*WAYS))}
    assert sorted(found) == ["campus", "network", "none"]
    told = {(one.kind, trait.aspect, trait.words) for one in found.values() for trait in one.traits}
    assert ("campus", "governance", "a foundation of the schools runs it") in told
    assert ("campus", "facilities", "are shared") in told
    assert ("network", "facilities", "share one timetable") in told
    assert ("network", "funding", "would cost half the money") in told


def test_doing_nothing_is_a_way_only_beside_others_and_a_network_only_where_ways_are_counted():
    assert arrangements(stated(("b", "Doing nothing would be a pity.", "concern"))) == ()
    assert arrangements(stated(("b", "The network must be expanded.", "recommendation"))) == ()


def test_what_runs_or_stands_with_somebody_is_offered():
    texts = stated(
        ("b", "Our bachelor's programme in steel has sixty places."),
        ("b", "The pilot workshop in our cellar can be used by bakers."),
        ("b", "A course in baking has run at the school since 2020."),
        ("b", "The workshop of the council was cheerful."),
    )
    assert [one.kind for one in of(texts).offers] == ["course", "facility", "course"]


def test_institutions_with_names_of_their_own_are_two_options():
    found = arrangements(
        stated(
            ("a", "Wij willen de Kadestad High Tech Campus bouwen naar het model van Brainport Zuid."),
            ("a", "De Bergstad Bio Science Park zou groeien naar het model van Brainport Zuid."),
        )
    )
    assert sorted(one.title for one in found) == ["Bergstad Bio Science Park", "Kadestad High Tech Campus"]
    assert all(len(one.statements) == 1 for one in found)


def test_a_mere_campus_is_not_a_campus_with_a_name_because_both_mention_the_same_others():
    found = arrangements(
        stated(
            ("a", "Wij willen met Staal Zuid een campus op de Oude Werf bouwen."),
            ("b", "Wij willen met Staal Zuid de Kadestad High Tech Campus bouwen."),
            ("c", "Met Staal Zuid zou er een campus in de duinen komen."),
        )
    )
    assert sorted(len(one.statements) for one in found) == [1, 1, 1]


def test_a_mere_campus_is_the_one_of_the_place_or_the_name_that_its_sentence_has():
    found = arrangements(
        stated(
            ("a", "Wij willen een campus op de Oude Werf bouwen."),
            ("b", "Op de Oude Werf zou een campus kunnen komen."),
            ("b", "Zet een campus op het Lange Plein."),
            ("c", "De Kadestad High Tech Campus moet open."),
            ("c", "De campus zou van de scholen zijn."),
        )
    )
    assert sorted(one.statements for one in found) == [("a0", "b0"), ("b45",), ("c0", "c40")]


def test_a_mere_campus_is_the_one_that_its_source_told_of_last():
    found = arrangements(
        stated(
            ("a", "De Kadestad High Tech Campus moet open."),
            ("a", "Veel is nog niet zoals het hoort in de stad en daarbuiten."),
            ("a", "De Bergstad Bio Science Park zou groeien."),
            ("a", "Veel is nog niet zoals het hoort in de stad en daarbuiten."),
            ("a", "Een campus moet van de scholen zijn."),
        )
    )
    by_name = {one.title: len(one.statements) for one in found}
    assert by_name == {"Kadestad High Tech Campus": 1, "Bergstad Bio Science Park": 2}


def _of_region(statements):
    """The stage on statements of sources a (elsewhere), b (the school of the region) and c (the region's municipality)."""
    frame = Frame(name="Kadestad", themes=(), parties=PARTIES[1:], places=("Kadestad",))
    region = region_of(frame, statements, (A, B, C), PARTIES)
    return of(statements, region=region)


def test_what_is_of_the_region_comes_first_and_what_others_need_says_so():
    found = _of_region(
        stated(("a", "In het land zijn bakkers nodig."), ("c", "Voor onze kade zijn lassers nodig."))
    ).requirements
    assert [(one.what, one.is_regional) for one in found] == [("lassers", True), ("bakkers", False)]


def test_offers_of_the_region_come_first_and_another_is_marked():
    found = _of_region(
        stated(
            ("c", "Er is een tekort aan lassers."),
            ("a", "Onze opleiding voor lassers telt veertig plaatsen."),
            ("b", "Onze cursus voor lassers telt tien plaatsen."),
        )
    )
    assert [(one.is_regional, one.party) for one in found.offers] == [(True, "vakschool"), (False, "havenbedrijf")]
    assert found.requirements[0].met == "partly"


def test_without_a_region_everything_is_of_it():
    found = of(stated(("a", "In het land zijn bakkers nodig.")))
    assert [one.is_regional for one in found.requirements] == [True]

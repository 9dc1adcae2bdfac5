"""The proposition as linked data: every term has a meaning without the network, and every quote its place."""

import importlib
import json
from dataclasses import replace

from publish.foreseen import foreseen
from publish.issued import QUAY, dossier, issued
from publish.made import publication

from rodedraad.publish.jsonld import jsonld

OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
OURS = "urn:rodedraad:term:"


def _graph(publication):
    """Every node by its id, expanded by another program that may fetch nothing."""
    processor = importlib.import_module("pyld").jsonld

    def refused(url, _):
        raise AssertionError(url)

    expanded = processor.expand(json.loads(jsonld(publication)), {"documentLoader": refused})
    return {node["@id"]: node for node in expanded}


def _ids(node, term):
    return [one["@id"] for one in node.get(term, ())]


def _of_type(graph, type_):
    return [node for node in graph.values() if type_ in node["@type"]]


def _terms(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from _terms(value)
    elif isinstance(node, list):
        for one in node:
            yield from _terms(one)


def test_no_term_is_lost_and_every_link_leads_to_a_node():
    publication = issued(is_approved=True)
    raw = json.loads(jsonld(publication))
    used = set(_terms(raw["@graph"])) - {"nl", "en"}
    assert used - raw["@context"].keys() - {"@value", "@type"} == set()
    graph = _graph(publication)
    assert len(graph) == len(raw["@graph"])
    for node in graph.values():
        for term in ("wasDerivedFrom", "wasGeneratedBy", "wasAssociatedWith", "wasAttributedTo", "used", "hadMember"):
            assert set(_ids(node, PROV + term)) <= graph.keys(), term
        assert set(_ids(node, f"{OURS}approvedBy") + _ids(node, f"{OURS}heldBy")) <= graph.keys()


def test_a_clause_leads_to_its_quotes_and_these_to_their_place_in_the_text():
    publication = issued()
    graph = _graph(publication)
    clauses = _of_type(graph, f"{OURS}Clause")
    said = [{one["@language"]: one["@value"] for one in node[PROV + "value"]} for node in clauses]
    assert said == [{"nl": one.text, "en": one.english} for one in publication.proposition.clauses]
    found = set()
    for clause in clauses:
        for id_ in _ids(clause, PROV + "wasDerivedFrom"):
            (target,) = graph[id_][f"{OA}hasTarget"]
            (text,) = _ids(target, f"{OA}hasSource")
            place, words = target[f"{OA}hasSelector"]
            start, end = (int(place[OA + name][0]["@value"]) for name in ("start", "end"))
            whole = dossier().documents[text.rpartition(":")[2]].text
            exact, prefix, suffix = (words[OA + name][0]["@value"] for name in ("exact", "prefix", "suffix"))
            assert whole[start:end] == exact
            assert whole[:start].endswith(prefix)
            assert whole[end:].startswith(suffix)
            assert graph[text][PROV + "wasDerivedFrom"][0]["@id"] in graph
            found.add(exact)
    assert QUAY in found


def test_a_draft_is_no_approved_version_and_an_approved_one_names_who_and_when():
    (draft,) = _of_type(_graph(issued()), f"{OURS}Proposition")
    assert draft[f"{OURS}isApproved"] == [{"@value": False}]
    assert draft[f"{OURS}mark"][0]["@value"].startswith("Concept")
    graph = _graph(issued(is_approved=True))
    (approved,) = _of_type(graph, f"{OURS}Proposition")
    (person,) = _ids(approved, f"{OURS}approvedBy")
    assert graph[person]["http://www.w3.org/2004/02/skos/core#prefLabel"] == [{"@value": "A. <Vries>"}]
    (act,) = _of_type(graph, f"{OURS}Approval")
    assert act[PROV + "endedAtTime"][0]["@value"] == "2026-11-20T09:00:00Z"
    comments = {node[f"{OA}motivatedBy"][0]["@id"] for node in _of_type(graph, f"{OA}Annotation")}
    assert {f"{OA}commenting", f"{OA}replying", f"{OA}classifying"} == comments


def test_dates_keep_their_precision():
    held = dossier()
    for date, type_ in (("2025", "gYear"), ("2025-06", "gYearMonth"), ("2025-06-09", "date")):
        turned = replace(held, sources=tuple(replace(one, date=date) for one in held.sources))
        for node in _of_type(_graph(issued(of=turned)), f"{OURS}Source"):
            assert node["http://purl.org/dc/terms/issued"] == [
                {"@value": date, "@type": f"http://www.w3.org/2001/XMLSchema#{type_}"}
            ]


def test_a_quote_that_does_not_stand_there_has_no_place():
    held = dossier()
    documents = {id_: replace(one, text=one.text.replace("schone", "smerig")) for id_, one in held.documents.items()}
    raw = json.loads(jsonld(replace(issued(), dossier=replace(held, documents=documents))))
    selectors = {
        node["target"]["selector"][-1]["exact"]: [one["type"] for one in node["target"]["selector"]]
        for node in raw["@graph"]
        if "selector" in node.get("target", {})
    }
    assert selectors.pop(QUAY) == ["TextQuoteSelector"]
    assert all(types == ["TextPositionSelector", "TextQuoteSelector"] for types in selectors.values())


def test_hostile_ids_and_half_characters_are_written_and_the_bytes_are_the_same():
    held = dossier()
    odd = replace(held, sources=tuple(replace(one, title='"}]<\ud800\x00', language="nl") for one in held.sources))
    statements = tuple(replace(one, themes=("a b/:#\u202e",)) for one in held.statements)
    publication = issued(of=replace(odd, statements=statements))
    assert jsonld(publication) == jsonld(publication)
    assert "urn:rodedraad:theme:a%20b%2F%3A%23%E2%80%AE" in jsonld(publication).decode()
    assert len(_graph(publication)) > len(held.statements)


SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"


def test_what_lies_ahead_is_there_in_terms_that_others_know_and_every_link_of_it_leads_to_a_node():
    made = publication(foreseen())
    raw = json.loads(jsonld(made))
    used = set(_terms(raw["@graph"])) - {"nl", "en"}
    assert used - raw["@context"].keys() - {"@value", "@type"} == set()
    graph = _graph(made)
    assert len(graph) == len(raw["@graph"])
    assert not [key for node in graph.values() for key in node if not key.startswith(("@", "http", "urn:rodedraad:"))]
    for node in graph.values():
        for term in ("cause", "effect", "variantOf", "restsOn", "resembles", "holdsIn", "needs", "about", "offer", "askedBy", "waitsFor", "answer", "offeredBy"):  # fmt: skip
            assert set(_ids(node, OURS + term)) <= graph.keys(), term
    first, *_ = _of_type(graph, f"{SCHEMA}Action")
    assert _ids(first, f"{SCHEMA}agent") == ["urn:rodedraad:party:fabriek"]
    assert _ids(first, f"{SCHEMA}actionStatus") == [f"{SCHEMA}PotentialActionStatus"]
    assert first[f"{SCHEMA}endTime"] == [{"@value": "2030-12-31", "@type": "http://www.w3.org/2001/XMLSchema#date"}]
    needs = {node[f"{OURS}quote"][0]["@value"]: node for node in _of_type(graph, f"{OURS}Requirement")}
    assert _ids(needs["De fabriek"], f"{SKOS}closeMatch") == ["http://data.europa.eu/esco/occupation/1"]
    assert f"{SKOS}closeMatch" not in needs["een kade"]
    scenarios = _of_type(graph, f"{OURS}Scenario")
    assert [len(_ids(node, f"{PROV}hadMember")) for node in scenarios] == [2, 2]
    assert all(_ids(node, f"{PROV}hadMember")[0] in graph for node in scenarios)


def test_a_judgement_that_nobody_made_is_not_written_as_zero():
    dossier = foreseen()
    first, *rest = dossier.prospects.judgements
    missing = replace(first, value=None, low=None, high=None)
    changed = replace(dossier, prospects=replace(dossier.prospects, judgements=(missing, *rest)))
    judged = [node["@id"] for node in _of_type(_graph(publication(changed)), f"{OURS}Judgement")]
    assert len(judged) == len(rest)
    assert not [id_ for id_ in judged if id_.endswith("afspraak1%3Efabriek1")]

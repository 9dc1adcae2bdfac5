"""The proposition as linked data: quotes as W3C Web Annotations, where clauses come from as PROV-O, in JSON-LD 1.1.

The one context stands in the file, so that nothing is fetched. Its terms are those of the Web Annotation vocabulary
(https://www.w3.org/TR/annotation-vocab/) and PROV-O (https://www.w3.org/TR/prov-o/); what they do not know has a name
below ``urn:rodedraad:``. Offsets are of the canonical text, in code points. Method: docs/method/exchange.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias
from urllib.parse import quote as url_quote

from rodedraad import __version__, phrases
from rodedraad.publish import refi
from rodedraad.publish.credit import credit
from rodedraad.publish.jsonld_ahead import TERMS, ahead_nodes
from rodedraad.publish.publication import Publication
from rodedraad.records import Citation, Clause, Contribution, Statement

Node: TypeAlias = dict[str, Any]

OURS: Final = "urn:rodedraad:"
CONTEXT_CHARS: Final = 40
_DATES: Final = (
    (re.compile(r"\d{4}\Z", re.ASCII), "xsd:gYear"),
    (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])\Z", re.ASCII), "xsd:gYearMonth"),
    (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\Z", re.ASCII), "xsd:date"),
)


def _link(iri: str, **more: str) -> Node:
    return {"@id": iri, "@type": "@id", **more}


CONTEXT: Final[Node] = {
    "@version": 1.1,
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "dc": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rr": f"{OURS}term:",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "body": _link("oa:hasBody"),
    "target": _link("oa:hasTarget"),
    "source": _link("oa:hasSource"),
    "selector": _link("oa:hasSelector"),
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "tagging": "oa:tagging",
    "classifying": "oa:classifying",
    "commenting": "oa:commenting",
    "replying": "oa:replying",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "value": "rdf:value",
    "creator": _link("dc:creator"),
    "created": {"@id": "dc:created", "@type": "xsd:dateTime"},
    "issued": "dc:issued",
    "title": "dc:title",
    "language": "dc:language",
    "label": {"@id": "skos:prefLabel", "@container": "@language"},
    "name": "skos:prefLabel",
    "text": {"@id": "prov:value", "@container": "@language"},
    "Entity": "prov:Entity",
    "Activity": "prov:Activity",
    "Agent": "prov:Agent",
    "Person": "prov:Person",
    "Organization": "prov:Organization",
    "SoftwareAgent": "prov:SoftwareAgent",
    "Collection": "prov:Collection",
    "wasDerivedFrom": _link("prov:wasDerivedFrom"),
    "wasGeneratedBy": _link("prov:wasGeneratedBy"),
    "wasAssociatedWith": _link("prov:wasAssociatedWith"),
    "wasAttributedTo": _link("prov:wasAttributedTo"),
    "used": _link("prov:used"),
    "hadMember": _link("prov:hadMember"),
    "isVersionOf": _link("dc:isVersionOf"),
    "at": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "reading": _link("rr:reading", **{"@container": "@list"}),
    "core": _link("rr:core", **{"@container": "@list"}),
    "approvedBy": _link("rr:approvedBy"),
    "says": _link("rr:says"),
    "backs": _link("rr:backs"),
    "opposes": _link("rr:opposes"),
    "answers": _link("rr:answers"),
    "governs": _link("rr:governs"),
    "heldBy": _link("rr:heldBy"),
    "heldByWords": "rr:heldByWords",
    "isReported": "rr:isReported",
    "theme": _link("rr:theme"),
    "page": "rr:page",
    "number": "rr:number",
    "kind": "rr:kind",
    "part": "rr:part",
    "origin": "rr:origin",
    "titledBy": "rr:titledBy",
    "plain": {"@id": "rr:plain", "@language": "nl"},
    "plainBy": "rr:plainBy",
    "verdict": "rr:verdict",
    "mark": "rr:mark",
    "isApproved": "rr:isApproved",
    "guesses": "rr:guesses",
    "sha256": "rr:sha256",
    "outcome": "rr:outcome",
    "stamp": {"@id": "dc:modified", "@type": "xsd:dateTime"},
    "rights": {"@id": "dc:rights", "@container": "@language"},
    **TERMS,
}


def jsonld(publication: Publication) -> bytes:
    """The version with everything that its sentences come from."""
    document = {"@context": CONTEXT, "@graph": list(_nodes(publication))}
    return _clean(json.dumps(document, ensure_ascii=False, separators=(",", ":"))).encode() + b"\n"


def _nodes(publication: Publication) -> Iterator[Node]:
    own = _own(publication)
    yield from _proposition(publication, own)
    yield from _agents(publication)
    for theme in publication.dossier.frame.themes:
        yield {"id": _iri("theme", theme.id), "type": "skos:Concept", "label": {"nl": theme.nl, "en": theme.en}}
    yield from (_clause(publication, own, clause) for clause in publication.proposition.clauses)
    for contribution in publication.contributions:
        yield from _contribution(own, contribution)
    yield from _sources(publication)
    held = {statement.id for statement in publication.dossier.statements}
    for statement in publication.dossier.statements:
        yield _statement(publication, statement)
    cited = {one.id: one for clause in publication.proposition.clauses for one in clause.citations}
    for id_ in sorted(cited.keys() - held):
        yield _cited(publication, cited[id_])
    for thread in publication.dossier.links.threads:
        yield {
            "id": _iri("thread", thread.id),
            "type": ["Collection", "rr:Thread"],
            "title": thread.title,
            "titledBy": thread.titled_by,
            "hadMember": [_iri("statement", id_) for id_ in thread.statements],
        }
    yield from ahead_nodes(publication, iri=_iri, dated=_dated)


def _proposition(publication: Publication, own: str) -> Iterator[Node]:
    proposition, version = publication.proposition, publication.version
    clauses = [_in_version(own, clause.id) for clause in proposition.clauses]
    node: Node = {
        "id": own,
        "type": ["Entity", "Collection", "rr:Proposition"],
        "title": proposition.title,
        "mark": publication.mark,
        "isApproved": publication.is_approved,
        "hadMember": clauses,
        "reading": clauses,
        "core": [_in_version(own, id_) for id_ in proposition.core],
        "wasGeneratedBy": f"{own}:made",
        "stamp": refi.moment(publication.stamp),
    }
    made: Node = {
        "id": f"{own}:made",
        "type": "Activity",
        "used": [_iri("text", source.id) for source in publication.dossier.sources],
        "wasAssociatedWith": [_iri("program", __version__)],
    }
    if named := credit(publication.dossier.prospects.requirements, "en"):
        node["rights"] = {"en": named}
    if version is not None:
        node["sha256"] = publication.identifier
        made["at"] = refi.moment(version.at)
        if version.person:
            made["wasAssociatedWith"].append(_person(version.person))
    yield node
    yield made
    if version is not None and version.approval is not None:
        approval = version.approval
        person = [_person(approval.person)] if approval.person else []
        node["approvedBy"] = person
        yield {
            "id": f"{own}:approved",
            "type": ["Activity", "rr:Approval"],
            "used": own,
            "wasAssociatedWith": person,
            "at": refi.moment(approval.at),
        }


def _agents(publication: Publication) -> Iterator[Node]:
    version = publication.version
    names = {one.person for one in publication.contributions}
    if version is not None:
        names |= {version.person, version.approval.person if version.approval else ""}
    yield {"id": _iri("program", __version__), "type": "SoftwareAgent", "name": f"Rodedraad {__version__}"}
    for name in sorted(names - {""}):
        yield {"id": _person(name), "type": "Person", "name": name}
    parties = {party.id: party for party in (*publication.proposition.parties, *publication.dossier.links.parties)}
    voices = {voice for clause in publication.proposition.clauses for one in clause.citations for voice in one.voices}
    voices |= {id_ for one in publication.dossier.statements for id_ in one.holders if id_.partition("/")[0] in parties}
    for id_ in sorted(parties.keys() | voices):
        name = phrases.party(parties, id_, publication.language)
        yield {"id": _iri("party", id_), "type": "Organization", "name": name}


def _clause(publication: Publication, own: str, clause: Clause) -> Node:
    node: Node = {
        "id": _in_version(own, clause.id),
        "isVersionOf": _iri("clause", clause.id),
        "type": ["Entity", "rr:Clause"],
        "number": publication.numbers[clause.id],
        "text": {"nl": clause.text, "en": clause.english},
        "kind": clause.kind,
        "part": clause.part,
        "origin": clause.origin,
        "verdict": clause.verdict,
        "wasDerivedFrom": list(dict.fromkeys(_iri("statement", one.id) for one in clause.citations)),
        "wasGeneratedBy": f"{own}:made",
    }
    if clause.plain:
        node |= {"plain": clause.plain, "plainBy": clause.plain_by}
    if clause.title:
        node |= {"title": clause.title, "titledBy": clause.titled_by}
    if clause.theme:
        node["theme"] = _iri("theme", clause.theme)
    if clause.governs:
        node["governs"] = [_in_version(own, id_) for id_ in clause.governs]
    for cited in clause.citations:
        node.setdefault(cited.role, []).append(_iri("statement", cited.id))
    return node


def _contribution(own: str, one: Contribution) -> Iterator[Node]:
    """What somebody brought in on a clause or the whole, and what was answered: two annotations."""
    brought = _iri("contribution", one.id)
    node: Node = {
        "id": brought,
        "type": "Annotation",
        "motivation": "commenting",
        "kind": one.kind,
        "created": refi.moment(one.at),
        "body": _body("\n\n".join(part for part in (one.text, one.proposed or "") if part), "commenting"),
        "target": _in_version(own, one.clause) if one.clause else own,
    }
    if one.person:
        node["creator"] = _person(one.person)
    yield node
    if one.reply is not None:
        yield {
            "id": _iri("reply", one.reply.event),
            "type": "Annotation",
            "motivation": "replying",
            "created": refi.moment(one.reply.at),
            "body": _body(one.reply.reason, "replying"),
            "target": brought,
            "outcome": one.reply.outcome,
        }


def _sources(publication: Publication) -> Iterator[Node]:
    for source in publication.dossier.sources:
        node: Node = {
            "id": _iri("source", source.id),
            "type": ["Entity", "rr:Source"],
            "title": source.title,
            "kind": source.kind,
            "sha256": source.id,
        }
        if source.parties:
            node["wasAttributedTo"] = [_iri("party", id_) for id_ in dict.fromkeys(source.authors)]
        if source.language:
            node["language"] = source.language
        if source.date:
            node["issued"] = _dated(source.date)
        if source.guesses:
            node["guesses"] = list(source.guesses)
        yield node
        document = publication.dossier.documents.get(source.id)
        if document is not None:
            yield {
                "id": _iri("text", source.id),
                "type": ["Entity", "rr:CanonicalText"],
                "wasDerivedFrom": _iri("source", source.id),
                "sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
            }


def _statement(publication: Publication, one: Statement) -> Node:
    parties = {party.id for party in publication.dossier.links.parties}
    node = {
        **_annotation(publication, one),
        "body": [_body(one.type, "classifying"), *(_iri("theme", theme) for theme in one.themes)],
        "origin": one.origin,
        "isReported": one.is_reported,
    }
    known = [_iri("party", id_) for id_ in one.holders if id_.partition("/")[0] in parties]
    words = [id_ for id_ in one.holders if id_.partition("/")[0] not in parties]
    if known:
        node["heldBy"] = known
    if words:
        node["heldByWords"] = words
    if one.page is not None:
        node["page"] = one.page
    return node


def _cited(publication: Publication, one: Citation) -> Node:
    """A quote of a version that the dossier reads otherwise by now: as it stood when the version was made."""
    node = _annotation(publication, one)
    if one.voices:
        node["heldBy"] = [_iri("party", voice) for voice in one.voices]
    if one.page is not None:
        node["page"] = one.page
    return node


def _annotation(publication: Publication, one: Statement | Citation) -> Node:
    """The quote on its text, by its words and, where they stand there, by its place."""
    document, start, end = publication.dossier.documents.get(one.source), one.start, one.end
    selectors: list[Node] = []
    by_words: Node = {"type": "TextQuoteSelector", "exact": one.quote}
    if document is not None and document.text[start:end] == one.quote:
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
        by_words["prefix"] = document.text[max(0, start - CONTEXT_CHARS) : start]
        by_words["suffix"] = document.text[end : end + CONTEXT_CHARS]
    return {
        "id": _iri("statement", one.id),
        "type": ["Annotation", "Entity"],
        "motivation": "classifying",
        "target": {
            "type": "SpecificResource",
            "source": _iri("text", one.source),
            "selector": [*selectors, by_words],
        },
        "wasDerivedFrom": _iri("text", one.source),
    }


def _body(text: str, purpose: str) -> Node:
    return {"type": "TextualBody", "value": text, "purpose": purpose}


def _own(publication: Publication) -> str:
    """The id of this version: no other dossier's version has it, and no other draft with other words."""
    if publication.version is not None:
        return _iri("version", publication.version.event)
    words = "\n".join(f"{clause.id} {clause.text}" for clause in publication.proposition.clauses)
    return _iri("draft", hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest())


def _in_version(own: str, id_: str) -> str:
    """The id of a clause as it stands in this version: in the next its words may be others."""
    return f"{own}:{url_quote(id_, safe='')}"


def _person(name: str) -> str:
    """An id that does not hold the name: it may be erased from the log."""
    return _iri("person", refi.guid("user", name))


def _iri(kind: str, id_: str) -> str:
    return f"{OURS}{kind}:{url_quote(id_.encode('utf-8', 'replace'), safe='')}"


def _dated(date: str) -> Node | str:
    return next(({"@value": date, "@type": type_} for form, type_ in _DATES if form.match(date)), date)


def _clean(text: str) -> str:
    """Half a character that some file had is no text that can be written: it becomes a U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if not text.isascii() else text

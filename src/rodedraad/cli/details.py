"""One record as a person reads it: its fields in the reader's words, without what only a script needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rodedraad import phrases
from rodedraad.cli.speech import LANGUAGE, said
from rodedraad.cli.tables import Known, field_word, label, suggested, value_word
from rodedraad.publish.corrections import Correction
from rodedraad.publish.indicators import decimal
from rodedraad.publish.model_work import suggested_by
from rodedraad.records import Message, Suggestion
from rodedraad.wording import catalogue, word

_LEFT_OUT = frozenset({"sha256", "quote", "start", "end", "language", "page", "page_end", "locator"})
"""The quotes follow below the fields, each with its place."""
_FIRST_OF = {"party": "parties", "holder": "holders"}
"""Keys that hold the first of a list that stands under another key."""
_KIND = {
    "Source": "kind",
    "Tension": "tension",
    "Gap": "gap",
    "Problem": "problem",
    "Requirement": "requirement",
    "Offer": "offer",
    "Arrangement": "arrangement",
    "Suggestion": "suggestion",
}
_LABELLED = {
    "met": "extent",
    "level": "level",
    "state": "standing",
    "now": "standing",
    "step": "step",
    "sense": "sense",
}
_QUOTED = frozenset({"statement", "a", "b", "representative"})
_SOURCES = frozenset({"source", "target", "replaces"})


def details(shaped: Mapping[str, Any], record: object, known: Known) -> list[list[str]]:
    """Rows of field and value, in the order of the shape; empty ones are left out."""
    rows = []
    for key, value in shaped.items():
        if key in _LEFT_OUT or _FIRST_OF.get(key) in shaped or value in (None, [], "", {}):
            continue
        own = getattr(record, key, None)
        if key in ("origin", "titled_by"):
            rows.append([field_word(key), known.origin(value, shaped["id"])])
        elif key == "value" and isinstance(record, Suggestion):
            rows.append([field_word(key), suggested(record.what, record.value, known)])
        elif key == "words" and isinstance(record, Suggestion):
            rows.append([field_word("resting"), " ".join(f"«{one}»" for one in value)])
        elif isinstance(own, Message):
            rows.append([field_word(key), word(own, LANGUAGE.get())])
        else:
            rows.append([field_word(key), _said(key, value, type(record).__name__, known)])
    return rows


def corrected(corrections: Iterable[Correction], id_: str | None, known: Known) -> list[list[str]]:
    """Rows for what people decided about this statement: who, when, and what it was."""
    rows = []
    language = LANGUAGE.get()
    for one in corrections:
        if one.read.id == id_:
            before, after = (
                phrases.held(one.what, value, known.parties, known.themes, language)
                for value in (one.before, one.after)
            )
            done = (
                said(
                    "html.decided_field_once" if one.overruled else "html.decided_field",
                    field=field_word(one.what),
                    before=before,
                    after=after,
                )
                if one.is_field
                else said(f"html.decided_{one.what}")
            )
            done = f"{done} {suggested_by(one.by, language)}".rstrip()
            if by := one.overruled:
                who = by.person or said("html.name_erased")
                done += " " + said(f"html.overruled_{by.kind}", who=who, when=phrases.moment(by.at, language))
            signed = f"{one.person or said('html.name_erased')}, {phrases.moment(one.at, language)}"
            rows.append([said("tables.corrected"), f"{signed}: {done}"])
    return rows


def _said(key: str, value: Any, kind: str, known: Known) -> str:
    if key in _LISTS and isinstance(value, list):
        return "\n".join(_LISTS[key](one, known) for one in value)
    if key == "support":
        return _support(value, known)
    if isinstance(value, list):
        return ", ".join(_said(key, one, kind, known) for one in value)
    if key == "kind" and kind in _KIND:
        return label(_KIND[kind], value)
    if key in _LABELLED:
        return label(_LABELLED[key], value)
    if key == "stance":
        return label("outlook", value)
    if key in ("status", "organ", "layer") or (key == "perspective" and f"label.perspective_{value}" in catalogue()):
        return label(key, value)
    if key in _QUOTED:
        return f"{known.quote(value)} [{value}]"
    if key in _SOURCES or key == "sources":
        return _source(value, known)
    if key in ("date", "deadline_from", "deadline_to"):
        return phrases.date(value, LANGUAGE.get())
    if key == "confidence":
        return f"{100 * value:.0f}%"
    if key == "guesses":
        return field_word(value)
    if key in ("statements", "id", "subject"):
        return str(value)
    return value_word(key, value, known)


def _source(id_: str, known: Known) -> str:
    source = known.sources.get(id_)
    return f"{source.title} ({source.path})" if source else id_


def _party(one: Any, known: Known) -> str:
    if not isinstance(one, Mapping):
        return known.party(str(one))
    parts = [label("organ", one["organ"]), label("issuer", one["role"]) if one["role"] != "author" else ""]
    told = ", ".join(part for part in parts if part)
    return f"{one['name']} ({told})" if told else str(one["name"])


def _actor(one: Mapping[str, Any], known: Known) -> str:
    name = known.party(one["party"]) if one["party"] else one["words"]
    return f"{name} ({label('role', one['role'])})"


def _support(value: Mapping[str, Any], known: Known) -> str:
    """Who stands where, each in a line; the three kinds of support are never added up."""
    documents = value["documents"]
    kinds = (("for", "for"), ("against", "against"), ("earlier", "earlier"), ("absent", "expected_absent"))
    lines = [
        f"{said(f'html.stands_{kind}')} {', '.join(known.party(id_) for id_ in documents[key])}"
        for kind, key in kinds
        if documents[key]
    ]
    if not documents["for"]:
        lines.insert(0, f"{said('html.stands_for')} {said('html.no_party')}")
    return "\n".join(lines)


def _point(one: Mapping[str, Any], _: Known) -> str:
    """A year of a measured line: its value, and how much of the year it rests on where that is too little."""
    told = f"{one['year']}: {decimal(one['value'], LANGUAGE.get())}"
    if one["is_valid"]:
        return told
    code = "measuring.poor" if one["share"] else "measuring.poor_values"
    return f"{told} ({said(code, share=one['share'], count=one['count'])})"


def _candidate(one: Mapping[str, Any], _: Known) -> str:
    told = said("require.confirmed") if one["is_confirmed"] else f"{one['share']}%"
    return f"{one['label']} ({told})  {one['uri']}"


def _trait(one: Mapping[str, Any], _: Known) -> str:
    return f"{label('aspect', one['aspect'])}: «{' '.join(one['words'].split())}» [{one['statement']}]"


def _side(one: Sequence[str], known: Known) -> str:
    return f"{known.party(one[0])} [{one[1]}]"


_LISTS: dict[str, Callable[[Any, Known], str]] = {
    "esco": _candidate,
    "traits": _trait,
    "for": _side,
    "against": _side,
    "parties": _party,
    "holders": _party,
    "actors": _actor,
    "sources": _source,
    "points": _point,
    "amounts": lambda one, _: str(one["words"]),
    "used_by": lambda one, _: f"{said('record.' + one['kind'])} {one['id']}",
}

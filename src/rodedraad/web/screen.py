"""How a page is worded and rendered: one set of words per language, templates that escape everything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from importlib import resources
from typing import Any, Final, get_args
from urllib.parse import urlencode

import jinja2

from rodedraad import edits, phrases, rulings, spent
from rodedraad.publish.model_work import mark, model_of, text_by, title_in
from rodedraad.publish.roadmap_answered import CAME
from rodedraad.records import (
    ActorRole,
    Clause,
    Event,
    Source,
    SourceKind,
    SourceStatus,
    Statement,
    StatementType,
    Visitor,
)
from rodedraad.web import deeds, menu
from rodedraad.web.layout import Layout
from rodedraad.wording import Language, word

_LONGEST_SENTENCE: Final = 1_000
_LISTED: Final = {"status": "action_status", "answer": "settlement", "layer": "layer"}
"""Of what a ruling sets the fields with closed lists, and what their words are called."""
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Not in a page: what no reader sees, and what would turn the order of the words around."""


def rendered(
    template: str, layout: Layout | None, *, language: Language, path: str, visitor: Visitor, **values: Any
) -> str:
    """A page. ``path`` is its own address, by which the menu knows where the reader is; it has what ``visitor`` may do."""
    page: str = (
        _environment()
        .get_template(f"{template}.html.j2")
        .render(
            **_words(layout, language),
            layout=layout,
            path=path,
            visitor=visitor,
            menu_groups=menu.groups(path, visitor),
            menu_pages=menu.pages(path, visitor),
            **values,
        )
    )
    return page


def _words(layout: Layout | None, language: Language) -> dict[str, Any]:
    """What the templates say things with, in one language."""
    parties = layout.moment.parties if layout else {}
    say = partial(phrases.said, language=language)
    return {
        "language": language,
        "t": lambda code, **values: say(f"web.{code}", **values),
        "say": say,
        "count": lambda code, number: say(f"web.{code}", count=number),
        "word": lambda message: phrases.clipped(word(message, language), _LONGEST_SENTENCE),
        "labels": lambda kind, values: phrases.listed([phrases.label(kind, one, language) for one in values], language),
        "label": lambda kind, value: phrases.label(kind, value, language),
        "party": lambda id_: phrases.party(parties, id_, language),
        "parties": lambda ids: phrases.listed([phrases.party(parties, id_, language) for id_ in ids], language),
        "speakers": lambda issuers: phrases.speakers(issuers, parties, language),
        "actors": lambda group, source: phrases.actors(group, source, parties, language),
        "by_role": phrases.by_role,
        "theme": lambda id_: _theme(layout, id_, language),
        "where": lambda one, source: phrases.where(source, one.page, one.page_end, one.locator, language),
        "model_of": model_of,
        "by_model": lambda clause: _by_model(clause, language),
        "title_of": lambda clause: title_in(clause, language),
        "clipped": phrases.clipped,
        "marked": phrases.marked,
        "highlighted": _highlighted,
        "number": lambda value: phrases.number(value, language),
        "renoted": lambda words, own: phrases.renoted(words, own, language),
        "date": lambda value: phrases.date(value, language),
        "moment": lambda value: phrases.moment(value, language),
        "percent": lambda value: f"{round(100 * value)}%",
        "address": address,
        "to_statement": lambda one: f"/uitspraken/{one.id}",
        "to_place": place,
        "statement_types": get_args(StatementType),
        "source_kinds": get_args(SourceKind),
        "source_statuses": get_args(SourceStatus),
        "actor_roles": get_args(ActorRole),
        "told": lambda field, value: phrases.held(field, value, parties, _themes(layout, language), language),
        "did": lambda event: did(event, layout, language),
        "came_order": CAME,
    }


def _by_model(clause: Clause, language: Language) -> list[str]:
    """What of a clause is a model's: its words, and its title."""
    titled = model_of(clause.titled_by) if title_in(clause, language) else ""
    own = phrases.said("clauses.titled_by", language, model=titled) if titled else ""
    worded = mark(clause.origin, language) if text_by(clause, language) else ""
    return [one for one in (worded, own) if one]


def address(path: str, wanted: Mapping[str, Any], **changed: Any) -> str:
    """An address of this site: a path with what was asked, and what is asked otherwise; the empty is left out."""
    values = {key: value for key, value in {**wanted, **changed}.items() if value not in ("", None)}
    return f"{path}?{urlencode(values)}" if values else path


def place(source: Source, statement: Statement | None = None) -> str:
    """The address of a source, or of a sentence in it."""
    if statement is None:
        return f"/bronnen/{source.id}"
    return address(f"/bronnen/{source.id}", {"uitspraak": statement.id}) + f"#{statement.id}"


def _themes(layout: Layout | None, language: Language) -> dict[str, str]:
    """The names of the themes, by id."""
    return {one.id: one.nl if language == "nl" else one.en for one in layout.frame.themes} if layout else {}


def did(event: Event, layout: Layout | None, language: Language) -> str:
    """What an event did, with the fields that it gave."""
    what = phrases.said(f"event.{event.kind}", language)
    if said_of := deeds.ahead(event, language):
        return f"{what} ({said_of})"
    own = dict(event.values)
    if event.kind in ("undo", "redo") and layout is not None:
        undone = next((one for one, _, _ in layout.moment.logged if one.id == own.get("event")), None)
        return f"{what}: {did(undone, layout, language)}" if undone else what
    if event.kind in ("sending", "sent"):
        sent = spent.sending(event, "")  # which leaves out an address that holds a secret
        whom = ", ".join(one for one in (sent.model, sent.endpoint) if one)
        return f"{what} ({phrases.clipped(whom, _LONGEST_SENTENCE)})" if whom else what
    if event.kind == "ruling" and layout is not None:
        return f"{what} ({'; '.join(_ruled(own, layout, language))})"
    if event.kind not in ("edit", "add") or layout is None:
        return what
    fields = [(name, value) for name, value in event.values if name in edits.FIELDS]
    told = (
        f"{phrases.said(f'web.field_{name}', language)}: {value if value is not None else '–'}"
        for name, value in fields
    )
    return f"{what} ({'; '.join(told)})"


def _ruled(values: Mapping[str, Any], layout: Layout, language: Language) -> Iterator[str]:
    """What a ruling set, field by field."""
    parties = layout.moment.parties
    for name, value in values.items():
        if name in ("is_confirmed", "is_rejected"):
            if value:
                yield phrases.said(f"web.ruled_{name}", language)
        elif name in _LISTED:
            yield f"{phrases.said(f'roadmap.field_{name}', language)}: " + (
                phrases.label(_LISTED[name], str(value), language) if value else "–"
            )
        elif name == "who":
            named = [
                phrases.party(parties, one.strip(), language) for one in str(value or "").split(";") if one.strip()
            ]
            yield f"{phrases.said('roadmap.field_who', language)}: {phrases.listed(named, language) or '–'}"
        elif name in ("deadline", "depends_on"):
            yield f"{phrases.said(f'roadmap.field_{name}', language)}: {value or '–'}"
        elif name not in rulings.UNTOLD:
            yield f"{name}: {value or '–'}"


def _theme(layout: Layout | None, id_: str, language: Language) -> str:
    for one in layout.frame.themes if layout else ():
        if one.id == id_:
            return phrases.clipped(one.nl if language == "nl" else one.en, phrases.LONGEST_NAME)
    return phrases.said("html.other_theme", language) if id_ == "anders" else id_


def _highlighted(quote: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """A quote in pieces, those that a search found marked."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if at <= start < end <= len(quote):
            pieces += [(quote[at:start], False), (quote[start:end], True)]
            at = end
    return [piece for piece in [*pieces, (quote[at:], False)] if piece[0]]


def _finalize(value: Any) -> Any:
    return _CONTROL.sub("\ufffd", value) if type(value) is str else value


def _text(name: str) -> str | None:
    file = resources.files("rodedraad.web") / "templates" / name
    return file.read_text(encoding="utf-8") if file.is_file() else None


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_text),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )

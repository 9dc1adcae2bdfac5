"""What an event did to what lies ahead, in words: for the log, and for the pages of what it is about. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rodedraad import drivers, phrases
from rodedraad.records import Event, Value
from rodedraad.wording import Language

_NAMED: Final = 3
_LONGEST: Final = 120
_CLOSED: Final[Mapping[str, str]] = {"kind": "requirement", "met": "extent", "level": "level"}
"""Fields of a ruling on a need whose values have words."""


def ahead(event: Event, language: Language) -> str:
    """What a setting said of drivers and judgements, or a ruling decided; empty of another event."""
    if event.kind == "ruling":
        is_own = dict(event.values).get("about") in ("requirement", "offer", "arrangement")
        return _ruled(event, language) if is_own else ""
    told = drivers.told(event)
    if not told:
        return ""
    cells = [name for name in told if ">" in name]
    if len(told) > _NAMED:
        return phrases.said(
            "web.did_many",
            language,
            judgements=phrases.number(sum("invloed" in told[name] for name in cells), language),
            drivers=phrases.number(len(told) - len(cells), language),
        )
    return "; ".join(
        _of_cell(name, fields, language) if ">" in name else _of_driver(name, fields, language)
        for name, fields in told.items()
    )


def _of_cell(name: str, fields: Mapping[str, Value], language: Language) -> str:
    cell = name.replace(">", " → ")
    value = fields.get("invloed")
    if isinstance(value, int):
        return f"{cell}: {value:+d}" if value else f"{cell}: 0"
    if value is not None:
        return f"{cell}: {phrases.said('html.scen_missing', language)}"
    if "argument" in fields:
        return phrases.said("web.did_argument", language, cell=cell)
    if "toelichting" in fields:
        return phrases.said("web.did_note", language, cell=cell)
    return cell


def _of_driver(name: str, fields: Mapping[str, Value], language: Language) -> str:
    is_out = fields.get("zonder") is True or ("id" in fields and fields["id"] is None)
    code = "web.did_out" if is_out else "web.did_confirm" if "bevestigd" in fields else "web.did_driver"
    given = fields.get("nl")
    return phrases.said(code, language, name=phrases.clipped(given, _LONGEST) if isinstance(given, str) else name)


def _ruled(event: Event, language: Language) -> str:
    values = dict(event.values)
    about = str(values.get("about") or "")
    kind = phrases.said(f"web.about_{about}", language)
    if values.get("is_rejected") or values.get("is_confirmed"):
        verdict = phrases.said("event.reject" if values.get("is_rejected") else "event.confirm", language)
        return f"{kind}: {verdict}"
    return f"{kind}: {'; '.join(ruled_fields(event, language))}"


def ruled_fields(event: Event, language: Language) -> list[str]:
    """Each field that a ruling gave, in words."""
    about = dict(event.values).get("about")
    found = []
    for name, value in event.values:
        if name in ("about", "key", "id", "by_from", "by_to", "is_confirmed", "is_rejected"):
            continue
        is_closed = about in ("requirement", "offer", "arrangement") and name in _CLOSED and value
        kind = str(about) if name == "kind" else _CLOSED.get(name, "")
        shown = phrases.label(kind, str(value), language) if is_closed else phrases.clipped(str(value or "–"), _LONGEST)
        found.append(f"{phrases.said(f'web.ruled_{name}', language)}: {shown}")
    return found

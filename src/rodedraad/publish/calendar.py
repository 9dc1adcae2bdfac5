"""The terms of the roadmap as a calendar that any agenda opens: iCalendar (RFC 5545). Pure, no clock.

An action of the region whose end is known and still to come is one entry on the last day of its term; what is national or
past is in it where that is asked for, and what lapsed stays, so that an agenda which has it strikes it. A term is often a year: the words of the source
stand in the entry, so that nobody takes 31 December for what was promised. Each entry has the same UID in every export,
so that importing again brings up to date. Why written here: docs/decisions/2026-11-22-calendar.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from rodedraad import phrases
from rodedraad.errors import WrongUse
from rodedraad.intervals import span
from rodedraad.publish.roadmap import Act, Roadmap, is_date
from rodedraad.records import Action, Theme
from rodedraad.region import EVERYWHERE
from rodedraad.wording import Language

_LINE_OCTETS = 75
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What RFC 5545 (3.1, CONTROL) does not allow, and what turns the reading direction of what follows."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": " "})
_PLANNED = frozenset({"promised", "under_way", "done"})
"""What may be CONFIRMED, once a person confirmed it; what was only asked, or of which nothing tells, is no plan."""
_SUMMARY_CHARS = 160
_QUOTE_CHARS = 1500


def calendar(roadmap: Roadmap, *, themes: Sequence[Theme], mark: str, stamp: str, place: str | None = None) -> bytes:
    """The actions with a known end as a calendar file. ``stamp`` is the moment of the export; ``mark`` whose it is.

    Without a ``place`` those of the region alone; what was past at the stamp only where the place is everywhere. Raises
    WrongUse where none is left, since a calendar without an entry is none (RFC 5545, 3.6), and ValueError on a stamp that
    is no moment.
    """
    kept = entries(roadmap, stamp=stamp, place=place)
    if not kept:
        others = len(roadmap.acts) - left_out(roadmap)
        raise WrongUse("roadmap.no_dates_of_region", count=others) if others else WrongUse("roadmap.no_dates")
    language = roadmap.language
    named = {one.id: one.nl if language == "nl" else one.en for one in themes}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Rodedraad//Rodedraad//NL",
        "CALSCALE:GREGORIAN",
        _line("X-WR-CALNAME", phrases.said("roadmap.calendar_name", language)),
        _line("X-WR-CALDESC", mark),
    ]
    for act in kept:
        lines += _event(act, roadmap, themes=named, mark=mark, stamp=_utc(stamp))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode("utf-8")


def entries(roadmap: Roadmap, *, stamp: str, place: str | None = None) -> tuple[Act, ...]:
    """What goes into a calendar, in the order of the roadmap."""
    if place is not None and place.casefold() in EVERYWHERE:
        return tuple(one for one in roadmap.acts if _has_end(one))
    day = span(stamp[:10])[0]
    return tuple(
        one
        for one in roadmap.acts
        if _has_end(one)
        and (place is not None or one.is_regional)
        and (one.action.status == "lapsed" or span(one.action.by_to)[1] >= day)
    )


def left_out(roadmap: Roadmap) -> int:
    """How many actions are in no calendar, since no source tells when they end."""
    return sum(not _has_end(one) for one in roadmap.acts)


def _has_end(act: Act) -> bool:
    return is_date(act.action.by_to)


def _event(act: Act, roadmap: Roadmap, *, themes: Mapping[str, str], mark: str, stamp: str) -> Iterable[str]:
    """An entry of the whole last day; a day has no end of its own (RFC 5545, 3.6.1), and takes no time of anybody."""
    action, language = act.action, roadmap.language
    year, month, day = span(action.by_to)[1]
    what = phrases.clipped(action.what, _SUMMARY_CHARS)
    term = f" ({phrases.clipped(act.term, 60)})" if act.term else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{action.id}@rodedraad"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{year:04d}{month:02d}{day:02d}"
    yield _line("SUMMARY", f"{act.who}: {what}{term}" if act.who else f"{what}{term}")
    yield _line("DESCRIPTION", "\n".join(_told(act, action, language, mark)))
    named = [themes.get(one, one) for one in action.themes if one != "anders"]
    if named:
        yield "CATEGORIES:" + ",".join(_text(one) for one in named)
    yield f"STATUS:{_state(action)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _state(action: Action) -> str:
    if action.status == "lapsed":
        return "CANCELLED"
    return "CONFIRMED" if action.is_confirmed and action.status in _PLANNED else "TENTATIVE"


def _told(act: Act, action: Action, language: Language, mark: str) -> Iterable[str]:
    """What is said of an action, a line each: its quote and place, its status, under which condition, and the mark."""
    excerpt = act.excerpt
    place = phrases.where(excerpt.source, excerpt.page, excerpt.page_end, excerpt.locator, language)
    title = phrases.clipped(excerpt.source.title, 160)
    yield f"«{phrases.clipped(excerpt.quote, _QUOTE_CHARS)}»"
    yield f"{title}, {place}" if place else title
    status = phrases.label("action_status", action.status, language) if action.status else None
    yield phrases.said("roadmap.status_is", language, status=status or phrases.said("roadmap.not_told", language))
    if act.outcome:
        yield phrases.said("roadmap.answer_is", language, answer=phrases.label("settlement", act.outcome, language))
    for words, whose in act.under:
        told = f"«{phrases.clipped(words, 300)}»" + (f" ({whose})" if whose else "")
        yield phrases.said("roadmap.under_condition", language, condition=told)
    if not act.is_regional:
        yield phrases.said("html.road_national", language)
    yield from act.settled
    if not action.is_confirmed and not act.settled:
        yield phrases.said("roadmap.not_confirmed", language)
    yield mark
    yield action.id


def _line(name: str, value: str) -> str:
    return f"{name}:{_text(value)}"


def _text(value: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("\ufffd", lines).translate(_ESCAPED)


def _folded(line: str) -> Iterable[str]:
    """A line in pieces of at most 75 octets, none of which parts a character; those that go on begin with a blank."""
    piece, octets = "", 0
    for character in line:
        length = len(character.encode("utf-8"))
        if octets + length > _LINE_OCTETS:
            yield piece
            piece, octets = " ", 1
        piece += character
        octets += length
    yield piece


def _utc(stamp: str) -> str:
    moment = datetime.fromisoformat(stamp)
    moment = moment.replace(tzinfo=moment.tzinfo or UTC)
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:  # the first or last day that there is, in another zone
        moment = moment.replace(tzinfo=UTC)
    return f"{moment.year:04d}{moment:%m%dT%H%M%SZ}"

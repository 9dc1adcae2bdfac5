"""The terms of the roadmap as a calendar that any agenda opens: iCalendar (RFC 5545). Pure, no clock.

An action whose end is known is one entry on the last day of its term. A term is often a year: the words of the source
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
from rodedraad.wording import Language

_LINE_OCTETS = 75
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What RFC 5545 (3.1, CONTROL) does not allow, and what turns the reading direction of what follows."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": " "})
_STATUS: Mapping[str | None, str] = {
    "promised": "CONFIRMED",
    "under_way": "CONFIRMED",
    "done": "CONFIRMED",
    "lapsed": "CANCELLED",
}
"""The state of an entry: what was only asked, or of which nothing tells, is TENTATIVE."""
_SUMMARY_CHARS = 160
_QUOTE_CHARS = 1500


def calendar(roadmap: Roadmap, *, themes: Sequence[Theme], mark: str, stamp: str) -> bytes:
    """The actions with a known end as a calendar file. ``stamp`` is the moment of the export; ``mark`` whose it is.

    Raises WrongUse where no action has one, since a calendar without an entry is none (RFC 5545, 3.6), and ValueError on
    a stamp that is no moment.
    """
    if left_out(roadmap) == len(roadmap.acts):
        raise WrongUse("roadmap.no_dates")
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
    for act in roadmap.acts:
        if _has_end(act):
            lines += _event(act, roadmap, themes=named, mark=mark, stamp=_utc(stamp))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode("utf-8")


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
    yield f"STATUS:{_STATUS.get(action.status, 'TENTATIVE')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


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
    if not action.is_confirmed:
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

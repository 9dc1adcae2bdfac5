"""Who speaks in words that are quoted: a speaker's turn, and a quotation that goes on over several sentences.

``Mevrouw De Boer: Wij willen …``, ``De ondernemers: "Wij willen … Ook …"``, ``"… Dat is te laat", aldus de
havenmeester``, and what goes on after ``Indiener stelt dat …`` up to the answer. ``Duinstad: "…"`` and ``Anna de Wit: "…"`` speak too. Only within one
block: a new paragraph is the document's again. Method: docs/method/particulars.md, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

_TITLE = (
    r"(?:[Mm]evrouw|[Mm]eneer|(?:[Dd]e\s)?[Hh]eer|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?|M(?:r|rs|s)\.?|[Ww]ethouder|[Rr]aadslid|[Ss]tatenlid|[Cc]ommissielid|[Kk]amerlid|"
    r"[Bb]urgemeester|[Gg]edeputeerde|(?:[Dd]e\s)?[Vv]oorzitter|[Mm]inister|[Ss]taatssecretaris|[Ii]nspreker|[Ii]ndiener|[Rr]eclamant|[Cc]ouncillor|[Mm]ayor|(?:[Tt]he\s)?[Cc]hair)"
)
_LABEL = re.compile(rf"\W{{0,3}}(?P<who>{_TITLE}(?:\s[\w.’'-]{{1,30}}){{0,5}}?(?:\s\([^()]{{1,40}}\))?)\s?:\s+(?=\S)")
_TITLED = re.compile(rf"{_TITLE}\b")
_OPENED = re.compile(
    r"(?:(?:[Ww]ij|[Ww]e|[Ii]k)\s(?:citeren|citeer)\s)?(?P<who>[^:“”\"„«».!?\n]{2,80}?)(?:\s(?:zegt|zeggen|zei|zeiden|schrijft|schrijven|stelt|stellen|vindt|vinden|says?|said|writes?|wrote))?\s?:\s*$"
)
_CLOSED = re.compile(
    r"[,.]?\s*(?:,\s)?(?:aldus|(?:zo\s)?(?:schreef|schreven|schrijft|zegt|zei|stelt|stelde)|zegt|zeggen|zei|zeiden|schrijft|schrijven|vertelt|vertellen|stelt|stellen|vindt|vinden|meent|menen|says?|said|writes?|wrote|according\sto)\s"
    r"(?P<who>(?:(?:de|het|een|the|a|onze|our)\s)?[^\s,.;:()“”\"]+(?:\s(?:van|der|de|het|den|of|the)\s(?:de\s|het\s|the\s)?[^\W\d_a-zà-þ][^\s,.;:()]*|\s[A-ZÀ-Þ][^\s,.;:()]*){0,5})"
)
# A quotation may hold a shorter one: “… zeggen zij “dat kan niet”, en …”.
_QUOTATION = re.compile(r"“(?:[^“”]|“[^“”]{0,300}”){2,2000}”|\"[^\"]{2,2000}\"|„[^„”“]{2,2000}[”“]|«[^«»]{2,2000}»")
_SUBMITTER = re.compile(
    r"\W{0,3}(?P<who>(?:[Dd]e\s)?(?:[Ii]ndieners?|[Rr]eclamant(?:en)?|[Ii]nsprekers?|[Aa]ppellant(?:en)?|[Bb]ezwaarmakers?))\s(?:\w+\s)?"
    r"(?:stelt|stellen|vindt|vinden|vreest|vrezen|meent|menen|betoogt|betogen|geeft\saan|geven\saan|zegt|zeggen|schrijft|schrijven|wijst\serop|wijzen\serop|vraagt|vragen|verzoekt|verzoeken|pleit|pleiten|wil|willen)\b"
)
_ANSWER = re.compile(
    r"(?i)\W{0,3}(?:reactie|antwoord|beantwoording|conclusie|response|answer)\b|\b(?:wij|we|ons|onze|ik|het\scollege|de\sgemeente|de\sprovincie|gedeputeerde\sstaten)\b"
)
_BARE = re.compile(r"(?:^|\n)\W{0,3}(?P<who>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})\s*$")
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'-]+(?:\s(?:van|de|der|den|te|ten|ter|het|en|&)){0,2}\s[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2}(?:\s\([^()]{2,40}\))?"
)
_NO_NAME = re.compile(
    r"(?:De|Het|Een|In|Op|Ons|Onze|Dit|Deze|The|Our|This)\s|\S*(?:visie|agenda|rapport|akkoord|motto|doel|missie|strategie|programma|advies)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?i)(?:wij|we|ik|je|men|hij|zij|ze|dit|dat|het|er|daarom|dus|namelijk|als\svolgt|i|they|it|this|that)$"
)


class Voice(NamedTuple):
    """Who speaks in ``[start, end)`` of a text, in the words of the text."""

    start: int
    end: int
    who: str


def voices(text: str, units: Sequence[tuple[int, int, int]], *, is_somebody: Callable[[str], bool]) -> dict[int, str]:
    """The words for who speaks, by the start of a unit that is quoted.

    ``units`` are (start, end, start of the block); ``is_somebody`` tells of words whether they name anybody.
    """
    found: dict[int, str] = {}
    blocks: dict[int, list[tuple[int, int]]] = {}
    for start, end, block in units:
        blocks.setdefault(block, []).append((start, end))
    for block, spans in blocks.items():
        quoted = list(_quoted(text, min(block, spans[0][0]), spans[-1][1], is_somebody))
        turn: str | None = None
        told: str | None = None
        for start, end in spans:
            if label := _LABEL.match(text, start, end):
                turn = " ".join(label["who"].split())
            if submitter := _SUBMITTER.match(text, start, end):
                told = " ".join(submitter["who"].split())
            elif told and _ANSWER.search(text, start, end):
                told = None
            best = max(quoted, key=lambda one: _overlap(one, start, end), default=None)
            if best is not None and 2 * _overlap(best, start, end) > end - start:
                found[start] = best.who
            elif turn or told:
                found[start] = turn or told or ""
    return found


def _quoted(text: str, start: int, end: int, is_somebody: Callable[[str], bool]) -> Iterator[Voice]:
    """The quotations of one block with somebody before or behind them who is said to say so."""
    for match in _QUOTATION.finditer(text, start, end):
        lead = text[max(start, match.start() - 100) : match.start()]
        before = _OPENED.search(lead) or _BARE.search(lead)
        behind = _CLOSED.match(text, match.end(), end)
        named = before or behind
        who = " ".join(named["who"].split()) if named else ""
        if not who or _NOBODY.match(who.split()[-1]) or _NOBODY.match(who.split()[0]):
            continue
        is_name = _NAME.fullmatch(who) is not None and not _NO_NAME.match(who)
        if not before or _TITLED.match(who) or is_name or is_somebody(who):
            yield Voice(match.start(), match.end(), who)


def _overlap(voice: Voice, start: int, end: int) -> int:
    return max(0, min(voice.end, end) - max(voice.start, start))


_GROUPS = (
    "werkgroep", "projectgroep", "projectteam", "onderzoeksteam", "onderzoekers", "auteurs", "opstellers", "expertteam", "expertgroep", "denktank",
    "taskforce", "kerngroep", "klankbordgroep", "adviesgroep", "werktafel", "commissie", "adviesraad", "rekenkamer", "visitatiecommissie",
)  # fmt: skip
_SAYS_HERE = r"(?:adviseert|adviseren|beveelt|bevelen|stelt|stellen|constateert|constateren|concludeert|concluderen|benadrukt|benadrukken|verwacht|verwachten|denkt|denken|vindt|vinden|ziet|zien|acht|achten|heeft|hebben|biedt|bieden|presenteert|presenteren|hoopt|hopen)"
_MOST_SAYINGS = 3


def own_groups(text: str) -> frozenset[str]:
    """What a document calls itself that a group wrote: "de werkgroep", where "de werkgroep benadrukt dat deze schets …".

    A group is the author where it speaks of what lies before the reader, or where it keeps saying what it finds in a
    document that knows no "wij".
    """
    found = set()
    for group in _GROUPS:
        at = [match.start() for match in re.finditer(rf"e {group}\s", text)] if f"e {group}" in text else []
        if not at:
            continue
        around = "\n".join(text[max(0, start - 110) : start + 120] for start in at)
        here = re.search(
            rf"\b[Dd]e {group}\s{_SAYS_HERE}\s[^.;]{{0,60}}?\b(?:in|met|door|via|onder)\s(?:dit|deze|onderstaande?|voorliggende?)\s|"
            rf"\b(?:[Ii]n|[Mm]et|[Vv]ia)\s(?:dit|deze)\s\w+\s(?:[^.;]{{0,60}}?\s)?{_SAYS_HERE}\s(?:\w+\s)?de {group}\b",
            around,
        )
        said = sum(re.match(rf"e {group}\s{_SAYS_HERE}\s", text[start : start + 60]) is not None for start in at)
        if here or (said >= _MOST_SAYINGS and not re.search(r"\b(?:[Ww]ij|[Ww]e|[Ii]k)\s", text)):
            found.add(group)
    return frozenset(found)

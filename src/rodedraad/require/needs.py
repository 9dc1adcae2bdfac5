"""Which words of a sentence say that a means is needed, lacking, scarce or asked for, and which means that is.

A frame is a word that governs a means: "X is nodig", "vraagt om X", "tekort aan X", "zonder extra X", "investeer in X". The
means must be what it governs: "nodig voor kennisdeling" needs something for it and not the knowledge. Made of words
alone, for Dutch and English; what it cannot see stands in docs/method/require.md, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rodedraad.records import RequirementKind, StatementType
from rodedraad.require.doing import frames
from rodedraad.require.frames import FRAMES as _SAID
from rodedraad.require.frames import Frame
from rodedraad.require.lacking import LACKING
from rodedraad.require.means import is_meant, kind_of
from rodedraad.require.sentence import Sentence, heard
from rodedraad.require.words import (
    BUILDING,
    CASES,
    CLAUSE_VERBS,
    CONDITIONAL,
    COPULA,
    IF,
    NEGATED,
    PAST,
    QUESTION,
    UNCALLED,
    VARIES,
    VERBS,
)

_MODAL = re.compile(
    r"\b(?:moet(?:en)?|dien(?:t|en)|hoort|horen|behoort|behoren|zou(?:den)? (?:moeten|kunnen)|is het zaak|noodzaak|noodzakelijk"
    r"|wil(?:len)?|verzoek\w*|vragen|vraagt|roep\w*|pleit\w*|adviseren|adviseert|bevelen|beveelt|aanbev\w+|aangeraden|belangrijk"
    r"|must|should|ought|need(?:s|ed)? to|recommend\w*|urge\w*|call(?:s)? (?:for|on))\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:moet(?:en)?|dien(?:t|en)|zou(?:den)? moeten|behoort|behoren|must|should|ought|need(?:s)? to be)\b",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:moet(?:en)?|dien(?:t|en) te|dienen|dient|zou(?:den)? moeten|behoort|behoren|hoort|horen|must|should|ought)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:verzoek\w*|vragen|vraag|vraagt|roep\w*|dringen|dringt|pleit\w*|adviseren|adviseert|advies|bevelen|beveelt|aanbev\w+"
    r"|belangrijk|noodzakelijk|nodig|ask(?:s|ed)?|request\w*|urge[sd]?|recommend\w*|advise\w*|call(?:s)? (?:for|on))\b",
    re.IGNORECASE,
)
_NEEDFUL = re.compile(
    r"(?<!waar )(?<!zo )(?<!indien )(?<!als )\b(?:nodig|noodza\w+|essentieel|cruciaal|necessary|essential)\b",
    re.IGNORECASE,
)
_GAPS: tuple[tuple[RequirementKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))  # type: ignore[misc]  # the kinds are literals
    for kind, pattern in (
        (
            "people",
            r"vacat|vacanc|personeel|leraren|docent|vakmens|vakmans|technici|arbeid|artsen|mensen|menskracht|lerar|labour|staff|teacher|leerkracht",
        ),
        ("capacity", r"capaci|energieopslag|congesti"),
        ("investment", r"financier|invester|middelen|geld|fund|budget"),
        ("competence", r"schol|opleid|skill|vaardig"),
        ("knowledge", r"kennis|knowledge|data|information|informatie"),
        ("space", r"ruimte|plaats|grond"),
        ("research", r"onderzoek"),
    )
)
_SELF: dict[str, RequirementKind] = {
    "to know": "knowledge",
    "to look into": "research",
    "to invest in": "investment",
    "to invest is a must": "investment",
    "invest, an order": "investment",
    "further research": "research",
    "invest": "investment",
    "invest first": "investment",
    "train": "competence",
}
_UNASKED = re.compile(
    r"(?i)(?:\b(?:waar|indien|zo|wanneer|als|zover|mits|niet|geen|dan|than|where|if|when|as|not|no longer|niet langer|minder|less) (?:dit |dat |mogelijk en )?)$"
)
FRAMES = (*_SAID, *LACKING, *frames())
LONGEST = 1_200
_INFINITIVE = re.compile(r"(?:ver|be|ont|in|uit|op|af|aan|door|over)?[a-z]{2,12}en")
_PROMISED = re.compile(
    r"(?i)\b(?:we|wij|wordt|worden|werd|werden|is|zijn|was|heeft|hebben|te (?:uitbrei|vergro|verhog|versterk)|will|are|were|have)\b"
)
"""Who says what it does or finds already done asks for nothing."""
_OWN = re.compile(r"(?i)\b(?:we|wij) (?:willen |gaan |zullen |blijven )?$")
_DIRECTIVE = frozenset({"recommendation", "request"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A means that a sentence calls for: ``text[start:end]`` says so, ``text[what_start:what_end]`` names the means."""

    kind: RequirementKind
    word: str
    start: int
    end: int
    what_start: int
    what_end: int
    noun: int
    """Where the word that names the means begins."""
    frame: str


def needs(text: str, *, type_: StatementType, language: str | None) -> tuple[Need, ...]:
    """The means that a sentence calls for, by where they stand in it, each once.

    ``type_`` is what the sentence is: a recommendation or request may ask without a word of duty. A question asks for
    nothing of the kind, nor does a sentence of more than some thousand characters.
    """
    if len(text) > LONGEST or text.rstrip().endswith("?"):
        return ()
    found = {need.what_start: need for need in _said(text, type_, language)}
    plain = _ASIDE.sub(lambda aside: " " * len(aside[0]), text)
    if plain != text:
        for need in _said(plain, type_, language):
            found.setdefault(need.what_start, need)
    return tuple(found[place] for place in sorted(found))


def _said(text: str, type_: StatementType, language: str | None) -> tuple[Need, ...]:
    """The means that these words call for, each once."""
    lower = text.lower()
    cues = _CUES if any(map(kind_of, heard(text))) else _OWN_CUES
    cued = {place for cue in cues if cue in lower for place in cues[cue]}
    unsaid = {asks for asks, word in _GATES.items() if not word.search(text)}
    said = [
        (frame, match)
        for frame in (FRAMES[place] for place in sorted(cued))
        if frame.asks not in unsaid
        for match in frame.pattern.finditer(text)
    ]
    if not said:
        return ()
    asking = _Asking(sentence=Sentence.of(text, is_english=language == "en"), type_=type_)
    found: dict[int, Need] = {}
    for frame, match in said:
        for need in asking.called_for(frame, match):
            found.setdefault(need.what_start, need)
    return tuple(found[place] for place in sorted(found))


_ASIDE = re.compile(r"\([^()]{1,200}\)|(?<=\s)[–—] [^–—]{1,200} [–—](?=\s)")
"""What stands between brackets or dashes: the sentence goes on around it."""
_GATES = {"due": _DUE, "wish": _REQUEST}


def _cues(*, is_own: bool) -> dict[str, tuple[int, ...]]:
    """Which frames each cue stands for, by their places; ``is_own``: only those that name the means themselves."""
    found: dict[str, list[int]] = {}
    for place, frame in enumerate(FRAMES):
        if is_own and frame.side != "self":
            continue
        for cue in frame.cues:
            found.setdefault(cue, []).append(place)
    return {cue: tuple(places) for cue, places in found.items()}


_CUES = _cues(is_own=False)
_OWN_CUES = _cues(is_own=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """What a sentence calls for, frame by frame."""

    sentence: Sentence
    type_: StatementType

    def called_for(self, frame: Frame, match: re.Match[str]) -> Iterator[Need]:
        """The means that these words call for."""
        if frame.side != "self" and not self.sentence.means:
            return
        first = next((at for at, one in enumerate(self.sentence.tokens) if one.end > match.start()), None)
        if first is None:
            return
        last = first
        while last < len(self.sentence.tokens) and self.sentence.tokens[last].start < match.end():
            last += 1
        if self._is_unasked(frame, first, last) or not self._is_asked(frame, match, first):
            return
        if frame.side == "self":
            kind = _SELF.get(frame.name) or _gap(match[0].lower())
            if kind is not None:
                end = self.sentence.tokens[self.sentence.end_of(last)].end if frame.name in _SELF else match.end()
                end = max(end, match.end())
                yield self._need(frame, kind, match.start(), end, match.start(), end)
            return
        for place in self._candidates(frame, first, last):
            left, right = self.sentence.phrase(place, last if self.sentence.is_english and place >= last else 0)
            start = min(match.start(), self.sentence.tokens[left].start)
            end = max(match.end(), self.sentence.tokens[right].end)
            yield self._need(
                frame,
                self.sentence.means[place],
                start,
                end,
                self.sentence.tokens[left].start,
                self.sentence.tokens[right].end,
                place,
            )

    def _need(  # noqa: PLR0917
        self, frame: Frame, kind: RequirementKind, start: int, end: int, what_start: int, what_end: int, place: int = -1
    ) -> Need:
        word = (
            self.sentence.words[place]
            if place >= 0
            else " ".join(self.sentence.text[what_start:what_end].lower().split())
        )
        return Need(
            kind=kind,
            word=word,
            start=start,
            end=end,
            what_start=what_start,
            what_end=what_end,
            noun=self.sentence.tokens[place].start if place >= 0 else what_start,
            frame=frame.name,
        )

    def _is_asked(self, frame: Frame, match: re.Match[str], first: int) -> bool:
        if frame.asks == "no":
            return True
        if frame.asks == "modal":
            return self.type_ in _DIRECTIVE or self.type_ == "need" or bool(_MODAL.search(self.sentence.text))
        before = self.sentence.text[: match.end()]
        if frame.asks == "must":
            return bool(_MUST.search(before))
        if frame.asks == "due":
            return bool(_DUE.search(self.sentence.clause_text(first)))
        if frame.asks == "wish":
            opening = self.sentence.words[self.sentence.clauses[first] :][:2]
            return opening == ("dat", "er") and bool(_REQUEST.search(before))
        if frame.asks == "request":
            return self.type_ == "request" or bool(_REQUEST.search(before))
        if frame.asks == "unpromised":
            return bool(_MODAL.search(before)) or not _PROMISED.search(self.sentence.text)
        clause = self.sentence.text[self.sentence.tokens[self.sentence.clauses[first]].start :]
        is_own = bool(_OWN.search(self.sentence.text[: match.start()]))
        is_due = bool(_NEEDFUL.search(clause.partition(",")[0])) or self.type_ in _DIRECTIVE
        return bool(_MUST.search(before)) or (is_due and not is_own)

    def _is_unasked(self, frame: Frame, first: int, last: int) -> bool:
        """Whether the words are a question within the sentence, a condition, or denied."""
        begin = self.sentence.clauses[first]
        before = self.sentence.words[begin:first]
        if not QUESTION.isdisjoint(before) and not (
            set(before) & QUESTION == {"wat"} and "betreft" in self.sentence.words
        ):
            return True
        if begin and self.sentence.words[begin] in QUESTION | {"of", "whether"}:
            return True
        if before[:1] and before[0] in CONDITIONAL and "," not in before:
            return True
        if (
            not IF.isdisjoint(before)
            or before[:2] == ("daar", "waar")
            or CASES & set(self.sentence.words[max(0, begin - 3) : begin])
        ):
            return True
        if frame.name == "needed" and self.sentence.words[last : last + 1] in (("hadden",), ("had",)):
            return True
        if frame.name == "is so" and {"kan", "kunnen", "can", "may"} & set(_last_part(before)):
            return True
        if (
            frame.name in ("asks for", "request for")
            and first
            and self.sentence.words[first] == "vragen"
            and self.sentence.words[first - 1].endswith("e")
            and len(self.sentence.words[first - 1]) > 4
        ):
            return True
        if frame.name == "has none" and UNCALLED & set(self.sentence.words[last:]):
            return True
        if frame.name == "need of" and VARIES & set(self.sentence.words[last : last + 8]):
            return True
        if frame.name in ("needed", "is so", "takes", "asks for") and (
            _UNASKED.search(self.sentence.text[: self.sentence.tokens[first].start])
            or not NEGATED.isdisjoint(before[-4:])
        ):
            return True
        if frame.name == "is so" and not self.sentence.is_said(begin, last):
            return True
        if frame.name in ("lack of", "gap", "falls short") and not PAST.isdisjoint(
            self.sentence.words[begin : last + 12]
        ):
            return True
        if self.sentence.words[max(0, first - 1) : first] in (("bij",), ("van",)) and frame.name == "need of":
            return True
        if {"voorkomen", "vermijden", "prevent", "avoid"} & set(self.sentence.words[max(0, begin - 4) : first]):
            return True
        return frame.name == "asks" and bool({"op", "aan", "u"} & set(self.sentence.words[last : last + 12]))

    def _candidates(self, frame: Frame, first: int, last: int) -> Iterator[int]:
        """The places of the means that the words govern."""
        begin = self.sentence.clauses[first]
        going_on = self.sentence.clauses[last] if last < len(self.sentence.words) and frame.side == "after" else begin
        end = next(
            (at for at in range(last, len(self.sentence.words)) if self.sentence.clauses[at] != going_on),
            len(self.sentence.words),
        )
        fitting = {at for at, kind in self.sentence.means.items() if not frame.kinds or kind in frame.kinds}
        low = max((at + 1 for at in range(begin, first) if self.sentence.words[at] in CLAUSE_VERBS), default=begin)
        for place in sorted(fitting):
            if (
                not begin <= place < end
                or first <= place < last
                or (frame.near and abs(place - first) > frame.near + last - first)
            ):
                continue
            is_after = place >= last
            following = self.sentence.words[place + 1] if place + 1 < len(self.sentence.words) else ""
            if following == "-" or (
                place + 1 < first and _INFINITIVE.fullmatch(following) and following not in VERBS | BUILDING
            ):
                continue
            if (is_after and frame.side == "before") or (not is_after and (frame.side == "after" or place < low)):
                continue
            if not is_meant(self.sentence.words, place, is_object=frame.side == "after"):
                continue
            low_here = begin
            if is_after:
                said = next((at + 1 for at in range(last, place) if self.sentence.words[at] in COPULA), last)
                low_here = said if frame.side == "around" else last
            way = self.sentence.way(place, low_here, is_after=is_after)
            if frame.on:
                if way == f"hangs {frame.on}":
                    yield place
                continue
            if frame.name == "short by":
                if self.sentence.is_counted(place):
                    yield place
                continue
            if way == "reached" or (way == "open" and (not is_after or frame.name == "falls short")):
                yield place
        is_relative = frame.name in ("needed", "is so") and self.sentence.words[begin] in ("die", "that", "which")
        before = begin - 1
        if (
            is_relative
            and before in fitting
            and _MUST.search(self.sentence.text)
            and is_meant(self.sentence.words, before, is_object=True)
        ):
            yield before


def _last_part(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words after the last comma."""
    return words[max((at + 1 for at, word in enumerate(words) if word == ","), default=0) :]


def _gap(word: str) -> RequirementKind | None:
    return next((kind for kind, pattern in _GAPS if pattern.search(word)), None)

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
from rodedraad.require.frames import FRAMES, Frame
from rodedraad.require.means import is_meant, kind_of
from rodedraad.require.words import (
    ADVERBS,
    ASKING,
    BE,
    BEGINS,
    BREAK,
    BUILDING,
    CLAUSE_VERBS,
    CONDITIONAL,
    CONTAINERS,
    COPULA,
    ENGLISH_WORDS,
    INDEFINITE,
    JOINS,
    NEGATED,
    OF_WHAT,
    OPENERS,
    PARTICLES,
    PAST,
    PREPOSITIONS,
    QUESTION,
    STOPS,
    VERBS,
)

_TOKEN = re.compile(r"€|\w+(?:[-'’&.,](?=\w)\w+)*|[^\w\s]")
_NEUTER = re.compile(r".*(?:personeel|onderzoek|geld|inzicht|budget|kapitaal|talent|overzicht|vakmanschap)$")
_BARE_ADJECTIVE = re.compile(r"\w+(?:d|t|sch|lijk|ig|end|eel|air|baar|zaam|ief|er|uw)$")
_NOUN = re.compile(r"(?:ie|age|ade|iode|ode|fase|analyse|behoefte|hoogte|einde|mate|orde|eeuwe)$")
"""Dutch words in -e that are no adjectives."""
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

_NEEDFUL = re.compile(
    r"(?<!waar )(?<!indien )(?<!als )\b(?:nodig|noodza\w+|essentieel|cruciaal|necessary|essential)\b", re.IGNORECASE
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    text: str
    start: int
    end: int


_GAPS: tuple[tuple[RequirementKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))  # type: ignore[misc]  # the kinds are literals
    for kind, pattern in (
        (
            "people",
            r"personeel|leraren|docent|vakmens|vakmans|technici|arbeid|artsen|mensen|menskracht|lerar|labour|staff|teacher|leerkracht",
        ),
        ("capacity", r"capaci|energieopslag"),
        ("investment", r"financier|invester|middelen|geld|fund|budget"),
        ("competence", r"schol|opleid|skill|vaardig"),
        ("knowledge", r"kennis|knowledge|data|information|informatie"),
        ("space", r"ruimte|plaats|grond"),
        ("research", r"onderzoek"),
    )
)
_SELF: dict[str, RequirementKind] = {
    "further research": "research",
    "invest": "investment",
    "invest first": "investment",
    "train": "competence",
}
_UNASKED = re.compile(
    r"(?i)(?:\b(?:waar|indien|zo|wanneer|als|zover|mits|niet|geen|dan|than|where|if|when|as|not|no longer|niet langer|minder|less) (?:dit |dat |mogelijk en )?)$"
)
_LONGEST = 1_200
_TOKENS_OF_WHAT = 9
_MOST_BEFORE = 5


def needs(text: str, *, type_: StatementType, language: str | None) -> tuple[Need, ...]:
    """The means that a sentence calls for, by where they stand in it, each once.

    ``type_`` is what the sentence is: a recommendation or request may ask without a word of duty. A question asks for
    nothing of the kind, nor does a sentence of more than some thousand characters.
    """
    if len(text) > _LONGEST or text.rstrip().endswith("?"):
        return ()
    lower = text.lower()
    cued = {place for cue in [cue for cue in _CUES if cue in lower] for place in _CUES[cue]}
    said = [(FRAMES[place], match) for place in sorted(cued) for match in FRAMES[place].pattern.finditer(text)]
    if not said:
        return ()
    sentence = _Sentence.of(text, type_, is_english=language == "en")
    found: dict[int, Need] = {}
    for frame, match in said:
        for need in sentence.called_for(frame, match):
            found.setdefault(need.what_start, need)
    return tuple(found[place] for place in sorted(found))


def _cues() -> dict[str, tuple[int, ...]]:
    """Which frames each cue stands for, by their places."""
    found: dict[str, list[int]] = {}
    for place, frame in enumerate(FRAMES):
        for cue in frame.cues:
            found.setdefault(cue, []).append(place)
    return {cue: tuple(places) for cue, places in found.items()}


_CUES = _cues()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """The words of a sentence, which of them name a means, and where its clauses begin."""

    text: str
    type_: StatementType
    tokens: tuple[_Token, ...]
    words: tuple[str, ...]
    means: dict[int, RequirementKind]
    clauses: tuple[int, ...]
    is_english: bool

    @classmethod
    def of(cls, text: str, type_: StatementType, *, is_english: bool) -> _Sentence:
        tokens = tuple(_Token(text=one[0], start=one.start(), end=one.end()) for one in _TOKEN.finditer(text))
        words = tuple(one.text.lower() for one in tokens)
        means = {place: kind for place, word in enumerate(words) if (kind := kind_of(word)) is not None}
        return cls(
            text=text,
            type_=type_,
            tokens=tokens,
            words=words,
            means=means,
            clauses=_clauses(words),
            is_english=is_english,
        )

    def called_for(self, frame: Frame, match: re.Match[str]) -> Iterator[Need]:
        """The means that these words call for."""
        if frame.side != "self" and not self.means:
            return
        first = next((at for at, one in enumerate(self.tokens) if one.end > match.start()), None)
        if first is None:
            return
        last = first
        while last < len(self.tokens) and self.tokens[last].start < match.end():
            last += 1
        if self._is_unasked(frame, first, last) or not self._is_asked(frame, match, first):
            return
        if frame.side == "self":
            kind = _SELF.get(frame.name) or _gap(match[0].lower())
            if kind is not None:
                end = self.tokens[self._end_of(last)].end if frame.name in _SELF else match.end()
                end = max(end, match.end())
                yield self._need(frame, kind, match.start(), end, match.start(), end)
            return
        for place in self._candidates(frame, first, last):
            left, right = self._phrase(place)
            start = min(match.start(), self.tokens[left].start)
            end = max(match.end(), self.tokens[right].end)
            yield self._need(
                frame, self.means[place], start, end, self.tokens[left].start, self.tokens[right].end, place
            )

    def _need(  # noqa: PLR0917
        self, frame: Frame, kind: RequirementKind, start: int, end: int, what_start: int, what_end: int, place: int = -1
    ) -> Need:
        word = self.words[place] if place >= 0 else " ".join(self.text[what_start:what_end].lower().split())
        return Need(
            kind=kind,
            word=word,
            start=start,
            end=end,
            what_start=what_start,
            what_end=what_end,
            noun=self.tokens[place].start if place >= 0 else what_start,
            frame=frame.name,
        )

    def _is_asked(self, frame: Frame, match: re.Match[str], first: int) -> bool:
        if frame.asks == "no":
            return True
        if frame.asks == "modal":
            return self.type_ in _DIRECTIVE or self.type_ == "need" or bool(_MODAL.search(self.text))
        before = self.text[: match.end()]
        if frame.asks == "must":
            return bool(_MUST.search(before))
        if frame.asks == "unpromised":
            return bool(_MODAL.search(before)) or not _PROMISED.search(self.text)
        clause = self.text[self.tokens[self.clauses[first]].start :]
        is_own = bool(_OWN.search(self.text[: match.start()]))
        is_due = bool(_NEEDFUL.search(clause.partition(",")[0])) or self.type_ in _DIRECTIVE
        return bool(_MUST.search(before)) or (is_due and not is_own)

    def _is_unasked(self, frame: Frame, first: int, last: int) -> bool:
        """Whether the words are a question within the sentence, a condition, or denied."""
        begin = self.clauses[first]
        before = self.words[begin:first]
        if not QUESTION.isdisjoint(before) and not (set(before) & QUESTION == {"wat"} and "betreft" in self.words):
            return True
        if begin and self.words[begin] in QUESTION | {"of", "whether"}:
            return True
        if before[:1] and before[0] in CONDITIONAL and "," not in before:
            return True
        if frame.name in ("needed", "is so", "takes", "asks for") and (
            _UNASKED.search(self.text[: self.tokens[first].start]) or not NEGATED.isdisjoint(before[-4:])
        ):
            return True
        if frame.name == "is so" and not self._is_said(begin, last):
            return True
        if frame.name in ("lack of", "gap", "falls short") and not PAST.isdisjoint(self.words[begin : last + 12]):
            return True
        if self.words[max(0, first - 1) : first] in (("bij",), ("van",)) and frame.name == "need of":
            return True
        if {"voorkomen", "vermijden", "prevent", "avoid"} & set(self.words[max(0, begin - 4) : first]):
            return True
        return frame.name == "asks" and bool({"op", "aan", "u"} & set(self.words[last : last + 12]))

    def _is_said(self, begin: int, last: int) -> bool:
        """Whether the word is said of something ("X is essentieel") and does not stand before a noun of its own."""
        end = next((at for at in range(last, len(self.words)) if self.clauses[at] != begin), len(self.words))
        after = self.words[last:end]
        is_free = (
            not after
            or after[0] in COPULA | PREPOSITIONS | STOPS
            or not after[0][:1].isalpha()
            or after[0] in ("en", "and")
        )
        return is_free and not (COPULA | CLAUSE_VERBS).isdisjoint(self.words[begin:end])

    def _candidates(self, frame: Frame, first: int, last: int) -> Iterator[int]:
        """The places of the means that the words govern."""
        begin = self.clauses[first]
        going_on = self.clauses[last] if last < len(self.words) and frame.side == "after" else begin
        end = next((at for at in range(last, len(self.words)) if self.clauses[at] != going_on), len(self.words))
        fitting = {at for at, kind in self.means.items() if not frame.kinds or kind in frame.kinds}
        low = max((at + 1 for at in range(begin, first) if self.words[at] in CLAUSE_VERBS), default=begin)
        for place in sorted(fitting):
            if (
                not begin <= place < end
                or first <= place < last
                or (frame.near and abs(place - first) > frame.near + last - first)
            ):
                continue
            is_after = place >= last
            following = self.words[place + 1] if place + 1 < len(self.words) else ""
            if following == "-" or (
                place + 1 < first and _INFINITIVE.fullmatch(following) and following not in VERBS | BUILDING
            ):
                continue
            if (is_after and frame.side == "before") or (not is_after and (frame.side == "after" or place < low)):
                continue
            if not is_meant(self.words, place, is_object=frame.side == "after"):
                continue
            low_here = begin
            if is_after:
                said = next((at + 1 for at in range(last, place) if self.words[at] in COPULA), last)
                low_here = said if frame.side == "around" else last
            way = self._way(place, low_here, is_after=is_after)
            if frame.name == "lack, first":
                if way == "hangs aan":
                    yield place
                continue
            if frame.name == "short by":
                if self._is_counted(place):
                    yield place
                continue
            if way == "reached" or (way == "open" and (not is_after or frame.name == "falls short")):
                yield place
        is_relative = frame.name in ("needed", "is so") and self.words[begin] in ("die", "that", "which")
        before = begin - 1
        if (
            is_relative
            and before in fitting
            and _MUST.search(self.text)
            and is_meant(self.words, before, is_object=True)
        ):
            yield before

    def _is_counted(self, place: int) -> bool:
        """Whether a number stands before the noun and its adjectives."""
        return any(word[:1].isdigit() for word in self.words[max(0, place - 3) : place])

    def _way(self, place: int, low: int, *, is_after: bool) -> str:
        """How a noun stands, read leftwards: what it is part of begins at ``low``, is open there, or hangs on a preposition."""
        at = head = place
        while at > low:
            word = self.words[at - 1]
            if word in JOINS and not (word == "of" and self.is_english):
                at = max(at - 2, low)
                at -= self.words[at] == "-" and at > low
                continue
            if word == "-":
                at = max(at - 2, low)
                continue
            if word == "aan" and is_after and self.words[low - 1] == "aan" and self.words[at - 2] in JOINS:
                at -= 2
                continue
            if word in PREPOSITIONS and not (word == "of" and not self.is_english):
                if at - 2 >= low and self.words[at - 2] in CONTAINERS:
                    at -= 2
                    head = at
                    continue
                if self.words[at - 1 : at + 1] == ("met", "name"):
                    at -= 1
                    continue
                return f"hangs {word}"
            if word in PARTICLES and word not in ("meer", "onder"):
                if not is_after:
                    return "open"
                at -= 1
                continue
            if not self._is_beside(at - 1, head):
                return "open"
            at -= 1
        return "reached"

    def _is_beside(self, at: int, place: int) -> bool:
        """Whether a word can stand between a determiner and its noun, or is one."""
        word = self.words[at]
        if self.is_english:
            return word not in ENGLISH_WORDS and word[:1].isalnum()
        if word in ADVERBS or word[:1].isdigit() or word in ("€", "er"):
            return True
        if len(word) > 3 and word.endswith("e") and not _NOUN.search(word) and at not in self.means:
            return True
        is_bare = at + 2 >= place and at not in self.means and bool(_BARE_ADJECTIVE.match(word))
        is_indefinite = not INDEFINITE.isdisjoint(self.words[max(0, at - 2) : at])
        return is_bare and (is_indefinite or (at + 1 == place and bool(_NEUTER.match(self.words[place]))))

    def _phrase(self, place: int) -> tuple[int, int]:
        """The first and last word of what names the means: its adjectives, and what it is of or about."""
        left = place
        while (
            left > max(self.clauses[place], place - _MOST_BEFORE)
            and self._is_beside(left - 1, place)
            and self.words[left - 1] not in ("er", "dan", "ook", "die", "dat", "name")
        ):
            left -= 1
        while left < place and _YEAR.fullmatch(self.words[left]):
            left += 1
        right = place
        at = place + 1
        if at < len(self.words) and self.words[at] in OF_WHAT:
            while at < len(self.words) and at - place < _TOKENS_OF_WHAT and self._goes_on(at, place):
                right = at
                at += 1
            while right > place and (self.words[right] in PREPOSITIONS or self.words[right] in ADVERBS | JOINS):
                right -= 1
        return left, right

    def _end_of(self, last: int) -> int:
        """The last word of what is invested in, researched or trained for, from the words that say so."""
        at = last
        while at < len(self.words) and self.words[at] in BE:
            at += 1
        if at < len(self.words) and (self.words[at] in OF_WHAT or self.words[last - 1] in OF_WHAT):
            place = right = at - 1
            while at < len(self.words) and at - place < _TOKENS_OF_WHAT and self._goes_on(at, place):
                right = at
                at += 1
            while right >= last and (self.words[right] in PREPOSITIONS or self.words[right] in ADVERBS | JOINS):
                right -= 1
            return max(right, last - 1)
        return last - 1

    def _goes_on(self, at: int, place: int) -> bool:
        word = self.words[at]
        is_same = self.clauses[at] == self.clauses[place]
        return is_same and (word[:1].isalnum() or word == "-") and word not in COPULA | CLAUSE_VERBS | STOPS


_YEAR = re.compile(r"(?:19|20)\d\d")
_INFINITIVE = re.compile(r"(?:ver|be|ont|in|uit|op|af|aan|door|over)?[a-z]{2,12}en")
_PROMISED = re.compile(
    r"(?i)\b(?:we|wij|wordt|worden|werd|werden|is|zijn|was|heeft|hebben|te (?:uitbrei|vergro|verhog|versterk)|will|are|were|have)\b"
)
"""Who says what it does or finds already done asks for nothing."""
_OWN = re.compile(r"(?i)\b(?:we|wij) (?:willen |gaan |zullen |blijven )?$")
_DIRECTIVE = frozenset({"recommendation", "request"})


def _gap(word: str) -> RequirementKind | None:
    return next((kind for kind, pattern in _GAPS if pattern.search(word)), None)


def _clauses(words: tuple[str, ...]) -> tuple[int, ...]:
    """For each word the place of the first word of its clause."""
    found: list[int] = []
    begin = 0
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        is_new = (
            word in OPENERS
            and at > 0
            and not (word == "om" and before in ASKING)
            and not (word in ("die", "dat", "that") and before in PREPOSITIONS)
        )
        is_new = is_new or (word in CONDITIONAL and before == ",")
        is_joined = before in ("en", "and") and word in BEGINS
        if word in BREAK or before in BREAK or is_new or is_joined:
            begin = at
        found.append(begin)
    return tuple(found)

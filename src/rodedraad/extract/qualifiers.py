"""What of a sentence stands outside a quote and changes what the quote says: conditions, hedges, denials, units.

Conditions count wherever they stand in the sentence, words that weaken or deny within three words of the cut, and what
denies a whole clause ("ontkent dat", "… is onbespreekbaar") at any distance, unless a "maar" or a semicolon lies between.
The lead-in of a list denies its items. Every sentence is searched once, so that time grows with the text and not with
the places where a quote stands. Method: docs/method/quotes.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from rodedraad.extract.sentences import sentences
from rodedraad.records import Document

ADJACENT_WORDS = 3
"""How far from a cut a weak qualifier belongs to what was quoted."""
_ADJACENT_CHARS = 200
_LEAD_WORDS = 6
_MOST_ITEMS = 500

# They change what a sentence says wherever they stand in it.
STRONG = re.compile(
    r"\b(?:mits|tenzij|indien|behalve|behoudens|uitgezonderd|(?:op|onder) (?:de )?voorwaarde|voor zover|voorzover|zolang|met uitzondering van|alleen als|provided|unless|except|as long as|on condition)\b",
    re.IGNORECASE,
)
# They change what stands beside them.
WEAK = re.compile(
    r"\b(?:niet|geen|nooit|nergens|niemand|noch|zonder|onmogelijk|grotendeels|deels|gedeeltelijk|in beginsel|in principe|naar verwachting|verwacht\w*|waarschijnlijk|mogelijk|misschien|wellicht|vermoedelijk|"
    r"alleen|slechts|uitsluitend|enkel|hooguit|hoogstens|maximaal|minimaal|ten ?minste|ten hoogste|circa|ongeveer|bijna|vrijwel|nagenoeg|doorgaans|meestal|soms|tot|als|wanneer|nog|pas|uiterlijk|"
    r"not|no|never|without|only|partly|largely|mostly|probably|possibly|perhaps|maybe|in principle|up to|at most|at least|about|almost|nearly|usually|sometimes|if|when)\b",
    re.IGNORECASE,
)
_UNTRUE = (
    r"onjuist|onwaar|onzin|nonsens|niet\s(?:waar|juist|zo\sdat|correct)|misverstand|misvatting|fabel(?:tje)?|mythe|sprookje|leugen|"
    r"untrue|false|incorrect|nonsense|a\smyth|a\smisunderstanding"
)
_REFUSED = (
    r"onbespreekbaar|onaanvaardbaar|onacceptabel|onwenselijk|ongewenst|ondenkbaar|uitgesloten|afgewezen|verworpen|afgekeurd|weggestemd|"
    r"ingetrokken|geschrapt|verboden|geweigerd|van\sde\sbaan|van\stafel|geen\soptie|niet\saan\sde\sorde|"
    r"unacceptable|undesirable|unthinkable|out\sof\sthe\squestion|rejected|withdrawn|refused|prohibited|forbidden|voted\sdown"
)
_SUBJECT = r"(?:(?:ook|nog|steeds|altijd|fel|sterk|zeer|dan|daarom|principieel|mordicus|faliekant|echt|duidelijk|wij|we|ik|zij|ze|hij|(?:de|het|onze)\s\w+|strongly|firmly|also)\s){0,4}"
_AGAINST = (
    rf"(?:is|zijn|ben|was|waren|blijft|blijven|are|am|were|remains?)\s{_SUBJECT}(?:tegen(?:stander\w*)?|against|opposed\sto|opponents?)|"
    r"(?:stem(?:t|men|de|den)?|pleit(?:en|te|ten)?|protesteer\w*|protesteren|gekant|ageert|ageren|(?:keert|keren|kant|kanten|verzet|verzetten|verzette)\s(?:zich|ons|me|mij)|nee|neen|votes?|voted|no)\s(?:\w+\s)?(?:tegen|against)|"
    r"stem(?:t|men|de|den)\s(?:\w+\s){1,6}?tegen|tegenstanders?\svan|bezwaar\stegen"
)
# Of what stands behind them in their sentence they say that it is not so, or shall not be.
_TURNS_WHAT_FOLLOWS = re.compile(
    rf"\b(?:{_UNTRUE}|{_REFUSED}|{_AGAINST}|ontken(?:t|nen|de|den)?|betwist(?:en|te|ten)?|weersprak(?:en)?|weerspre(?:ekt|ken)|betwijfel(?:t|en|de|den)?|"
    r"bestrijd(?:t|en)?|twijfel(?:t|en|de|den)|weiger(?:t|en|de|den)?|verwerp(?:t|en)?|verwierp(?:en)?|afwijzen|verbied(?:t|en)|verbood|voorkom(?:t|en)\s(?:\w+\s){0,3}?dat|"
    r"(?:niet(?!\s(?:alleen|slechts|enkel|zozeer|langer))|geen|nooit|niemand|niets|not(?!\sonly)|never|nobody)\s(?:(?!maar\b|doch\b|but\b)[^\s;:.]+\s){0,12}?(?:dat|om|that)|"
    r"niet\s(?:akkoord|eens)\smet|niets\s(?:in|voor)|afziet|afzien|af\ste\szien|ontraadt|ontraden|(?:raadt|raden)\s(?:\w+\s){0,6}?af|ziet\saf|zien\s(?:er\s)?(?:van\s)?af|geen\ssprake|niet\s(?:van\splan|de\sbedoeling|voornemens|bereid|willen|wil)|wil(?:len)?\s(?:beslist\s|absoluut\s|zeker\s)?niet|geen\s(?:voorstander|plannen|behoefte)|"
    r"den(?:y|ies|ied)|refus(?:es?|ed)|rejects?|disputes?|refutes?|doubts?|oppos(?:es?|ed)|prevents?|forbids?|prohibits?|not\s(?:true|intend\w*|want|willing)|no\s(?:intention|plans?|question))\b",
    re.IGNORECASE,
)
_TURNS_WHAT_PRECEDES = re.compile(
    rf"\b(?:{_UNTRUE}|{_REFUSED}|ontken(?:t|nen|d)|betwist(?:en)?|weersproken|betwijfeld|verwerp(?:t|en)|wij(?:st|zen)\s\w+(?:\s\w+)?\saf|"
    r"(?:is|zijn|are|am)\s(?:\w+\s){0,2}(?:tegen|against)|tegen\szijn|onhaalbaar|klop(?:t|pen)\sniet|"
    r"niet\s(?:\w+\s){0,2}?(?:gehaald|gesteund|aangenomen|overgenomen|uitgevoerd|door|wenselijk|gewenst|haalbaar|acceptabel|aanvaardbaar|toegestaan|akkoord|juist|waar|goed|verstandig)|den(?:y|ied)|disputed)\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\b(?:wijs|wijst|wijzen|wees|wezen|keurt|keuren|keurde|keurden|raadt|raden|stemt|stemmen|stemde|stemden|schiet|schieten)\b", re.IGNORECASE)  # fmt: skip
_PARTED_OFF = re.compile(r"\baf(?=\W*(?:[.,;:!?]|$))", re.IGNORECASE)
# Behind these another thing is said.
_STOP = re.compile(
    r";|\b(?:maar|doch)\b(?!\s(?:ook|liefst|net|nauwelijks))|\b(?:daarentegen|integendeel|but|instead)\b", re.IGNORECASE
)

_WILLED = (
    r"(?:willen|wil|wensen|doen|steunen|accepteren|toestaan|toe|zien|gaan\sdoen|meer|want|do|support|accept|allow)"
)
# "Wat wij niet willen:", "Dit doen wij niet:", "Wij zijn geen voorstander van:"; not "(nog) geen middelen:".
_LEAD_DENIES = re.compile(
    rf"\b(?:niet|nooit|not|never)(?:\s(?:meer|langer|zomaar))?(?:\s{_WILLED}){{0,2}}\W*$|"
    r"\b(?:geen\svoorstanders?\svan|nee(?:n)?(?:\stegen)?|tegen|against|no(?:\sto)?|geen)\W*$",
    re.IGNORECASE,
)
_MARKED_LINE = re.compile(r"\s*(?:[•▪►▶●○◦‣⁃∙■□➢➤✓✔❖*–—-]|\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)])\s")

_UNIT = re.compile(
    r"\s?(?:duizend|miljoen|miljard|biljoen|mln|mld|thousand|million|billion|trillion|procent|percent|promille|%|‰)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?[-‐‑‒–—×]\s?\d|\s?à\s?\d")
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-‐‑‒–—]\s?(?:19|20)?\d\d\b")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where in one sentence stands what qualifies: the places of the matches, in order."""

    strong: tuple[Span, ...]
    follows: tuple[Span, ...]
    precedes: tuple[Span, ...]
    stops: tuple[int, ...]
    parted: tuple[Span, ...]
    off: tuple[Span, ...]


class Surroundings:
    """The sentences of one document and what qualifies in each, looked up when a quote first needs it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [block.start for block in document.blocks]
        self._sentences: dict[int, tuple[Span, ...]] = {}
        self._marks: dict[Span, _Marks] = {}

    def sentence(self, at: int) -> Span:
        """The sentence at a place, within its block; the place itself where no block covers it."""
        number = self._block(at)
        if number is None:
            return at, at + 1
        spans = self._in_block(number)
        place = bisect_right(spans, (at, len(self._document.text) + 1)) - 1
        return spans[place] if place >= 0 and at < spans[place][1] else (at, at + 1)

    def cut_off(self, span: Span) -> Span | None:
        """What outside the quote qualifies it, as [start, end); None where nothing does."""
        start, end = span
        text = self._document.text
        sentence, final = self.sentence(start), self.sentence(max(start, end - 1))
        first, last = min(sentence[0], start), max(final[1], end)
        head = text[max(first, start - _ADJACENT_CHARS) : start].split()[-ADJACENT_WORDS:]
        tail = text[end : min(last, end + _ADJACENT_CHARS)].split()[:ADJACENT_WORDS]
        opening, closing = self._marked(sentence), self._marked(final)
        parted = bool(opening.parted and opening.parted[0][1] <= start and closing.off and closing.off[-1][0] >= end)
        if (
            (opening.strong and opening.strong[0][0] < start)
            or WEAK.search(" ".join(head))
            or _is_turned_before(opening, start)
            or _is_number_cut(text, start, first, last)
        ):
            return first, start
        if (
            (closing.strong and closing.strong[-1][1] > end)
            or WEAK.search(" ".join(tail))
            or _is_turned_after(closing, end)
            or parted
            or _is_number_cut(text, end, first, last)
        ):
            return end, last
        return self._lead_in(start)

    def _block(self, at: int) -> int | None:
        number = bisect_right(self._starts, at) - 1
        return number if number >= 0 and at < self._document.blocks[number].end else None

    def _in_block(self, number: int) -> tuple[Span, ...]:
        if number not in self._sentences:
            block = self._document.blocks[number]
            spans = sentences(self._document.text[block.start : block.end], self._document.language)
            self._sentences[number] = tuple((block.start + start, block.start + end) for start, end in spans)
        return self._sentences[number]

    def _marked(self, sentence: Span) -> _Marks:
        if sentence not in self._marks:
            text, (start, end) = self._document.text, sentence

            def spans(pattern: re.Pattern[str]) -> tuple[Span, ...]:
                return tuple(match.span() for match in pattern.finditer(text, start, end))

            self._marks[sentence] = _Marks(
                strong=spans(STRONG),
                follows=spans(_TURNS_WHAT_FOLLOWS),
                precedes=spans(_TURNS_WHAT_PRECEDES),
                stops=tuple(at for at, _ in spans(_STOP)),
                parted=spans(_PARTED),
                off=spans(_PARTED_OFF),
            )
        return self._marks[sentence]

    def _lead_in(self, at: int) -> Span | None:
        """The sentence that opens the list in which this place is, where that denies its items."""
        number = self._block(at)
        if number is None:
            return None
        blocks = self._document.blocks
        if blocks[number].kind == "list_item":
            level = blocks[number].level or 1
            for above in range(number - 1, max(-1, number - 1 - _MOST_ITEMS), -1):
                block = blocks[above]
                if block.kind == "furniture":
                    continue
                if block.kind == "list_item" and (block.level or 1) >= level:
                    continue
                lead = self._in_block(above)[-1:]
                if lead and self._denies_a_list(lead[0], is_heading=block.kind == "heading"):
                    return lead[0]
                if block.kind != "list_item":
                    return None
                level = block.level or 1
            return None
        return self._lead_in_its_block(number, at)

    def _lead_in_its_block(self, number: int, at: int) -> Span | None:
        spans, text = self._in_block(number), self._document.text
        place = bisect_right(spans, (at, len(text) + 1)) - 1
        for above in range(place, max(0, place - _MOST_ITEMS), -1):
            if not _MARKED_LINE.match(text, *spans[above]):
                return None
            if text[spans[above - 1][1] - 1] == ":":
                return spans[above - 1] if self._denies_a_list(spans[above - 1], is_heading=False) else None
        return None

    def _denies_a_list(self, lead: Span, *, is_heading: bool) -> bool:
        text = self._document.text[max(lead[0], lead[1] - _ADJACENT_CHARS) : lead[1]].rstrip()
        if not (text.endswith(":") or is_heading):
            return False
        near = " ".join(text.split()[-_LEAD_WORDS:])
        return bool(_LEAD_DENIES.search(near)) or _is_turned_before(self._marked(lead), lead[1])


def _is_turned_before(marks: _Marks, start: int) -> bool:
    """Whether what stands before a place denies what follows it: the last that does, with no turn behind it."""
    place = bisect_right(marks.follows, start, key=lambda one: one[1]) - 1
    if place < 0:
        return False
    stop = bisect_left(marks.stops, start) - 1
    return stop < 0 or marks.stops[stop] < marks.follows[place][1]


def _is_turned_after(marks: _Marks, end: int) -> bool:
    place = bisect_left(marks.precedes, end, key=lambda one: one[0])
    if place == len(marks.precedes):
        return False
    stop = bisect_left(marks.stops, end)
    return stop == len(marks.stops) or marks.stops[stop] > marks.precedes[place][0]


def _is_number_cut(text: str, at: int, first: int, last: int) -> bool:
    """Whether a cut parts a number from its unit or a range of numbers: "5" of "5 miljoen", or of "5-10"."""
    if not first < at < last:
        return False
    before, after = text[max(first, at - 6) : at], text[at : min(last, at + 12)]
    digits = before.rstrip()
    if digits[-1:].isdecimal():
        if before != digits:
            after = " " + after
        if _UNIT.match(after):
            return True
        around = digits[-4:] + after
        return bool(_RANGE.match(after)) and not _YEARS.match(around)
    dash = re.search(r"\d\s?[-‐‑‒–—]\s?$", before)
    return bool(dash and after[:1].isdecimal() and not _YEARS.match((before + after)[-1 - len(after) - 5 :].lstrip()))

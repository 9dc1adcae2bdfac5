"""Whether a text says what another says in that one's own words, in their order: what a model may put in its place. Pure.

A list of what may not change is never long enough: *behouden* becomes *afbouwen*, *tijdelijk* falls out, two nouns change
places. So every word of a quote is there, in its form, with its marks, and none more; only around the quote may a few
words of the frame differ. A word moves in four ways, each where it is known which word is the verb: ``_readings``.
Method: docs/method/verify.md, section 6.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rodedraad.extract.lexicon import word_set

_TOKEN = re.compile(r"[^\W_]+(?:['’.,/&-][^\W_]+)*|[^\w\s«»]")
_PART = re.compile(r"«([^»]*)»")
_PERSONS = word_set(
    "ik wij we ons onze mij me mijn jij jou jouw jullie u uw i us our ours my mine you your yours "
    "wijzelf onszelf uzelf jezelf ourselves ourself myself yourself yourselves"
)
"""Who speaks or is spoken to: outside a quote that would be whoever publishes, or reads."""
_COMES = word_set("dat om de het that to the")
_GOES = word_set("dit deze de het aan this the")
"""Words that a frame may have besides, and may do without."""
_BY = word_set("volgens according to")
_WE = word_set("wij we")
_PROMISES = word_set("zegt zeggen belooft beloven wil willen promises promise wants want")
"""Verbs of a frame whose infinitive is done by who speaks."""
_WANTS = word_set("wil willen wants want")
_ASKS = word_set("vraagt vragen verzoekt verzoeken asks ask")
_LEADS = word_set(
    "en of maar want dan die dat wie wat als wanneer zodra indien mits tenzij om zodat omdat doordat opdat terwijl hoewel voordat nadat "
    "totdat zolang waar waarin waarop waarbij waarmee waardoor waarvan waarover waarvoor waaraan waaruit waarna waartoe"
)
"""Words with which a half of a sentence or a clause in it begins: no verb moves past one."""
_FINITE = word_set("is wordt heeft moet kan zal mag")
"""Verbs that are nothing but the one that ends a clause after *dat*."""
_IRREGULAR = {
    "zijn": "is", "hebben": "heeft", "zullen": "zal", "kunnen": "kan", "willen": "wil", "mogen": "mag", "moeten": "moet",
    "gaan": "gaat", "staan": "staat", "slaan": "slaat", "doen": "doet", "zien": "ziet", "komen": "komt",
}  # fmt: skip
_IN_ENGLISH = {"have": "has", "are": "is", "do": "does", "go": "goes"}
_LEAST_VERB = 4


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in the other text: the words that may stand there, and whether it is part of a quote."""

    words: tuple[str, ...]
    is_quoted: bool
    is_head: bool = False

    def takes(self, word: str, *, is_head: bool) -> bool:
        """Whether a word may stand here; a capital is asked only within a sentence."""
        if word in self.words:
            return True
        is_lenient = is_head or self.is_head or not self.is_quoted
        return is_lenient and any(one[:1].lower() + one[1:] == word[:1].lower() + word[1:] for one in self.words)


def fault(text: str, other: str, *, also: Collection[str] = ()) -> str | None:
    """The first word by which a text is not ``other`` in its own words; None where it is.

    ``also`` are words that may come or go in the frame of a quote. A word that went is told as it stands in ``other``.
    """
    persons = _persons(other)
    speaks = next((word for word in _persons(text) if word.lower() not in {one.lower() for one in persons}), None)
    if speaks is not None:
        return speaks
    extra = frozenset(word.lower() for words in also for word in words.split())
    said = _tokens(text.replace("«", " ").replace("»", " "))
    found = [_differs(said, slots, extra) for slots in _readings(other)]
    return None if None in found else found[0]


def is_part(text: str, other: str) -> bool:
    """Whether the words of a text stand in another one after the other, nothing between them left out."""
    said, there = ([one.lower() for one in _tokens(each) if one[0].isalnum()] for each in (text, other))
    return bool(said) and any(there[at : at + len(said)] == said for at in range(len(there) - len(said) + 1))


def _persons(text: str) -> tuple[str, ...]:
    """Who speaks or is spoken to, outside the marks of a quote."""
    return tuple(one for one in _tokens(_PART.sub(" ", text)) if one.lower() in _PERSONS)


def _tokens(text: str) -> list[str]:
    """The words and marks of a text, but for the mark that ends it."""
    found = [one.replace("’", "'") for one in _TOKEN.findall(text)]
    while found and found[-1] in (".", "!"):
        found.pop()
    return found


def _differs(said: Sequence[str], slots: Sequence[_Slot], also: Collection[str]) -> str | None:
    """The first word of the one that the other has not, or the other way round. Every way to lay them side by side is tried."""
    ends = _onward({0}, slots, also)
    for place, word in enumerate(said):
        is_head = place == 0 or said[place - 1] in (".", "!", "?", ":")
        after = {at + 1 for at in ends if at < len(slots) and slots[at].takes(word, is_head=is_head)}
        after |= {at for at in ends if _may_come(word, slots, at, also)}
        if not after:
            return word
        ends = _onward(after, slots, also)
    return None if len(slots) in ends else slots[max(ends)].words[0]


def _onward(places: Collection[int], slots: Sequence[_Slot], also: Collection[str]) -> set[int]:
    """These places in the other text, and those behind them with nothing between that must be there."""
    found = set(places)
    for at in sorted(places):
        end = at
        while end < len(slots) and _may_go(slots[end], also):
            end += 1
            found.add(end)
    return found


def _may_go(slot: _Slot, also: Collection[str]) -> bool:
    word = slot.words[0].lower()
    return not slot.is_quoted and (word in _GOES or word in also or not word[0].isalnum())


def _may_come(word: str, slots: Sequence[_Slot], at: int, also: Collection[str]) -> bool:
    """Whether a word may stand in the frame besides: never within a quote, nor behind the last one."""
    if (at and slots[at - 1].is_quoted) or at >= len(slots):
        return False
    low = word.lower()
    return low in _COMES or low in also or word in (":", ",", "(", ")") or (at == 0 and low in _BY)


@lru_cache(maxsize=1_024)
def _readings(other: str) -> tuple[tuple[_Slot, ...], ...]:
    """A rules' sentence, and with one quote the same with its verb where the frame puts it."""
    whole: list[_Slot] = []
    end = 0
    for match in _PART.finditer(other):
        whole += [*_slots(_TOKEN.findall(other[end : match.start()]), is_quoted=False), *_slots(_tokens(match[1]))]
        end = match.end()
    if not end:
        return (tuple(_slots(_tokens(other))),)
    whole += _slots(_TOKEN.findall(other[end:]), is_quoted=False)
    found = [tuple(whole)]
    quotes = _PART.findall(other)
    if len(quotes) == 1:
        frame, behind = (_TOKEN.findall(one) for one in _PART.split(other)[::2])
        first, last = _slots(frame, is_quoted=False), _slots(behind, is_quoted=False)
        found += [(*first, *put, *last) for put in _moved(_tokens(quotes[0]), {one.lower() for one in frame})]
    return tuple(found)


def _slots(words: Sequence[str], *, is_quoted: bool = True) -> list[_Slot]:
    return [
        _Slot((word.replace("’", "'"),), is_quoted, at == 0 or words[at - 1] in (".", "!", "?"))
        for at, word in enumerate(words)
    ]


def _moved(quote: Sequence[str], frame: Collection[str]) -> Iterator[list[_Slot]]:
    """A quote as the frame may go on with it.

    *Wij* is who speaks, in the frame, and the word behind it at the head, or before it elsewhere, is the verb: *zegt toe
    dempers te plaatsen*, *Loderstaal plaatst dempers*. Who is asked does what the head orders: *vraagt de dienst te
    verkorten*. After *dat* a verb that can be nothing else ends the clause. Nothing of it past a mark or a word that leads a clause.
    """
    low = [word.lower() for word in quote]
    end = next((at for at, word in enumerate(low) if word in _LEADS or not word[0].isalnum()), len(quote))
    is_cut = end == len(quote) or not low[end][0].isalnum()
    whose = [at for at, word in enumerate(low) if word in _WE]
    tail = list(quote[end:])
    if low[:1] == ["wij"] and low[1:2] == ["willen"] and frame & _WANTS and len(whose) == 1:  # type: ignore[operator]
        yield _slots(quote[2:])
    if low[:2] == ["we", "want"] and frame & _WANTS and len(whose) == 1:  # type: ignore[operator]
        yield _slots(quote[2:])
    if len(whose) == 1 and whose[0] < end and not frame & _ASKS:  # type: ignore[operator]
        yield from _by_who_speaks(quote, whose[0], end, frame, is_cut=is_cut)
    if frame & _ASKS and is_cut and not whose and "?" not in low:  # type: ignore[operator]
        forms = tuple(_infinitives(low[0])) if low else ()
        if forms:
            yield [*_slots(quote[1:end]), _Slot(("te",), True), _Slot(forms, True), *_slots(tail)]
    finite = [at for at in range(1, end) if low[at] in _FINITE]
    if len(finite) == 1 and is_cut and not whose:
        rest = [*quote[: finite[0]], *quote[finite[0] + 1 : end]]
        for at in (len(rest), len(rest) - 1):
            yield [_Slot(("dat",), True), *_slots([*rest[:at], low[finite[0]], *rest[at:], *tail])]


def _by_who_speaks(
    quote: Sequence[str], at: int, end: int, frame: Collection[str], *, is_cut: bool
) -> Iterator[list[_Slot]]:
    """The same of a quote with one *wij*, which is who speaks."""
    place = 1 if at == 0 else at - 1
    if not 0 < place < end:
        return
    verb, tail = quote[place].lower(), quote[end:]
    rest = [word for there, word in enumerate(quote[:end]) if there not in (place, at)]
    is_promised = any(one in _PROMISES for one in frame)
    if quote[at].lower() == "we" and at == 0:
        forms = (verb, _IN_ENGLISH.get(verb, f"{verb}s"))
        if is_promised:
            yield _slots(["to", *quote[1:]])
        yield [_Slot(forms, True), *_slots(quote[2:])]
    if not verb.endswith("n") or len(verb) < _LEAST_VERB:
        return
    if is_promised and is_cut:
        yield _slots([*rest, "te", verb, *tail])
    yield [_Slot((verb, *_third_persons(verb)), True), *_slots([*rest, *tail])]


def _third_persons(verb: str) -> Iterator[str]:
    """How a verb may be written of one who does it: *bouwt* of *bouwen*, *maakt* of *maken*, *stelt* of *stellen*."""
    if verb in _IRREGULAR:
        yield _IRREGULAR[verb]
    elif verb.endswith("en"):
        base = verb.removesuffix("en")
        base = f"{base[:-1]}{({'v': 'f', 'z': 's'}).get(base[-1], base[-1])}"
        if base[-1] == base[-2]:
            base = base[:-1]
        elif re.search(r"(?:^|[^aeiou])[aeou][^aeiouw]$", base):
            doubled = f"{base[:-1]}{base[-2]}{base[-1]}"
            yield doubled if doubled.endswith("t") else f"{doubled}t"
        yield base if base.endswith("t") else f"{base}t"


def _infinitives(order: str) -> Iterator[str]:
    """How the verb of an order may be written in full: *verkorten* of *verkort*, *maken* of *maak*, *stellen* of *stel*."""
    if not order.isalpha() or len(order) < _LEAST_VERB - 1:
        return
    yield f"{order}en"
    last = {"f": "v", "s": "z"}.get(order[-1], order[-1])
    if re.search(r"(?:aa|ee|oo|uu)[^aeiou]$", order):
        yield f"{order[:-2]}{last}en"
    elif re.search(r"[^aeiou][aeiou][^aeiouw]$", order):
        yield f"{order}{order[-1]}en"
    elif last != order[-1]:
        yield f"{order[:-1]}{last}en"

"""Whether a text says what another says in that one's own words, in their order: what a model may put in its place. Pure.

A list of what may not change is never long enough: *behouden* becomes *afbouwen*, *tijdelijk* falls out, two nouns change
places. So every word of a quote is there, in its form, with its marks, and none more; only around the quote may a few
words of the frame differ. How a quote may go on in indirect speech: ``retold``. Method: docs/method/verify.md, section 6.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from rodedraad.extract.lexicon import NUMBERS, word_set
from rodedraad.verify.retold import TOKEN, Slot, retold, slots

_PART = re.compile(r"«([^»]*)»")
_PERSONS = word_set(
    "ik wij we ons onze mij me mijn jij jou jouw jullie u uw i us our ours my mine you your yours "
    "wijzelf onszelf uzelf jezelf ourselves ourself myself yourself yourselves"
)
"""Who speaks or is spoken to: outside a quote that would be whoever publishes, or reads."""
_COMES = word_set("om de het to the")
_BEFORE_QUOTE = "om"
"""That of them which may stand right before a quote, behind who is asked: no article, which would make all of some."""
_ARTICLES = word_set("de het the")
_GOES = word_set("dit deze de het aan this the")
"""Words that a frame may have besides, and may do without."""
_BY = word_set("volgens according to")
LOOSELY = (":", ",", "(", ")", *sorted(_BY))
"""What may come besides, where who speaks cannot become whom it is said to: one party, and no act."""


def fault(text: str, other: str, *, also: Collection[str] = ()) -> str | None:
    """The first word by which a text is not ``other`` in its own words; None where it is.

    ``also`` are words that may come or go in the frame of a quote. A word that went is told as it stands in ``other``.
    """
    persons = _persons(other)
    marked = [_tokens(one) for one in _PART.findall(text)]
    if marked and marked != [_tokens(one) for one in _PART.findall(other)]:
        return "«"  # half of a quote between marks leaves the rest to whoever publishes
    if text.count("!") > other.count("!"):
        return "!"
    speaks = next((word for word in _persons(text) if word.lower() not in {one.lower() for one in persons}), None)
    if speaks is not None:
        return speaks
    extra = frozenset(word.lower() for words in also for word in words.split())
    said = _tokens(text.replace("«", " ").replace("»", " "))
    whole, *others = _readings(other)
    first = _differs(said, whole, extra, is_whole=True)
    if first is None or any(_tells(said, one, extra) and _differs(said, one, extra) is None for one in others):
        return None
    return first


def _tells(said: Sequence[str], places: Sequence[Slot], also: Collection[str]) -> bool:
    """Whether a text has a verb of the frame where the frame has one: who *wil* is not said to do it."""
    verbs = {word for word in also if word.isalpha()} - _BY
    has_verb = any(not one.is_quoted and one.words[0].lower() in verbs for one in places)
    return not has_verb or any(word.lower() in verbs for word in said)


def is_part(text: str, other: str) -> bool:
    """Whether the words of a text stand in another one after the other, nothing between them left out."""
    said, there = ([one.lower() for one in _tokens(each) if one[0].isalnum()] for each in (text, other))
    return bool(said) and any(there[at : at + len(said)] == said for at in range(len(there) - len(said) + 1))


def _persons(text: str) -> tuple[str, ...]:
    """Who speaks or is spoken to, outside the marks of a quote."""
    return tuple(one for one in _tokens(_PART.sub(" ", text)) if one.lower() in _PERSONS)


def _tokens(text: str) -> list[str]:
    """The words and marks of a text, but for the mark that ends it."""
    found = [one.replace("’", "'") for one in TOKEN.findall(text)]
    while found and found[-1] in (".", "!"):
        found.pop()
    return found


def _differs(
    said: Sequence[str], slots: Sequence[Slot], also: Collection[str], *, is_whole: bool = False
) -> str | None:
    """The first word of the one that the other has not, or the other way round. Every way to lay them side by side is tried."""
    ends = _onward({0}, slots, also)
    for place, word in enumerate(said):
        is_head = place == 0 or said[place - 1] in (".", "!", "?", ":")
        after = {at + 1 for at in ends if at < len(slots) and slots[at].takes(word, is_head=is_head)}
        if not _counts(word, said[place + 1 : place + 2]):
            after |= {at for at in ends if _may_come(word, slots, at, also, is_whole=is_whole)}
        if not after:
            return word
        ends = _onward(after, slots, also)
    return None if len(slots) in ends else slots[max(ends)].words[0]


def _counts(word: str, behind: Sequence[str]) -> bool:
    """Whether an article stands before a number: *de 6 maatregelen* are all there are, *6 maatregelen* some."""
    return word.lower() in _ARTICLES and any(one[0].isdecimal() or one.lower() in NUMBERS for one in behind)


def _onward(places: Collection[int], slots: Sequence[Slot], also: Collection[str]) -> set[int]:
    """These places in the other text, and those behind them with nothing between that must be there."""
    found = set(places)
    for at in sorted(places):
        end = at
        while end < len(slots) and _may_go(slots[end], also):
            end += 1
            found.add(end)
    return found


def _may_go(slot: Slot, also: Collection[str]) -> bool:
    word = slot.words[0].lower()
    is_mark = word in (":", ".") or (not word[0].isalnum() and "," in also)
    return not slot.is_quoted and (word in _GOES or word in also or is_mark)


def _may_come(word: str, slots: Sequence[Slot], at: int, also: Collection[str], *, is_whole: bool) -> bool:
    """Whether a word may stand in the frame besides: never within a quote, nor behind the last one."""
    if (at and slots[at - 1].is_quoted) or at >= len(slots):
        return False
    low = word.lower()
    there = next((one for one in slots[at:] if not _may_go(one, also)), None)
    is_before_quote = there is not None and there.is_quoted
    if low in _BY:
        return is_whole and at == 0 and low in also
    if low == "als" and slots[at].words[0].lower() in ("voorwaarde", "deze"):
        return True  # *stelt deze voorwaarde* is *stelt als voorwaarde*
    if low == _BEFORE_QUOTE:  # before who is asked it would make them whom it is done to
        is_addressed = any(not one.is_quoted and one.words[0].lower() == "aan" for one in slots[:at])
        return is_before_quote and is_addressed
    comes = low in _COMES and not is_before_quote
    return comes or low in also


@lru_cache(maxsize=1_024)
def _readings(other: str) -> tuple[tuple[Slot, ...], ...]:
    """A rules' sentence, and with one quote the same as it may be retold."""
    whole: list[Slot] = []
    end = 0
    for match in _PART.finditer(other):
        between = TOKEN.findall(other[end : match.start()])
        before = slots(between, is_quoted=False)
        if between and between[-1] == ":":  # without it the frame would take the quote for its own words
            before[-1] = Slot((":",), is_quoted=True)
        whole += [*_ended(whole, between), *before, *slots(_tokens(match[1]))]
        end = match.end()
    if not end:
        return (tuple(slots(_tokens(other))),)
    behind = TOKEN.findall(other[end:])
    whole += [*_ended(whole, behind), *slots(behind, is_quoted=False)]
    found = [tuple(whole)]
    quotes = _PART.findall(other)
    if len(quotes) == 1:
        frame = TOKEN.findall(_PART.split(other)[0])
        last = slots(behind, is_quoted=False)
        found += [(*put, *_ended(put, behind), *last) for put in retold(_tokens(quotes[0]), frame)]
    return tuple(dict.fromkeys(found))


def _ended(before: Sequence[Slot], behind: Sequence[str]) -> list[Slot]:
    """The mark that may end a quote behind which there is more."""
    return [Slot((".",), is_quoted=False)] if before and behind else []

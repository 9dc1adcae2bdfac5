"""How a quote may go on behind who says it: in indirect speech, its verb where Dutch and English put it. Pure.

A quote stands in a frame of the rules, *Velsen wil dit: «Wij willen dat de haven in 2040 vis lost.»* What a reader rather
reads is *Velsen wil dat de haven in 2040 vis lost*. Each way to say so is made here from the quote and the frame, and
nothing else is let in: every word of the quote is there in its order, but for the verb of its first clause, for *wij*, who
is who speaks, and for what the frame says already.

That a frame is *wil* or *stelt deze voorwaarde* is how the quote was read. Before a quote a reader sees whether that is right; in
indirect speech it would be all there is. So there are ways only where words of the quote bear the frame; a promise that
became *zegt dat zij plaatst* would be hearsay. Method: docs/method/verify.md, section 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rodedraad.extract.lexicon import MONTHS, NUMBERS, word_set
from rodedraad.verify import dutch

TOKEN = re.compile(r"[^\W_]+(?:['’.,/&-][^\W_]+)*|[^\w\s«»]")
_OF_ALL = word_set(
    "hebben zijn leven weten zien merken moeten kunnen worden krijgen verbruiken gebruiken wonen staan gaan lopen kopen produceren verliezen halen raken hopen denken geloven beseffen"
)
"""Verbs beside which *wij* is everybody more often than who speaks."""
_TIES = frozenset({"and", "or", "but", ";", ":"})
_IN_ENGLISH_SAID = word_set("says say share seem seems")
_PROMISES = word_set("toe belooft beloven promises promise")
_WANTS = word_set("wil willen wants want")
_ASKS = word_set("vraagt vragen verzoekt verzoeken asks ask")
_SHARES = word_set("delen deelt lijken lijkt share shares seem seems")
"""Frames of more than one who says it, of which *zij* would be all or one."""
_JUDGES = word_set("voorwaarde nodig condition needed")
_WANTING = word_set("willen wensen streven hopen want wish aim hope")
"""Verbs by which a quote wants."""
_WISHES = _WANTS | _WANTING | word_set("wenst hoopt streeft")
_PROMISING = word_set("zullen beloven garanderen will promise commit guarantee pledge")
"""Verbs by which a quote promises: what somebody does may be done already, or every year."""
_FRAME_VERBS = word_set(
    "zegt zeggen wil willen vraagt vragen stelt stellen promises promise wants want asks ask sets set says say"
)
_ACTS = {
    "garanderen": _PROMISES, "beloven": _PROMISES, "vragen": _ASKS, "verzoeken": _ASKS, "roepen": _ASKS, "nodigen": _ASKS,
    "doen": _ASKS, "streven": _WANTS, "guarantee": _PROMISES, "urge": _ASKS, "request": _ASKS, "ask": _ASKS, "call": _ASKS,
}  # fmt: skip
"""Verbs of a quote that do themselves what these frames say."""
_REQUESTS = word_set("vragen verzoeken roepen nodigen ask request urge")
_ADDRESSED = word_set(
    "u uw college kamer ministerie minister raad gemeente gemeenten provincie rijk kabinet staten commissie"
)
_HEADS = word_set("daarom daarnaast bovendien verder tevens overigens kortom maar en dus")
"""First words that tie a sentence to the one before it, which is not quoted."""
_SAID = {
    _WANTS: ("ons doel is", "onze ambitie is", "onze wens is", "het doel is", "de ambitie is", "wij willen", "we willen", "we want"),
    frozenset({"voorwaarde"}): ("voorwaarde is wel", "voorwaarde is", "onze voorwaarde is", "de voorwaarde is"),
}  # fmt: skip
"""What a frame says already, before *dat* or *om*."""
_THIRD = word_set("zij ze hij hun haar hen hem it they their its them he she his her")
"""Somebody whom the sentence before it names: behind who speaks that would be who speaks."""
_OF_MORE_THAN_ONE = word_set("hun hen they their them")
_SHE = ("zij", "ze")
_IT = ("it", "they")
_IN_ENGLISH = {"have": "has", "are": "is", "do": "does", "go": "goes"}
_MODALS = word_set("will would can could may might must shall should cannot")
"""English verbs that take no *s*."""
_DATES = frozenset((*MONTHS, *NUMBERS, "jaar", "kwartaal", "eerste", "ieder", "elk"))
"""Words of a time, which own nothing: *onze* behind them is still of who speaks."""
_BEFORE = word_set("from in by before after until at on")
"""With one of these an English sentence begins with when or where, and *we* stands behind that."""
_PLURAL = word_set("zeggen willen vragen stellen delen lijken")
"""Frames of more than one who speaks."""
_OF_ONE, _OF_MORE = "onze van een ", "onze van meer "
"""*Onze* that is of one who speaks, or of more: marks in a clause, since no word of a text ends with a space."""
_OURS = {_OF_ONE: ("haar", "zijn"), _OF_MORE: ("hun",)}
"""What may stand in their place."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a sentence: the words that may stand there, and whether it is part of a quote."""

    words: tuple[str, ...]
    is_quoted: bool
    is_head: bool = False

    def takes(self, word: str, *, is_head: bool) -> bool:
        """Whether a word may stand here; a capital is asked only within a sentence."""
        if word in self.words:
            return True
        is_lenient = is_head or self.is_head or not self.is_quoted
        return is_lenient and any(one[:1].lower() + one[1:] == word[:1].lower() + word[1:] for one in self.words)


def slots(words: Sequence[str], *, is_quoted: bool = True) -> list[Slot]:
    """Words as the places of a sentence, each for itself; at the head of a sentence a capital is not asked."""
    return [
        Slot(_OURS[word], is_quoted=True)
        if word in _OURS
        else Slot((word.replace("’", "'"),), is_quoted, at == 0 or words[at - 1] in (".", "!", "?"))
        for at, word in enumerate(words)
    ]


def retold(quote: Sequence[str], frame: Sequence[str]) -> Iterator[list[Slot]]:
    """A sentence of one quote as it may go on: ``frame`` are the words before the quote. What stands behind it is not here."""
    around = frozenset(word.lower() for word in frame)
    if "." in quote or _has_second(quote) or _is_of_another(quote, around):
        return  # nobody would say the second sentence, or what stands behind "maar"; and another would become who speaks
    who = slots(_who(frame), is_quoted=False)
    first = slots(frame, is_quoted=False)
    for own in _bare(quote, around):
        is_stripped = own is not quote and quote[0].lower() not in _HEADS
        ways = [slots(own)] if is_stripped else []
        ways += _ordered_to(own, around)
        if _is_borne(own, around):
            ways += [*_by_us(own, around), *(() if _is_left_alone(own, quote) else _by_others(own, around))]
        for put in ways:
            if not (around & _WANTS and any(slot.words[0] in _WISHES for slot in put)):  # nobody *wil dat zij wil*
                yield [*first, *put]
        if who:
            for put in _by_itself(own, around):
                yield [*who, *put]
    if around & _IN_ENGLISH_SAID and _is_plain(around) and not _TIES & {word.lower() for word in quote}:
        yield [*first, _word("that"), *slots(quote)]
    clause = dutch.by_others(quote)
    if who and clause is not None and _is_plain(around) and dutch.is_below(clause.tail):
        according = [Slot(("volgens",), is_quoted=False), *who]
        at = clause.place + 1
        yield [*slots(quote[:at]), *according, *slots(quote[at:])]
        yield [*according, _word(clause.verb), *slots((*clause.rest, *clause.tail))]


def _has_second(quote: Sequence[str]) -> bool:
    """Whether a word or mark stands there behind which a clause stands by itself; *we want* is English."""
    low = [word.lower() for word in quote]
    return any(
        word in dutch.BESIDE and not (word == "want" and low[at - 1 : at] == ["we"]) for at, word in enumerate(low)
    )


def _is_of_another(quote: Sequence[str], frame: frozenset[str]) -> bool:
    """Whether a quote has a *zij*, *haar* or *zijn* that is of somebody named before it; *hun* is of nobody who speaks alone."""
    low = [word.lower() for word in quote]
    his = any(word == "zijn" and (not at or low[at - 1] in dutch.BEFORE_NOUN) for at, word in enumerate(low))
    return his or bool(set(low) & (_THIRD if frame & _PLURAL else _THIRD - _OF_MORE_THAN_ONE))


def _is_plain(frame: frozenset[str]) -> bool:
    """Whether a frame says no more than that something is said."""
    return not frame & (_PROMISES | _WANTS | _ASKS | _JUDGES | _SHARES)


def _is_borne(quote: Sequence[str], frame: frozenset[str]) -> bool:
    """Whether the words of a quote do what its frame says: *wij willen* wants, *wij zullen* promises."""
    if _is_plain(frame):
        return True
    low = [word.lower() for word in quote]
    us = dutch.by_us(quote)
    verb = us.verb if us is not None else low[low.index("we") + 1] if "we" in low[:-1] else ""
    return verb in (_PROMISING if frame & _PROMISES else _WANTING if frame & _WANTS else ())


def _is_left_alone(own: Sequence[str], quote: Sequence[str]) -> bool:
    """Whether *wij willen* fell away before what is wanted: whoever stands there does nothing."""
    return own is not quote and quote[0].lower() in dutch.WE and own[0].lower() not in ("dat", "om")


def _bare(quote: Sequence[str], frame: frozenset[str]) -> Iterator[Sequence[str]]:
    """A quote, and the same without what its frame says already."""
    yield quote
    low = [word.lower() for word in quote]
    if low[:1] and low[0] in _HEADS:
        yield quote[1:]
    for kind, said in _SAID.items():
        for words in said if kind & frame else ():
            size = len(words.split())
            goes_on = low[size : size + 1] in (["dat"], ["om"]) or (kind is _WANTS and low[0] in dutch.WE)
            if low[:size] == words.split() and goes_on and sum(word in dutch.WE for word in low) < 2:
                yield quote[size:]
    if frame & _ASKS:
        yield from _asked(quote, frame)


def _asked(quote: Sequence[str], frame: frozenset[str]) -> Iterator[Sequence[str]]:
    """What a quote asks, without that it asks and whom: *Wij vragen het Rijk …*, *Het Rijk roepen wij op …*."""
    low = [word.lower() for word in quote]
    known = dutch.ARTICLES | {"van", "en", ",", "u", *(() if "aan" in frame else _ADDRESSED), *frame}
    if "aan" not in frame and low[:1] and low[0] in dutch.WE and low[1:2] in (["vragen"], ["verzoeken"]):
        if set(low[2:4]) & (_ADDRESSED | dutch.ACTORS) and "om" in low[3:7]:
            yield ["aan", *quote[2:]]
        yield quote[2:]
    if low[:1] and low[0] in dutch.WE and low[1:2] and low[1] in _REQUESTS:
        for at in range(2, len(low)):
            word = low[at]
            if word not in known:
                return
            is_named = "aan" in frame and word in frame and word not in dutch.ARTICLES | {"en", "van", "b", "w"}
            # who is asked may only fall out where the frame names them, or what is asked cannot be read as them
            is_you = word == "u" and ("aan" in frame or low[at + 1 : at + 2] in (["om"], ["of"]))
            if is_named or is_you:
                yield _without_half(quote[at + 1 :], low[1])
        return
    first = next((at for at, word in enumerate(low) if low[at + 1 : at + 2] == ["wij"]), 0)
    if "aan" not in frame and first and low[first] in ("vragen", "verzoeken") and dutch.end(low) > first:
        for whom in (quote[:first], [quote[0].lower(), *quote[1:first]]):
            yield ["aan", *whom, *quote[first + 2 :]]
            yield [*whom, *quote[first + 2 :]]
    first = next((at for at, word in enumerate(low) if word not in known), 0)
    if (
        "aan" in frame
        and set(low[:first]) & (frame - dutch.ARTICLES)
        and low[first] in _REQUESTS
        and low[first + 1 : first + 2] == ["wij"]
    ):
        yield _without_half(quote[first + 2 :], low[first])


def _without_half(words: Sequence[str], verb: str) -> Sequence[str]:
    """Words without the half of *roepen op* or *nodigen uit* at their head."""
    return words[1:] if words and words[0] == {"roepen": "op", "nodigen": "uit"}.get(verb) else words


def _by_us(quote: Sequence[str], frame: frozenset[str]) -> Iterator[list[Slot]]:
    """A quote with one *wij*, who is who speaks: *dat zij dempers plaatst*, *wil schone lucht*, *te zullen plaatsen*."""
    if frame & _ASKS:
        return
    yield from _in_english(quote, frame)
    clause = dutch.by_us(quote)
    if (
        clause is None
        or clause.verb in _OF_ALL
        or "Nederland" in quote
        or _is_focused(clause)
        or not dutch.is_below(clause.tail)
    ):
        return  # "wij" would be everybody; "niet" go with the verb of the frame; a second clause be nobody's, or who speaks' own
    is_single = not frame & _PLURAL
    is_alone = not {word.lower() for word in quote} & _THIRD
    is_one = is_alone and not frame & _SHARES
    for own in (clause, *(_with_hers(clause, is_one=is_single) if is_one else ())):
        tail = slots(own.tail)
        yield [_done(own.verb, is_one=is_single), *slots(own.rest), *tail]
        # "zegt de inspectie meer te geven" is said to the inspection, "zegt ten onrechte te betalen" said wrongly: only behind "toe"
        for at in dutch.landings(own) if frame & _PROMISES else ():
            yield [*slots(own.rest[:at]), _word("te"), _word(own.verb), *slots(own.rest[at:]), *tail]
        for before, half, behind in dutch.closed(own) if is_alone else ():
            yield [
                _word("dat"),
                _word(*_SHE),
                *slots(before),
                _done(own.verb, half, is_one=is_single),
                *slots(behind),
                *tail,
            ]


def _is_focused(clause: dutch.FirstClause) -> bool:
    """Whether a word that bears on what follows stands where the verb was, or is to be."""
    beside = (*clause.rest[:1], *clause.rest[max(0, clause.place - 1) : clause.place + 1])
    return any(word.lower() in dutch.FOCUS for word in beside)


def _done(verb: str, half: str = "", *, is_one: bool) -> Slot:
    """A verb as of who does it, one or more, with the half that joins it."""
    return _word(*(f"{half}{one}" for one in (dutch.third_persons(verb) if is_one else (verb,))))


def _by_itself(quote: Sequence[str], frame: frozenset[str]) -> Iterator[list[Slot]]:
    """A quote of which the verb does what the frame says, behind who speaks: *roept het Rijk op om te betalen*."""
    clause = dutch.by_us(quote)
    if clause is not None and frame & _ACTS.get(clause.verb, frozenset()):
        yield [_done(clause.verb, is_one=not frame & _PLURAL), *slots((*clause.rest, *clause.tail))]
    low = [word.lower() for word in quote[:2]]
    if low[:1] == ["we"] and low[1:] and frame & _ACTS.get(low[1], frozenset()):
        yield [_word(low[1], f"{low[1]}s"), *slots(quote[2:])]


def _in_english(quote: Sequence[str], frame: frozenset[str]) -> Iterator[list[Slot]]:
    """*We build* as *builds*, *to build* and *that it builds*."""
    low = [word.lower() for word in quote]
    at = low.index("we") if low.count("we") == 1 else len(low)
    verb = low[at + 1] if at + 1 < len(low) else ""
    if not verb or verb.endswith("en") or (at and (low[0] not in _BEFORE or not all(map(str.isalnum, low[:at])))):
        return
    forms = (verb,) if verb in _MODALS else (verb, _IN_ENGLISH.get(verb, f"{verb}s"))
    if not frame & _SHARES:
        yield [_word("that"), *slots(quote[:at]), _word(*_IT), _word(*forms), *slots(quote[at + 2 :])]
    if at:
        return
    if frame & _PROMISES:
        yield slots(["to", *quote[1 + (verb == "will") :]])
    yield [_word(*forms), *slots(quote[2:])]


def _ordered_to(quote: Sequence[str], frame: frozenset[str]) -> Iterator[list[Slot]]:
    """A quote that orders or asks: *vraagt de dienst te verkorten* of *Verkort de dienst*, *of zij komt* of *Komt zij?*."""
    low = [word.lower() for word in quote]
    stop = dutch.end(low)
    if not low or not frame & _ASKS or set(low) & dutch.WE:
        return
    if "?" not in low and (stop == len(low) or not low[stop][0].isalnum()):
        forms = tuple(one for one in dutch.infinitives(low[0]) if dutch.is_known(one))
        if forms and low[1:2] and low[1] not in dutch.FOCUS:
            # without "om" whom it is done to would be whom is asked
            yield [_word("om"), *slots(quote[1:stop]), _word("te"), _word(*forms), *slots(quote[stop:])]
    asking = dutch.verb_first(quote[:-1]) if low[-1] == "?" and low.count("?") == 1 else None
    if asking is not None:
        yield from _closing("of", asking)


def _by_others(quote: Sequence[str], frame: frozenset[str]) -> Iterator[list[Slot]]:
    """A quote in which another does it: *dat de provincie betaalt*."""
    clause = dutch.by_others(quote)
    if clause is not None:
        yield from _closing("dat", clause)
    low = [word.lower() for word in quote]
    if low and low[0] in dutch.SUBORDINATES and "," in low and not frame & _ASKS:
        at = low.index(",") + 1
        behind = dutch.verb_first(quote[at:])
        for put in _closing("dat", behind) if behind is not None else ():
            yield [put[0], _word(","), *slots(quote[:at]), *put[1:]]
            yield [put[0], *slots(quote[:at]), *put[1:]]


def _closing(lead: str, clause: dutch.FirstClause) -> Iterator[list[Slot]]:
    """A clause behind a word that leads it, its verb where it closes; nothing where another stands beside it."""
    if not dutch.is_below(clause.tail):
        return
    for before, half, behind in dutch.closed(clause):
        yield [_word(lead), *slots(before), _word(f"{half}{clause.verb}"), *slots((*behind, *clause.tail))]


def _with_hers(clause: dutch.FirstClause, *, is_one: bool) -> tuple[dutch.FirstClause, ...]:
    """The clause with *onze* as of who speaks, where nobody else stands before it; empty where there is none such."""
    low = [word.lower() for word in clause.rest]
    at = next((there for there, word in enumerate(low) if word == "onze"), None)
    plain = dutch.BEFORE_NOUN | dutch.ADVERBS | _DATES
    if at is None or not all(word in plain or word.isdecimal() for word in low[:at]):
        return ()
    rest = (*clause.rest[:at], _OF_ONE if is_one else _OF_MORE, *clause.rest[at + 1 :])
    return (dutch.FirstClause(verb=clause.verb, place=clause.place, rest=rest, tail=clause.tail),)


def _who(frame: Sequence[str]) -> Sequence[str]:
    """Who speaks, by the words of a frame: those before its verb."""
    low = [word.lower() for word in frame]
    return frame[: next((at for at, word in enumerate(low) if word in _FRAME_VERBS), 0)]


def _word(*words: str) -> Slot:
    return Slot(words, is_quoted=True)

"""The first clause of a Dutch sentence: where it ends, which word its finite verb is, and where that may close it. Pure.

No parser: a verb is a form of a closed list (``data/verbs.toml``) or an auxiliary, and only where one word before the
first mark or conjunction can be it. Where that is not so nothing is said. Method: docs/method/verify.md, section 6.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rodedraad.extract.lexicon import word_set

WE = word_set("wij we")
LEADS = word_set(
    "en of maar want dan die dat wie wat als wanneer zodra indien mits tenzij om zodat omdat doordat opdat terwijl hoewel voordat nadat "
    "totdat zolang waar waarin waarop waarbij waarmee waardoor waarvan waarover waarvoor waaraan waaruit waarna waartoe"
)
"""Words with which a half of a sentence or a clause in it begins: no verb moves past one."""
SUBORDINATES = word_set("als wanneer zodra indien om omdat doordat opdat terwijl hoewel voordat nadat totdat zolang")
"""Those of them with which a sentence may begin, and go on behind a comma with its verb."""
ARTICLES = word_set("de het een deze die dit dat elke elk alle geen ons onze hun haar uw")
BEFORE_NOUN = word_set(
    "aan achter bij binnen boven buiten door in langs met na naar naast om onder op over rond rondom sinds tegen tijdens tot tussen uit van vanaf "
    "vanuit via volgens voor vóór wegens zonder per uiterlijk eind begin medio"
)
ADVERBS = word_set("nu straks daar hier daarvoor daarmee daarna daarom jaarlijks er")
"""With one of these or a preposition a sentence begins with when or where, and who does it stands behind the verb."""
_BELOW = LEADS - word_set("en of maar want dan") | BEFORE_NOUN | word_set("zoals inclusief")
"""Words that lead what belongs to the clause before it."""
BESIDE = frozenset({"maar", "want", "dus", ":", ";", "–", "—"})
"""Words and marks behind which a clause stands by itself."""
_LOOSE = word_set(
    "wel toch zo ook alsnog opnieuw steeds weer misschien wellicht mogelijk helaas gelukkig hierbij daarbij daarnaast bovendien"
)
_THERE = word_set("er een geen")
_SUBJECTS = word_set("de het deze die dit dat elke elk alle iedere ieder wie")
"""Words with which who does it may begin."""
ACTORS = word_set(
    "rijk kabinet provincie provincies gemeente gemeenten waterschap ministerie minister kamer raad gemeenteraad college colleges fractie staat "
    "overheid bewoners inwoners omwonenden werkgevers werknemers universiteit commissie vakbond bonden netbeheerder bedrijf bedrijven partners partijen"
)
_SINGULAR = word_set("is wordt heeft moet kan zal mag hoort blijft zou was werd had")
_AUXILIARIES = _SINGULAR | word_set("zijn worden hebben moeten kunnen zullen mogen blijven zouden waren werden hadden")
"""Finite verbs beside which another verb of the clause is none."""
_IN_CLUSTER = word_set("worden zijn hebben kunnen moeten mogen willen laten blijven zullen")
"""Verbs beside which another stands at the close of a clause: *kan worden gemeten*."""
_ONE = word_set("haven toren keuken molen oven wagen leven examen plan huis fonds proces bus gas")
"""Things that end as a plural does, and are one."""
_IRREGULAR = {
    "zijn": "is", "hebben": "heeft", "zullen": "zal", "kunnen": "kan", "willen": "wil", "mogen": "mag", "moeten": "moet",
    "gaan": "gaat", "staan": "staat", "slaan": "slaat", "doen": "doet", "zien": "ziet", "komen": "komt",
}  # fmt: skip
_PARTICLES = word_set(
    "aan af bij door in mee na neer om op open over samen terug toe uit vast voor voort vrij weg deel stil"
)
"""Halves of a verb that stand behind: *sluit … af*, *draagt … bij*."""
FOCUS = word_set(
    "nimmer zelden evenmin nauwelijks amper geenszins louter deels hooguit hoogstens grotendeels gedeeltelijk eerst minstens niet geen alleen slechts pas ook vooral enkel uitsluitend nooit juist zelfs nog al"
)
"""Words that bear on what follows them: no verb comes between."""
_WITH_INFINITIVE = word_set("zien laten gaan komen willen leren helpen")
"""Verbs beside which a bare infinitive stands: which of the two moves is not to be told."""
_PARTICIPLE = re.compile(r"(?:\w{0,6}ge|be|ver|her|ont)\w{3,}(?:d|t|en)")
"""A participle by its shape; an adjective of that shape ends in *e* more often than not, and a noun is caught by where it stands."""
_ALONE = word_set("het dit dat deze")
"""Articles that stand for a thing as well, and have a verb behind them."""
_INNER = frozenset('()-‘’“”"')
"""Marks within a clause."""
_CLOSING = re.compile(r"\w+(?:en|d|t|n)")
_LEAST_VERB = 4


@dataclass(frozen=True, slots=True)
class FirstClause:
    """The first clause of a sentence: its words without the verb, where that stood, and all that comes behind it."""

    verb: str
    place: int
    rest: tuple[str, ...]
    tail: tuple[str, ...]


def third_persons(verb: str) -> Iterator[str]:
    """How a verb may be written of one who does it: *bouwt* of *bouwen*, *maakt* of *maken*, *stelt* of *stellen*."""
    if verb in _IRREGULAR:
        yield _IRREGULAR[verb]
    elif verb.endswith(("aan", "oen", "zien")):
        yield f"{verb.removesuffix('n')}t"
    elif verb.endswith("en"):
        base = verb.removesuffix("en")
        base = f"{base[:-1]}{({'v': 'f', 'z': 's'}).get(base[-1], base[-1])}"
        if base[-1] == base[-2]:
            base = base[:-1]
        elif re.search(r"(?:^|[^aeiou])[aeou][^aeiouw]$", base):
            doubled = f"{base[:-1]}{base[-2]}{base[-1]}"
            yield doubled if doubled.endswith("t") else f"{doubled}t"
        yield base if base.endswith("t") else f"{base}t"


def infinitives(order: str) -> Iterator[str]:
    """How the verb of an order may be written in full: *verkorten* of *verkort*, *maken* of *maak*, *stellen* of *stel*."""
    if not order.isalpha() or len(order) < _LEAST_VERB - 1:
        return
    last = {"f": "v", "s": "z"}.get(order[-1], order[-1])
    is_short = re.search(r"[^aeiou][aeiou][^aeiouw]$", order) is not None
    if re.search(r"(?:aa|ee|oo|uu)[^aeiou]$", order):
        yield f"{order[:-2]}{last}en"
    elif is_short and re.search(r"[aeiou]", order[:-2]) is None:
        yield f"{order}{order[-1]}en"  # "stel" is of "stellen", never of "stelen"
    else:
        yield f"{order}en"
        if is_short:
            yield f"{order}{order[-1]}en"
        elif last != order[-1]:
            yield f"{order[:-1]}{last}en"


def end(low: Sequence[str]) -> int:
    """Where the first clause of these words, in lower case, ends: at a mark, or a word that leads a clause."""
    for at, word in enumerate(low):
        if not at or word in _INNER or (word[0].isalnum() and word not in LEADS):
            continue
        is_listing = word in (",", "en", "of") and not any(is_verbal(one) for one in low[:at])
        if not (is_listing and low[0] not in SUBORDINATES) and not _is_within(low, at):
            return at
    return len(low)


def by_us(words: Sequence[str]) -> FirstClause | None:
    """The first clause where one *wij* does it: the word beside it is the verb. None where that is not so."""
    low = [word.lower() for word in words]
    whose = [at for at, word in enumerate(low) if word in WE]
    stop = end(low)
    if len(whose) != 1 or whose[0] >= stop:
        return None
    at = whose[0]
    place = 1 if at == 0 else at - 1
    if place >= stop or not (low[place] in _beside_us() or low[place] in _AUXILIARIES | _WITH_INFINITIVE):
        return None  # "sloopten" is no "slopen"
    rest = tuple(word for there, word in enumerate(words[:stop]) if there not in (place, at))
    return FirstClause(verb=low[place], place=min(place, at), rest=rest, tail=tuple(words[stop:]))


def is_below(tail: Sequence[str]) -> bool:
    """Whether what stands behind a clause belongs to it: nothing, or what a relative word or a condition leads.

    What is coupled to it has a doer of its own, or none to be seen: behind *dat* it would be who speaks.
    """
    low = [word.lower() for word in tail]
    led = low[1:] if low[:1] == [","] else low
    if not low:
        return True
    if led[:1] and led[0] not in _BELOW:
        return False
    is_coupled = any(word in ("en", "of") and any(map(is_verbal, low[at + 1 : at + 3])) for at, word in enumerate(low))
    return not is_coupled and not set(low) & BESIDE


def by_others(words: Sequence[str]) -> FirstClause | None:
    """The first clause where another does it, who will be read as such once the verb has moved; else None."""
    low = [word.lower() for word in words]
    at = _finite(words)
    if at is None or set(low) & WE or not _is_plain_who(words, at):
        return None
    stop = end(low)
    return FirstClause(verb=low[at], place=at, rest=(*words[:at], *words[at + 1 : stop]), tail=tuple(words[stop:]))


def verb_first(words: Sequence[str]) -> FirstClause | None:
    """The first clause of words that begin with their verb: a question, or what stands behind a clause and its comma."""
    low = [word.lower() for word in words]
    if not low or set(low) & WE or (low[0] not in _verbs() and low[0] not in _AUXILIARIES):
        return None
    stop = end(low)
    return FirstClause(verb=low[0], place=0, rest=tuple(words[1:stop]), tail=tuple(words[stop:]))


def landings(clause: FirstClause) -> Iterator[int]:
    """Where among the words of a clause its verb may close it, and say the same."""
    low = [word.lower() for word in clause.rest]
    size = len(low)
    yield size
    if clause.verb in _AUXILIARIES or clause.verb in _WITH_INFINITIVE:
        for at in range(1, size):
            is_closing = at >= size - 2 and all(_CLOSING.fullmatch(one) for one in low[at:])
            is_in_cluster = at >= clause.place and (low[at] in _IN_CLUSTER or _is_participle(low, at))
            if (is_closing or is_in_cluster) and low[at - 1] not in ARTICLES | FOCUS:
                yield at
    if not clause.place and size and low[0] in BEFORE_NOUN:
        yield 0
    for at in range(max(1, clause.place), size):
        is_split = low[at - 1] in _PARTICLES and at > clause.place
        is_there = at == clause.place and low[at] in BEFORE_NOUN
        if low[at - 1] not in FOCUS and (is_split or is_there):
            yield at


def _is_participle(low: Sequence[str], at: int) -> bool:
    """Whether *omgevormd* or *gebouwd* stands here, with what belongs to it behind it."""
    is_one = _PARTICIPLE.fullmatch(low[at]) is not None and not low[at - 1].endswith("e")
    return is_one and at + 1 < len(low) and low[at + 1] in BEFORE_NOUN


def closed(clause: FirstClause) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """The words of a clause before its verb, the half that joins the verb (or nothing), and those behind it.

    *Er* may come forward, as it does behind *dat*.
    """
    for rest, at in _with_er(clause.rest, landings(clause)):
        yield rest[:at], "", rest[at:]
        if at and rest[at - 1].lower() in _PARTICLES:
            yield rest[: at - 1], rest[at - 1].lower(), rest[at:]
    place = clause.place  # "gaat uit van": the half stands beside the verb
    low = [word.lower() for word in clause.rest]
    if place + 1 < len(low) and low[place] in _PARTICLES and low[place + 1] in BEFORE_NOUN:
        rest = (*clause.rest[:place], *clause.rest[place + 1 :])
        yield rest, low[place], ()


def _with_er(rest: tuple[str, ...], places: Iterator[int]) -> Iterator[tuple[tuple[str, ...], int]]:
    for landing in places:
        yield rest, landing
        at = [there for there, word in enumerate(rest[:landing]) if word == "er"]
        if len(at) == 1 and at[0] > 0:
            head = rest[0].lower() if rest[0].lower() in ARTICLES | BEFORE_NOUN | ADVERBS else rest[0]
            yield ("er", head, *rest[1 : at[0]], *rest[at[0] + 1 :]), landing


def _is_within(low: Sequence[str], at: int) -> bool:
    """Whether the word leads no clause here: *voor die tafel*, and *en* or *of* between two things, *als partner*: no verb up to the next mark."""
    if low[at] in ("die", "dat") and low[at - 1] in BEFORE_NOUN:
        return True
    if low[at] not in ("en", "of", "als", "dan"):
        return False
    behind = low[at + 1 :]
    stop = next((there for there, word in enumerate(behind) if not word[0].isalnum() or word in LEADS), len(behind))
    own = behind[:stop]
    is_another = low[at] == "en" and any(is_verbal(one) for one in low[:at]) and _is_gapped(own)
    return bool(stop) and not is_another and not any(is_verbal(word) or is_known(word) for word in own)


def _is_gapped(low: Sequence[str]) -> bool:
    """Whether words behind *en* may be who does it and what, without the verb: *Wij betalen de brug en het Rijk de kade*."""
    is_second = any(word in ARTICLES and low[at] not in BEFORE_NOUN for at, word in enumerate(low[1:]))
    return is_second or bool(set(low) & ACTORS)


def is_known(verb: str) -> bool:
    """Whether a word is an infinitive of the list, be it the plural of a noun too."""
    return verb in _infinitives()


@cache
def _infinitives() -> frozenset[str]:
    return frozenset(_listed()["infinitives"].split())


@cache
def _beside_us() -> frozenset[str]:
    """The verbs that *wij* may have beside it: a form of the past is none of them."""
    return _infinitives() | frozenset(_listed()["beside_us"].split())


def _listed() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads((files("rodedraad") / "data/verbs.toml").read_text(encoding="utf-8"))
    return found


def is_verbal(word: str) -> bool:
    """Whether a word may be a finite verb, or is *wij*, beside which one stands."""
    return word in _verbs() or word in _AUXILIARIES or word in WE


def _finite(words: Sequence[str]) -> int | None:
    """Where the finite verb of the first clause stands, if but one word can be it."""
    low = [word.lower() for word in words]
    stop = end(low)
    places = [at for at in range(1, stop) if low[at] in _AUXILIARIES]
    if len(places) > 1 and all(low[at] in _IN_CLUSTER for at in places[1:]):
        places = places[:1]
    if not places:
        no_verb_behind = ARTICLES | BEFORE_NOUN | {"te"}
        if low[0] in _ALONE and stop > 1 and low[1].endswith("t") and low[1] in _verbs():
            return 1
        places = [
            at
            for at in range(1, stop)
            if low[at] in _verbs() and words[at].islower() and low[at - 1] not in no_verb_behind
        ]
    return places[0] if len(places) == 1 else None


def _is_plain_who(words: Sequence[str], at: int) -> bool:
    """Whether who does it stands where it will be read as such: not in *De kosten betaalt de provincie*."""
    low = [word.lower() for word in words]
    if low[0] in FOCUS | _LOOSE:  # it bears on all; with the verb gone it would bear on what is next
        return False
    if low[0] in BEFORE_NOUN | ADVERBS:  # who does it stands behind the verb, and must be seen to
        doer = words[at + 1 : at + 2]
        return bool(doer) and (doer[0].lower() in _SUBJECTS | _THERE or doer[0][:1].isupper())
    is_verb_one = low[at] in _SINGULAR or low[at].endswith("t")
    if _is_one(low, 0) is (not is_verb_one) and not {",", "en"} & set(low[:at]):
        return False  # what stands there is what it is done to
    behind = at + 1
    if behind >= len(low):
        return True
    if (
        low[behind] not in _SUBJECTS and not words[behind][:1].isupper()
    ):  # more of something may do it, or have it done to them
        return (
            is_verb_one
            or low[behind] in ARTICLES
            or not low[behind].endswith(("en", "s"))
            or bool(set(low[:at]) & ACTORS)
        )
    is_one = _is_one(low, behind)
    if is_one is not None and is_one is not is_verb_one:
        return True  # one cannot do what more do, nor the other way round
    stop = next(
        (there for there in range(behind, len(low)) if low[there] in BEFORE_NOUN or not low[there][0].isalnum()),
        len(low),
    )
    is_name = all(word[:1].isupper() for word in words[:at])
    other = set(low[behind:stop]) & ACTORS or any(word[:1].isupper() for word in words[behind:stop])
    return bool(is_name or set(low[:at]) & ACTORS) and not other


def _is_one(low: Sequence[str], at: int) -> bool | None:
    """Whether what begins here is one thing, or more; None where that cannot be told."""
    if low[at] in ("het", "dit", "dat", "een"):
        return True
    noun = low[at + 1] if low[at] in ARTICLES and at + 1 < len(low) else ""
    if noun in ACTORS:
        return not noun.endswith(("en", "s"))
    if not noun or noun.endswith(("e", "a")):
        return None
    return noun in _ONE or not noun.endswith(("en", "s"))


@cache
def _verbs() -> frozenset[str]:
    """The finite forms of the verbs of the list."""
    told = _listed()
    nouns = frozenset(told["nouns"].split())
    found: set[str] = set()
    for verb in told["infinitives"].split():
        found.update(third_persons(verb))
        if verb not in nouns:
            found.add(verb)
    return frozenset(found) - (BEFORE_NOUN | LEADS | ARTICLES)

"""What actions wait for: their conditions, and the other actions that would bring these about.

A condition is linked to an action only when its telling words are for the most part those of that action, outside that
action's own conditions, when whoever it names is who acts there, and when nobody else's action comes near: an open
condition is shown as open, and a wrong link makes a circle that is none. What the condition speaks of first counts
double, an equal amount counts as a rare word, and words that only say that something is ready count for nothing.
docs/method/plan.md, section 2.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rodedraad.link.tensions.matter import stem, telling, words
from rodedraad.plan import clauses, translation
from rodedraad.plan.acts import conditional, is_asked, points_back
from rodedraad.plan.clauses import Clause
from rodedraad.plan.forms import ANYBODY, amounts, core, parted
from rodedraad.plan.ground import Ground
from rodedraad.plan.roles import doers, of_words
from rodedraad.records import Condition, Dependency, DependencyKind, Statement

COVERED, COVERED_NEAR, COVERED_BY_NAME = 90, 60, 40
"""Per cent of the weight of a condition's telling words that an action must have; less of a definite thing in its own
document, and where it is told whose act it is."""
LEAST, LEAST_BY_NAME = 170, 65
"""The same at least, in per cents of a word that stands once."""
LEAST_WEAK = 260
"""The same of a bare "if" that names nobody: such a sentence often only describes."""
LEAST_WORDS = 2
"""Telling words in common where a condition names nobody: one word of another document, or far off, is chance."""
NEAR = 60
"""Statements between "de nieuwe pier" and the act it is named for, within one document."""
NEXT = 3
"""Sentences behind "zonder een aansluiting" in which who says so asks for one."""
LEAST_THING, THING_WORDS = 100, 4
"""The same of an act that is told as a thing in so few words, "Pier en steiger", where it has all of the condition."""
LEAST_SAME = 120
"""The same within one document of one party, where the act has what the condition speaks of first: "de nieuwe pier"."""
CLEAR = 15
"""Per cent of that weight by which the best action must be ahead of the next one of others."""
MOST_COMPARED = 400
"""Statements that one condition is compared with at most: those that share its rarest words come first."""

_EVENT = re.compile(r"(?:ing|nam|name|ati|atie|tion|ment)$")
"""How words end that say what happens, and not to what."""
_DEGREE = re.compile(r"\b(\w{3,}ere|bijbehorende?|betreffende|desbetreffende|vervangende)(?=\s+\w)", re.IGNORECASE)
"""Words before a thing that say how much of it, or only that it belongs to what was told: "een zwaardere aansluiting"."""
_ABOUT = re.compile(r"\b(?:aan|van|voor|bij|in|naar|op|over|to|of|for|on|into|at)\b", re.IGNORECASE)
"""What stands behind such a word is not the thing itself: "onderzoek naar een pier"."""
_LACKING = re.compile(r"\W*(?:zonder|without)\s", re.IGNORECASE)
_OWN = re.compile(r"\b(?:wij|we|ik|ons|onze|our|us|i)\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"^\W*(?:zodra|als|wanneer|nadat|mits|pas|na|once|after|if)\s+(?:die|dat|deze|dit|that|this|those)\s+(\w{4,})",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"^\W*(?:rand)?voorwaarde|\b(?:als|indien|zodra|mits|nadat|if|once|after)\W*$|^\W*(?:wacht|afhankelijk|afhankelijkheid|conditie|vereist|eerst|condition|depends|dependen|requires|waits|subject)",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"\W*(?:(?:dat|als|mits|zolang|zodra|wanneer|nadat|if|once|after|that)\s+)?(?:de|het|dat|die|the)\s"
    r"(?!(?:met|in|op|aan|bij|van|voor|om|onder|over|te|is|zijn|wordt|worden|kan|gaat|heeft|er|niet)\b)",
    re.IGNORECASE,
)
# That something is ready, given, decided or there says nothing of what it is.
_READY = words(
    "verleend verlenen gegeven geven genomen nemen gereed klaar afgerond afronden voltooid uitgevoerd gerealiseerd verkregen ontvangen "
    "vastgesteld vaststellen goedgekeurd besloten besluit getekend tekenen ondertekend geregeld beschikbaar bekend kracht werking gebruik "
    "draait draaien ligt liggen staat lopen loopt gestart begonnen afgesloten gesloten voorgelegd opgeleverd geleverd bereikt rond akkoord "
    "geheel volledig vooraf lang half eerste vol hele granted given taken ready completed finished signed approved decided available running place"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """The conditions of each action and what it depends on, by its id."""

    conditions: Mapping[str, tuple[Condition, ...]]
    dependencies: Mapping[str, tuple[Dependency, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tie:
    """One condition as it is told: its words, without and with what opens it, and which way it ties."""

    statement: Statement
    said: str
    bare: str
    kind: DependencyKind
    is_before: bool = True
    is_strong: bool = True


def bonds(groups: Mapping[str, Sequence[Statement]], ground: Ground) -> Bonds:
    """Everything that these actions wait for, in the order of their statements."""
    waiting = _Waiting(groups, ground)
    conditions: dict[str, list[Condition]] = defaultdict(list)
    dependencies: dict[str, list[Dependency]] = defaultdict(list)
    for id_, group in groups.items():
        for tie in waiting.ties(group):
            other = waiting.action(tie, own=id_)
            if tie.is_before:
                whose = _whose(tie.statement)
                conditions[id_].append(Condition(statement=tie.statement.id, party=whose, words=tie.said, action=other))
            waits, on = (id_, other) if tie.is_before else (other, id_)
            if waits is not None and on is not None:
                dependencies[waits].append(Dependency(on=on, kind=tie.kind, statement=tie.statement.id, words=tie.said))
    return Bonds(
        conditions={id_: tuple(dict.fromkeys(found)) for id_, found in conditions.items()},
        dependencies={id_: tuple(dict.fromkeys(found)) for id_, found in dependencies.items()},
    )


def _whose(statement: Statement) -> str | None:
    """Whose condition it is: of who asks, else of who acts, else of who says it."""
    who = doers(statement)
    is_asking = statement.type in ("request", "recommendation", "need") or points_back(statement)
    if is_asking or not who or set(statement.holders) <= set(who):
        return statement.holder
    return who[0]


_READY_CORES = frozenset(map(core, _READY))
_DECIDING = frozenset(
    map(
        core,
        words(
            "goedgekeurd goedkeuring goedkeuren instemming ingestemd instemmen toestemming besluit besluiten besloten approved approval approve consent decision decides"
        ),
    )
)


class _Waiting:
    """The words of every act without its conditions, by which it can be found again in another's condition."""

    def __init__(self, groups: Mapping[str, Sequence[Statement]], ground: Ground) -> None:
        self._ground = ground
        self._action = {one.id: id_ for id_, group in groups.items() for one in group}
        self._clauses: dict[str, tuple[Clause, ...]] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._places: dict[str, list[str]] = defaultdict(list)
        self._found: dict[str, str | None] = {}
        self._names = {id_: words(party.name) for id_, party in ground.parties.items()}
        self._first = {id_: group[0].id for id_, group in groups.items()}
        self._who = {one.id: doers(one) for group in groups.values() for one in group}
        self._doing = {
            id_: frozenset(who for one in group for who in self._who[one.id]) for id_, group in groups.items()
        }
        self._asks = {id_: any(is_asked(one) for one in group) for id_, group in groups.items()}
        for group in groups.values():
            for one in group:
                found = conditional(one)
                self._clauses[one.id] = found
                own = ground.about.said[one.id]
                said = one.quote
                if found:
                    said = clauses.act(one.quote, found)
                    own &= self._with_parts(said)
                if one.language == "en":
                    own |= {name for word in own for name in translation.dutch(word)}
                self._words[one.id] = frozenset(map(core, own)) | amounts(said) | parted(said)
                for name in self._words[one.id]:
                    self._places[name].append(one.id)

    def ties(self, group: Sequence[Statement]) -> Iterator[_Tie]:
        """What the statements of an action tie it to: in their sentences, and in the other cells of their rows."""
        for one in group:
            for clause in self._clauses[one.id]:
                yield _Tie(
                    statement=one,
                    said=one.quote[clause.start : clause.end],
                    bare=one.quote[clause.bare : clause.end],
                    kind=clause.kind,
                    is_before=clause.way == "before",
                    is_strong=clause.is_strong,
                )
            for cell in self._ground.rows.get(one.id, ()):
                said = cell.words.strip()
                if _ROW.search(cell.head) and any(map(str.isalpha, said)) and len(said) >= clauses.SHORTEST:
                    yield _Tie(statement=one, said=said, bare=said, kind=clauses.kind_of(said))

    def action(self, tie: _Tie, *, own: str) -> str | None:
        """The action that would bring about what a condition tells; None where none clearly does."""
        again = _AGAIN.match(tie.said)
        found = self._before(tie.statement, again[1]) if again else None
        if found is None:
            found = self._asked_next(tie) or self._named_in(tie, own)
        self._found.setdefault(f"{tie.statement.id} {tie.said}", found)
        return found if found != own else None

    def _before(self, statement: Statement, noun: str) -> str | None:
        """What the sentence before was found to wait for, where this one says "die goedkeuring" of it."""
        before = self._ground.before(statement.id)
        if before is None or before.id not in self._clauses:
            return None
        name = core(min(words(noun), default=noun.lower()))
        for clause in self._clauses[before.id]:
            said = before.quote[clause.start : clause.end]
            if name in map(core, words(said)):
                tie = _Tie(statement=before, said=said, bare=before.quote[clause.bare : clause.end], kind=clause.kind)
                key = f"{before.id} {said}"
                return self._found[key] if key in self._found else self.action(tie, own=self._action[before.id])
        return None

    def _asked_next(self, tie: _Tie) -> str | None:
        """The request right behind a sentence that says that nothing goes without it: "zonder aansluiting ... Wij vragen ..."."""
        if _LACKING.match(tie.said) is None:
            return None
        ground = self._ground
        heads = frozenset(list(self._telling(tie, frozenset()))[:1])
        place = ground.place[tie.statement.id]
        for id_ in ground.order[place + 1 : place + 1 + NEXT]:
            one = ground.statements[id_]
            if one.source != tie.statement.source or one.context != tie.statement.context:
                return None
            if one.type == "request" and id_ in self._action and heads & self._words[id_]:
                return self._action[id_]
        return None

    def _named_in(self, tie: _Tie, own: str) -> str | None:
        mentions = self._ground.called(tie.bare)
        parties = {party for _, _, party in mentions}
        if not parties and _OWN.search(tie.bare):
            parties = set(tie.statement.holders)
        layer = None if parties else of_words(tie.bare)
        names = self._with_parts(" ".join(tie.bare[start:end] for start, end, _ in mentions))
        telling_ = self._telling(tie, names)
        is_bare = not telling_
        if is_bare:
            telling_ = self._ready(tie.bare)
        generic = frozenset(telling(tie.bare)) & ANYBODY if not parties and layer is None else frozenset()
        is_called = bool(mentions or generic) or layer is not None
        whole, full = sum(telling_.values()), self._ground.about.full
        best: dict[str, tuple[int, int, int]] = {}
        by_name: set[str] = set()
        things: set[str] = set()
        for other in self._near(telling_) if whole else ():
            id_ = self._action[other]
            is_named = self._acts(other, parties, layer, generic) if id_ != own else False
            if (not tie.is_before or is_bare) and is_named is None:
                is_named = False  # what is only said to come later, or to be decided, needs a name
            if is_named is False:
                continue
            common = telling_.keys() & self._words[other]
            mass = sum(telling_[name] for name in common)
            if len(common) < LEAST_WORDS and not (is_called or is_bare or self._may_be_one(tie, other)):
                continue
            covered, least = (
                (COVERED_BY_NAME, LEAST_BY_NAME) if is_named else (COVERED, LEAST if tie.is_strong else LEAST_WEAK)
            )
            if tie.is_strong and not is_named:
                least = min(least, self._least(tie, other, telling_, is_whole=mass == whole))
                covered = COVERED_NEAR if least == LEAST_SAME else COVERED
            if mass * 100 >= whole * covered and mass * 100 >= least * full:
                by_name |= {id_} if is_named else set()
                things |= {id_} if mass == whole and not is_called and self._is_thing(tie, other) else set()
                about = self._ground.about
                beside = about.mass(about.said[self._first[own]] & about.said[other])
                best[id_] = max(best.get(id_, (0, 0, 0)), (mass, beside, self._ground.place[other]))
        # who is named goes before who might as well do it, and an act that is that thing before others about it
        chosen = by_name or (things if len(things) == 1 else set())
        return self._clearest({id_: best[id_] for id_ in best if id_ in chosen} or best, whole)

    def _is_thing(self, tie: _Tie, other: str) -> bool:
        """Whether an act is told as the very thing that a condition speaks of: "de pier" and "Pier en steiger"."""
        said = self._ground.statements[other].quote
        is_it = len(said.split()) <= THING_WORDS and _ABOUT.search(said) is None
        return is_it and _DEFINITE.match(tie.bare) is not None

    def _may_be_one(self, tie: _Tie, other: str) -> bool:
        """Whether one word is enough where nobody is named: of a definite thing near by in one document, or for an act that is told as a thing."""
        ground = self._ground
        said = ground.statements[other]
        is_near = abs(ground.place[other] - ground.place[tie.statement.id]) <= NEAR
        is_same = said.source == tie.statement.source and is_near and _DEFINITE.match(tie.bare) is not None
        return is_same or len(said.quote.split()) <= THING_WORDS

    def _least(self, tie: _Tie, other: str, telling_: Mapping[str, int], *, is_whole: bool) -> int:
        """How little suffices of a definite thing: where it is all that an act is about, or in its own document."""
        if _DEFINITE.match(tie.bare) is None:
            return LEAST
        said = self._ground.statements[other]
        if is_whole and self._is_thing(tie, other):
            return LEAST_THING
        is_own = said.source == tie.statement.source and said.holders == tie.statement.holders
        is_own = is_own and bool(self._doing[self._action[other]])  # what nobody does is seldom the act that is meant
        return LEAST_SAME if is_own and next(iter(telling_)) in self._words[other] else LEAST

    def _telling(self, tie: _Tie, names: frozenset[str]) -> dict[str, int]:
        """What the telling words of a condition weigh, by their cores; what it speaks of first counts double."""
        ground, bare = self._ground, tie.bare
        degrees = frozenset(map(stem, (word.lower() for word in _DEGREE.findall(bare))))
        is_english = tie.statement.language == "en"
        found: dict[str, int] = {}
        for one in telling(bare):
            if one in names or one in ANYBODY or one in degrees or (is_english and translation.is_empty(one)):
                continue
            name = core(one)
            if is_english:
                name = next((each for each in map(core, translation.dutch(one)) if each in self._places), name)
            weight = ground.about.weights.get(one, 0)
            if name in _READY_CORES or name in found or not weight:
                continue
            is_head = not found and _EVENT.search(one) is None
            found[name] = 2 * weight if is_head else weight
        for amount in amounts(bare):
            found[amount] = ground.about.full
        return found

    def _ready(self, bare: str) -> dict[str, int]:
        """What a condition weighs that only says that somebody decides: "na goedkeuring door de Commissie"."""
        weights = self._ground.about.weights
        return {core(one): weights[one] for one in telling(bare) if core(one) in _DECIDING and one in weights}

    def _clearest(self, best: Mapping[str, tuple[int, int, int]], whole: int) -> str | None:
        """The action with most of the words; None where others' actions come as near.

        Of equals of one party that which has most to do with what waits, then the last told.
        """
        if not best:
            return None
        most = max(mass for mass, _, _ in best.values())
        near = [id_ for id_, (mass, _, _) in best.items() if (most - mass) * 100 < whole * CLEAR]
        # of a request and an act that does what it asks, the act brings it about
        near = [id_ for id_ in near if not self._asks[id_]] or near
        doing = [self._doing[id_] for id_ in near]
        if len(near) > 1 and not frozenset.intersection(*doing):
            return None
        return max(near, key=lambda id_: (best[id_][1:], id_))

    def _with_parts(self, text: str) -> frozenset[str]:
        stems = words(text)
        return stems | self._ground.about.named(stems)

    def _near(self, telling_: Mapping[str, int]) -> list[str]:
        found: dict[str, None] = {}
        for name in sorted(telling_, key=lambda one: (-telling_[one], one)):
            found |= dict.fromkeys(self._places.get(name, ()))
            if len(found) >= MOST_COMPARED:
                break
        return sorted(found)

    def _acts(self, other: str, parties: set[str], layer: str | None, generic: frozenset[str]) -> bool | None:
        """Whether whom a condition names is who acts; None where either names nobody."""
        who = self._who[other]
        if generic and any(not generic.isdisjoint(self._names[one]) for one in who if one in self._names):
            return True
        if not who or (not parties and layer is None):
            return None
        known = [one for one in who if one in self._ground.parties]
        if parties:
            return not parties.isdisjoint(known) if known else None
        layers = {self._ground.parties[one].layer for one in known} | {
            of_words(one) for one in who if one not in self._ground.parties
        }
        return layer in layers

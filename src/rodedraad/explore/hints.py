"""What the sources suggest for the matrix: drivers from what they disagree on, judgements from what they tie together.

A hint is in no matrix by itself: a person takes it over or rejects it. Method: docs/method/explore.md, section 8.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import product
from typing import Final, Literal

from rodedraad.drivers import Drawn
from rodedraad.explore.conditional import may_tie, tie
from rodedraad.explore.cues import Cues, Spoken
from rodedraad.records import Hint, HintKind, Links, Message, Ruling, Statement, Tension, TensionKind
from rodedraad.upheld import upheld

MOST_SIDES: Final = 3
"""Variants on one side of a sentence; one that names more lists things and ties none."""
MOST_NEW: Final = 40
"""Drivers suggested from tensions, those with the highest score first: more than anybody will judge."""
_SHOWN = 160
_BOTH = 2
_LETTERS = re.compile(r"[a-z]{3,}")
_STEM = 6
"""Letters by which two forms of a word are known as one: "klimaatneutraal" and "klimaatneutrale"."""
_CODES: dict[TensionKind, str] = {
    "stance": "futures.hint_choice",
    "condition": "futures.hint_choice",
    "number": "futures.hint_numbers",
    "date": "futures.hint_dates",
}
"""Who must do it is no state of the world: a tension about the actor makes no driver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    kind: HintKind
    about: str
    statements: tuple[str, ...]
    reason: Message
    tension: str | None = None
    direction: Literal[1, -1] | None = None
    matter: str | None = None
    """Of a driver that the dossier does not have: the subject of the tension. One subject makes one driver."""
    words: str = ""
    """What tells this hint from others on its statements, of these statements alone: another document changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinted:
    """The hints that no person rejected, and the rulings on hints that none of them is about any more."""

    hints: tuple[Hint, ...] = ()
    lost: tuple[Ruling, ...] = ()


def hints(
    drawn: Drawn, *, links: Links, statements: Sequence[Statement], cues: Cues, rulings: Sequence[Ruling] = ()
) -> Hinted:
    """What the sources suggest and no person rejected or took over: judgements first, then drivers; each once."""
    by_id = {statement.id: statement for statement in statements}
    taken = {(one.id, each.statement) for one in drawn.judgements for each in one.arguments}
    judged, lost = _unrejected(list(_judgements(statements, cues, taken)), rulings, "judgement")
    driven, also_lost = _unrejected(list(_drivers(links.tensions, by_id, links, cues, drawn)), rulings, "driver")
    return Hinted(hints=tuple(map(_hint, (*judged, *_surest(driven)))), lost=(*lost, *also_lost))


def _unrejected(
    found: Sequence[_Found], rulings: Sequence[Ruling], kind: HintKind
) -> tuple[list[_Found], tuple[Ruling, ...]]:
    """The hints of one kind without those that a person rejected. A judgement's key is its cell: another is another."""
    own = [one for one in rulings if one.about == "hint" and one.key.startswith(f"{kind}:")]
    said = upheld([(one.statements, _key(one)) for one in found], own, "hint", is_exact=kind == "judgement")
    return [one for one, values in zip(found, said.values, strict=True) if not values.get("is_rejected")], said.lost


def _surest(found: Iterable[_Found]) -> Iterator[_Found]:
    """Those of drivers of the dossier, and the first of each subject and name of the others, up to MOST_NEW."""
    subjects: set[str] = set()
    names: set[str] = set()
    for one in found:
        if one.matter is not None:
            if len(subjects) >= MOST_NEW or one.matter in subjects:
                continue
            subjects.add(one.matter)
            if one.about in names:
                continue
        names.add(one.about)
        yield one


def _key(one: _Found) -> str:
    sign = "" if one.direction is None else f":{one.direction:+d}"
    return f"{one.kind}:{one.words or one.about}{sign}"


def _hint(one: _Found) -> Hint:
    key = _key(one)
    return Hint(
        id=f"h-{sha256(key.encode()).hexdigest()[:24]}",
        kind=one.kind,
        about=one.about,
        statements=one.statements,
        reason=one.reason,
        tension=one.tension,
        direction=one.direction,
        key=key,
    )


# --- judgements, from sentences that tie one driver to another ------------------------------------------------


def _judgements(statements: Iterable[Statement], cues: Cues, taken: set[tuple[str, str]]) -> Iterator[_Found]:
    groups: dict[tuple[str, Literal[1, -1], bool], list[Statement]] = {}
    for statement in statements:
        for about, sign, is_condition in _tied(statement.text, cues):
            if (about, statement.id) not in taken:
                groups.setdefault((about, sign, is_condition), []).append(statement)
    merged: dict[tuple[str, Literal[1, -1]], tuple[bool, list[Statement]]] = {}
    for (about, sign, is_condition), found in groups.items():
        held = merged.setdefault((about, sign), (is_condition, []))
        merged[about, sign] = (held[0] or is_condition, [*held[1], *found])
    for (about, sign), (is_condition, found) in sorted(merged.items(), key=lambda item: (-len(item[1][1]), item[0])):
        cause, _, effect = about.partition(">")
        code = "futures.hint_condition" if is_condition else "futures.hint_effect"
        code = code if sign > 0 else "futures.hint_hinders"
        words = _clipped(found[0].text)
        yield _Found(
            kind="judgement",
            about=about,
            statements=tuple(one.id for one in found),
            reason=Message.of(code, cause=cause, effect=effect, count=len(found), words=words),
            direction=sign,
        )


def _tied(text: str, cues: Cues) -> Iterator[tuple[str, Literal[1, -1], bool]]:
    """The cells or sections that a sentence speaks of, with the sign of its words."""
    if not may_tie(text) or len(cues.spoken(text).drivers) < _BOTH or (found := tie(text)) is None:
        return
    cause, effect = cues.spoken(found.cause), cues.spoken(found.effect)
    if not found.is_condition and not any((cause.variants, cause.denied, effect.variants, effect.denied)):
        return  # "een net vereist samenwerken": that one subject has to do with another says nothing of a state of it
    for (one, first), (other, second) in product(_sides(cause), _sides(effect)):
        if cues.driver_of.get(one, one) == cues.driver_of.get(other, other):
            continue
        sign: Literal[1, -1] = 1 if found.sign * first * second > 0 else -1
        yield f"{one}>{other}", sign, found.is_condition


def _sides(spoken: Spoken) -> list[tuple[str, int]]:
    """What one side names, with -1 where it denies it: variants, and only without those whole drivers."""
    sides = [(one, 1) for one in spoken.variants] + [(one, -1) for one in spoken.denied]
    if not sides:
        sides = [(one, 1) for one in spoken.drivers]
    return sides if len(sides) <= MOST_SIDES else []


# --- drivers, from what sources disagree on -------------------------------------------------------------------


def _drivers(
    tensions: Sequence[Tension], by_id: Mapping[str, Statement], links: Links, cues: Cues, drawn: Drawn
) -> Iterator[_Found]:
    titles = {one.id: one.title for one in links.subjects}
    known: dict[str, _Found] = {}
    new: list[_Found] = []
    heard = Counter(
        stem for one in tensions for id_ in (one.a, one.b) if id_ in by_id for stem in _stems(by_id[id_].text)
    )
    for one in sorted(tensions, key=lambda each: (-each.score, each.id)):
        a, b = by_id.get(one.a), by_id.get(one.b)
        if a is None or b is None or one.kind not in _CODES:
            continue
        first, second = cues.spoken(a.text), cues.spoken(b.text)
        for driver in _opposed(first, second, cues):
            reason = Message.of("futures.hint_known", driver=driver, a=_clipped(a.text), b=_clipped(b.text))
            known.setdefault(
                driver, _Found(kind="driver", about=driver, statements=(a.id, b.id), reason=reason, tension=one.id)
            )
        if first.drivers or second.drivers:
            continue
        shared = _shared(a.text, b.text, heard)
        about = _slug(shared or titles.get(one.subject) or a.text, {each.id for each in drawn.drivers})
        if about:
            reason = Message.of(_CODES[one.kind], a=_clipped(a.text), b=_clipped(b.text))
            common = sorted(set(_stems(a.text)) & set(_stems(b.text))) or sorted({*_stems(a.text), *_stems(b.text)})
            new.append(
                _Found(
                    kind="driver",
                    about=about,
                    statements=(a.id, b.id),
                    reason=reason,
                    tension=one.id,
                    matter=one.subject,
                    words=" ".join(common),
                )
            )
    yield from (known[driver.id] for driver in drawn.drivers if driver.id in known)
    yield from new


def _stems(text: str) -> dict[str, str]:
    """The telling words of a sentence by how they begin, in their order."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return {word[:_STEM]: word for word in _LETTERS.findall(plain) if len(word) > _STEM}


def _shared(first: str, second: str, heard: Mapping[str, int]) -> str:
    """The two words that both sides of a tension use and the fewest other sentences: what it is about."""
    one, other = _stems(first), _stems(second)
    common = [stem for stem in one if stem in other]
    rarest = sorted(common, key=lambda stem: (heard[stem], -len(one[stem]), stem))[:2]
    return " ".join(min(one[stem], other[stem], key=len) for stem in common if stem in rarest)


def _opposed(first: Spoken, second: Spoken, cues: Cues) -> list[str]:
    """The drivers of which the two sides of a tension name other variants."""
    ones, others = ({cues.driver_of[one]: one for one in side.variants} for side in (first, second))
    return [driver for driver, one in ones.items() if others.get(driver, one) != one]


def _slug(title: str, taken: set[str]) -> str:
    """An id of letters for a new driver, from the first telling words of a title; empty where there are none."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    words = [word for word in _LETTERS.findall(plain) if len(word) > 4][:2]
    name = "_".join(words)[:36].strip("_")
    while name in taken:
        name += "x"
    return name


def _clipped(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _SHOWN else f"{folded[:_SHOWN].rsplit(' ', 1)[0]} …"

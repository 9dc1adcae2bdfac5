"""Needs said by what must be done with a means: built, widened, paid, trained, kept free. A table of verbs, and four ways to ask.

That somebody must or should do it, that it must be done, that somebody is asked to, and an order at the head of a sentence.
Who says that he does it asks for nothing, so none of the four has the plain tense. docs/method/require.md, section 3.
"""

from __future__ import annotations

from collections.abc import Iterator

from rodedraad.records import RequirementKind
from rodedraad.require.frames import Frame, framed

_THINGS: frozenset[RequirementKind] = frozenset({"infrastructure", "capacity", "people", "competence", "expertise"})
_MADE: frozenset[RequirementKind] = frozenset({"infrastructure", "capacity", "space", "investment"})
_PEOPLE: frozenset[RequirementKind] = frozenset({"people", "expertise", "competence"})
_GIVEN: frozenset[RequirementKind] = frozenset({"investment", "people"})
_ANY: frozenset[RequirementKind] = frozenset()
_DUTCH = """
made     aan        leggen       gelegd
made     uit        breiden      gebreid
made     op         schalen      geschaald
made     bij        bouwen       gebouwd
made     vrij       maken        gemaakt
made     vrij       houden       gehouden
made     vrij       spelen       gespeeld
made     uit        trekken      getrokken
made     open       stellen      gesteld
any      beschikbaar stellen     gesteld
any      beschikbaar maken       gemaakt
any      beschikbaar komen       gekomen
any      beschikbaar houden      gehouden
any      op         bouwen       gebouwd
people   aan        trekken      getrokken
people   aan        nemen        genomen
people   op         leiden       geleid
people   bij        scholen      geschoold
people   om         scholen      geschoold
people   in         huren        gehuurd
made     -          bouwen       gebouwd
made     -          plaatsen     geplaatst
made     -          openen       geopend
made     -          heropenen    heropend
made     -          reserveren   gereserveerd
made     -          realiseren   gerealiseerd
made     -          verbreden    verbreed
made     -          verzwaren    verzwaard
made     -          vernieuwen   vernieuwd
made     -          verdubbelen  verdubbeld
made     -          verhogen     verhoogd
made     -          financieren  gefinancierd
made     -          bekostigen   bekostigd
made     -          mobiliseren  gemobiliseerd
made     -          vrijmaken    vrijgemaakt
things   -          vergroten    vergroot
things   -          versterken   versterkt
things   -          ontwikkelen  ontwikkeld
people   -          werven       geworven
people   -          trainen      getraind
people   -          scholen      geschoold
any      -          vermeerderen vermeerderd
given    -          geven        gegeven
given    -          verstrekken  verstrekt
given    -          leveren      geleverd
given    toe        kennen       gekend
given    uit        lenen        geleend
"""
"""Which means, the part that comes loose, the verb, and its participle without that part."""
_ENGLISH = """
made   build built
made   expand expanded
made   extend extended
made   upgrade upgraded
made   reopen reopened
made   reserve reserved
made   install installed
made   double doubled
made   fund funded
made   finance financed
made   mobilise mobilised
made   mobilize mobilized
things strengthen strengthened
things develop developed
any    increase increased
any    provide provided
any    secure secured
people recruit recruited
people hire hired
people train trained
people attract attracted
given  give given
given  lend lent
"""
_KINDS = {"made": _MADE, "things": _THINGS, "people": _PEOPLE, "given": _GIVEN, "any": _ANY}


def frames() -> Iterator[Frame]:
    """A frame for each way to ask, for the verbs of each group of means."""
    for group, kinds in _KINDS.items():
        rows = [row[1:] for line in _DUTCH.splitlines() if (row := line.split()) and row[0] == group]
        free = [("" if loose == "-" else loose, verb, done) for loose, verb, done in rows]
        done = "|".join(sorted(loose + participle for loose, _, participle in free))
        done += "|" + "|".join(sorted(f"{loose} {participle}" for loose, _, participle in free if loose))
        doing = "|".join(sorted(f"{loose} ?{verb}" if loose else verb for loose, verb, _ in free))
        to_do = "|".join(sorted(f"{loose} te {verb}" if loose else f"te {verb}" for loose, verb, _ in free))
        cues = " ".join(sorted({verb[:-2] for _, verb, _ in free} | {participle[-6:] for _, _, participle in free}))
        orders = "|".join(sorted({_order(verb) for loose, verb, _ in free if not loose}))
        yield _due(
            "must be done", cues, rf"(?:{done})(?: (?:moet(?:en)?|dient|dienen|hoort))?(?: (?:te )?worden)?", kinds
        )
        yield _due("must do", cues, rf"(?<!te )(?:{doing})", kinds)
        yield framed("asked to do", cues, rf"(?:{to_do})", "before", asks="request", kinds=kinds)
        yield framed(
            "order", cues + " " + orders.replace("|", " "), rf"(?<=^)(?:{orders})", "after", near=5, kinds=kinds
        )
        told = [row[1:] for line in _ENGLISH.splitlines() if (row := line.split()) and row[0] == group]
        english = "|".join(verb for verb, _ in told)
        past = "|".join(participle for _, participle in told)
        cues = " ".join(sorted({word[:5] for row in told for word in row}))
        yield framed(
            "must be done",
            cues,
            rf"(?:must|should|ought to|needs? to|has to|have to) be (?:{past})",
            "before",
            kinds=kinds,
        )
        yield framed(
            "must do",
            cues,
            rf"(?:must|should|ought to|needs? to|has to|have to) (?:\w+ly )?(?:{english})",
            "after",
            kinds=kinds,
        )
        yield framed("order", cues, rf"(?<=^)(?:{english.title()})", "after", near=5, kinds=kinds)
        yield framed("asked to do", cues, rf"to (?:{english})", "after", near=5, asks="request", kinds=kinds)


def _due(name: str, cues: str, pattern: str, kinds: frozenset[RequirementKind]) -> Frame:
    return framed(name, cues, pattern, "before", asks="due", kinds=kinds)


def _order(verb: str) -> str:
    """The verb as an order: bouwen is bouw, reserveren reserveer, werven werf, verhogen verhoog."""
    stem = verb.removesuffix("en")
    if stem[-1] == stem[-2] or stem in _LONG:
        stem = _LONG.get(stem, stem[:-1])
    return {"v": stem[:-1] + "f", "z": stem[:-1] + "s"}.get(stem[-1], stem)


_LONG = {
    "reserver": "reserveer",
    "realiser": "realiseer",
    "financier": "financier",
    "mobiliser": "mobiliseer",
    "verhog": "verhoog",
    "vergrot": "vergroot",
    "open": "open",
    "heropen": "heropen",
    "verbred": "verbreed",
    "verzwar": "verzwaar",
    "vrijmak": "maak",
}
"""Stems whose vowel is written twice, or not."""

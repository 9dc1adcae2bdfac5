"""Where sources pull apart, with both sides in their own words and nothing between them; and what is missing. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rodedraad.propose import points
from rodedraad.propose.ground import Ground, figures
from rodedraad.propose.identity import clause_id
from rodedraad.propose.plainness import burden
from rodedraad.propose.sentences import Names, both, capital, holding, said
from rodedraad.records import Citation, Clause, ClausePart, Gap, GapKind, Message, Statement, Tension
from rodedraad.wording import Language

CITED = 12
"""Of what is missing at many places so many are cited; the list ``gaps`` has all."""
_REFUSES = re.compile(
    r"\b(?:niet|geen|zonder|nooit|onvoorwaardelijk\w*|not|no|without|never|unconditional\w*)\b", re.IGNORECASE
)
_TENSION_POINTS = 10
_MOST_POINTS = 30
"""For how often something is missing: a thousand papers do not weigh more than a voice that is not heard."""
_COUNTED: dict[GapKind, tuple[str, str]] = {
    "measure_without_owner": ("clause.no_owner", "clause.no_owners"),
    "measure_without_date": ("clause.no_date", "clause.no_dates"),
}


def tensions(ground: Ground, names: Names) -> list[Clause]:
    """A clause for every tension of what holds: both sides, and in one sentence how they differ.

    With a copy, or a version that was replaced, nobody need make peace.
    """
    return [
        _tension(one, ground, names)
        for one in ground.links.tensions
        if ground.replaced.isdisjoint(ground.statements[id_].source for id_ in (one.a, one.b)) and _is_said(one)
    ]


def _is_said(tension: Tension) -> bool:
    """Whether both sides speak of it: a condition that one sets and the other only passes over is no difference."""
    values = dict(tension.explanation.values)
    return tension.kind != "condition" or bool(_REFUSES.search(f"{values.get('a')} {values.get('b')}"))


def _tension(tension: Tension, ground: Ground, names: Names) -> Clause:
    a, b = (ground.statements[id_] for id_ in (tension.a, tension.b))
    cited = (ground.cite(a, "says", is_shown=True), ground.cite(b, "opposes", is_shown=True))
    texts = [capital(holding("clause.says", one, names)) for one in cited]
    texts.append(said(f"clause.apart_{tension.kind}"))
    shared = [theme for theme in a.themes if theme in b.themes]
    return Clause(
        id=clause_id("tension", f"{tension.a}|{tension.b}"),
        theme=ground.theme(shared or (*a.themes, *b.themes)),
        part="disputed",
        kind="tension",
        text=" ".join(text for text, _ in texts),
        english=" ".join(text for _, text in texts),
        origin="quote",
        citations=cited,
        about=tension.id,
        documents=len({a.source, b.source}),
        figures=figures([a, b]),
        points=_TENSION_POINTS * len({*cited[0].voices, *cited[1].voices})
        + points.consequence(a)
        + points.consequence(b)
        + round(10 * tension.score),
    )


def missing(ground: Ground, names: Names) -> list[Clause]:
    """What is missing: whose voice, which theme, which measure, owner, term or document."""
    gaps: dict[GapKind, list[Gap]] = defaultdict(list)
    for gap in ground.links.gaps:
        gaps[gap.kind].append(gap)
    return [
        *_absent(gaps["party_absent"], names),
        *_silent(gaps["theme_without_party"], ground, names),
        *_aims(gaps["ambition_without_measure"], ground, names),
        *(one for kind in _COUNTED for one in _counted(kind, gaps[kind], ground, names)),
        *_documents(gaps["document_missing"], ground),
        *_of_one(gaps["thread_of_one"], ground, names),
    ]


def _made(  # noqa: PLR0917  the parts of one clause, in its order
    key: str, theme: str | None, texts: tuple[str, str], cited: Sequence[Citation], searched: Message, rank: int
) -> Clause:
    text, english = capital(texts)
    part: ClausePart = "missing"
    return Clause(
        id=clause_id("gap", key),
        theme=theme,
        part=part,
        kind="gap",
        text=text,
        english=english,
        origin="quote" if cited else "rule",
        citations=tuple(cited),
        about=key,
        documents=len({one.source for one in cited}),
        searched=searched,
        points=rank,
    )


def _absent(gaps: Sequence[Gap], names: Names) -> Iterator[Clause]:
    who = [gap.party for gap in gaps if gap.party]
    if who:
        texts = said("clause.absent" if len(who) > 1 else "clause.absent_one", who=both(names, who))
        yield _made("party_absent", None, texts, (), gaps[0].searched, 100 + len(who))


def _silent(gaps: Iterable[Gap], ground: Ground, names: Names) -> Iterator[Clause]:
    found: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        if gap.theme and gap.party:
            found[gap.theme].append(gap)
    for theme in ground.frame.themes:
        silent = found.get(theme.id, ())
        if silent:
            who = [gap.party for gap in silent if gap.party]
            code = "clause.silent" if len(who) > 1 else "clause.silent_one"
            called: Mapping[Language, str] = {"nl": theme.nl.lower(), "en": theme.en.lower()}
            texts = said(code, theme=called, who=both(names, who))
            yield _made(f"theme_without_party|{theme.id}", theme.id, texts, (), silent[0].searched, 20 + len(who))


def _aims(gaps: Iterable[Gap], ground: Ground, names: Names) -> Iterator[Clause]:
    for gap in gaps:
        one = ground.statements[gap.statement or ""]
        cited = ground.cite(one, "says", is_shown=True)
        first, second = capital(holding("clause.wants", cited, names)), said("clause.no_measure")
        texts = (f"{first[0]} {second[0]}", f"{first[1]} {second[1]}")
        yield _made(gap.id, ground.theme(one.themes), texts, [cited], gap.searched, 30 + points.consequence(one))


def _counted(kind: GapKind, gaps: Iterable[Gap], ground: Ground, names: Names) -> Iterator[Clause]:
    """One clause per theme: how many measures lack it, and one of them in its own words."""
    found: dict[str | None, list[tuple[Statement, Gap]]] = defaultdict(list)
    for gap in gaps:
        one = ground.statements[gap.statement or ""]
        found[ground.theme(one.themes)].append((one, gap))
    for theme in sorted(found, key=lambda one: one or ""):
        lacking = sorted(found[theme], key=lambda pair: _place_of_lacking(pair[0], ground))
        cited = [
            ground.cite(one, "backs" if place else "says", is_shown=not place)
            for place, (one, _) in enumerate(lacking[:CITED])
        ]
        one_code, many_code = _COUNTED[kind]
        if len(lacking) == 1:
            texts = said(one_code, quote=cited[0].shown)
        else:
            is_own = [ground.is_of_region(one) for one, _ in lacking]
            if any(is_own) and not all(is_own):
                many_code = f"{many_code}_mixed"
            texts = said(many_code, count=len(lacking), who=_who(cited[0], names), quote=cited[0].shown)
        yield _made(
            f"{kind}|{theme or ''}", theme, texts, cited, lacking[0][1].searched, 10 + min(len(lacking), _MOST_POINTS)
        )


def _place_of_lacking(one: Statement, ground: Ground) -> tuple[bool, bool, int, float, str]:
    """The region's first, its own voices before others; then what stands best alone."""
    return not ground.is_of_region(one), not ground.is_voice(one), burden(one), -one.confidence, one.id


def _who(citation: Citation, names: Names) -> Mapping[Language, str]:
    """Who says it, or the title of the document where nobody is known."""
    title = names.sources[citation.source].title
    return both(names, citation.voices) if citation.voices else {"nl": title, "en": title}


def _documents(gaps: Sequence[Gap], ground: Ground) -> Iterator[Clause]:
    named = [ground.references[gap.reference] for gap in gaps if gap.reference and gap.reference in ground.references]
    cited = [
        ground.cite(reference, "backs" if place else "says", is_shown=not place)
        for place, reference in enumerate(named[:CITED])
    ]
    if cited:
        code = "clause.missing_documents" if len(gaps) > 1 else "clause.missing_document"
        texts = said(code, count=len(gaps), quote=cited[0].shown)
        yield _made("document_missing", None, texts, cited, gaps[0].searched, 20 + min(len(gaps), _MOST_POINTS))


def _of_one(gaps: Iterable[Gap], ground: Ground, names: Names) -> Iterator[Clause]:
    for gap in gaps:
        cited = ground.cite(ground.statements[gap.statement], "says", is_shown=True) if gap.statement else None
        if cited is not None and cited.voices:
            texts = said("clause.only_one", who=both(names, cited.voices), quote=cited.shown)
            theme = ground.theme(ground.statements[cited.id].themes)
            yield _made(gap.id, theme, texts, [cited], gap.searched, 5)

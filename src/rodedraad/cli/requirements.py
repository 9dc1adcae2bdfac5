"""The command ``requirements``: what the transition takes by kind, what the region has of it, and the options to arrange it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rodedraad import consult, phrases
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE, tables
from rodedraad.cli.speech import LANGUAGE, put, put_json, said, table
from rodedraad.publish.excerpts import Excerpt, Excerpts
from rodedraad.publish.requirements import (
    ASPECTS,
    EXTENTS,
    ArrangementView,
    Requirements,
    RequirementView,
    Viewer,
    asker,
    requirements,
)
from rodedraad.publish.requirements_futures import MEANS, Cell, Futures, Row, futures
from rodedraad.publish.requirements_futures_told import named, silence, told, untied
from rodedraad.publish.scenarios import SHOWN_SCENARIOS
from rodedraad.records import Links, Occupation, Party, Prospects
from rodedraad.region import region_of
from rodedraad.shapes import shape
from rodedraad.wording import word

SHOWN_PER_KIND = 8
SHOWN_TOGETHER = 8
SHOWN_OFFERS = 20
SHOWN_IN_CELL = 3
"""Rows of each table; how many more there are is said, and ``list`` and ``--json`` have all."""
_QUOTE_CHARS, _PLACE_CHARS, _TRAITS = 220, 48, 3
_ROW = tuple(
    f"column.{one}" for one in ("id", "require_need", "level", "require_number", "met", "who", "require_place")
)


def show(path: Path, *, as_json: bool, is_by_future: bool = False) -> int:
    """Everything that the dossier says it takes; with ``is_by_future`` only what each future takes."""
    folder = DossierFolder.open(path)
    with consult.reading(folder) as store:
        prospects = Prospects(
            requirements=tuple(store.records("requirements")),
            offers=tuple(store.records("offers")),
            arrangements=tuple(store.records("arrangements")),
            bearings=tuple(store.records("bearings")),
            drivers=tuple(store.records("drivers")),
            scenarios=tuple(store.records("scenarios")),
            explorations=tuple(store.records("explorations")),
        )
        outlooks = tuple(store.records("outlooks"))
        sources = tuple(store.records("sources"))
        statements = {one.id: one for one in store.records("statements")}
        parties = {one.id: one for one in store.records("parties")}
    maker = Excerpts(sources, {}, "")
    region = region_of(consult.frame_of(folder), statements.values(), sources, parties.values())
    viewer = Viewer(prospects, statements=statements, maker=maker, region=region)
    taken = futures(
        prospects,
        links=Links(outlooks=outlooks),
        statements=statements,
        maker=maker,
        viewer=viewer,
        most=None if as_json else SHOWN_SCENARIOS,
    )
    if as_json:
        kinds = ("requirements", "offers", "arrangements")
        lists: dict[str, list[Any]] = {kind: [shape(one, word) for one in getattr(prospects, kind)] for kind in kinds}
        if is_by_future:
            lists["futures"] = [_as_json(row) for row in taken.rows]
        put_json(lists)
        return EXIT_DONE
    found = requirements(prospects, statements=statements, maker=maker, region=region)
    if found.is_empty:
        put(said("require.nothing"))
        return EXIT_DONE
    codes = tables.code_length(
        one.id for group in (prospects.requirements, prospects.offers, prospects.arrangements) for one in group
    )
    speaking = _Speaking(found, parties, codes=codes, path=str(path))
    if not is_by_future:
        speaking.everything()
    speaking.by_future(taken, is_whole=is_by_future)
    return EXIT_DONE


def _as_json(row: Row) -> dict[str, Any]:
    """A future with the requirements that it takes: of ``untied`` those that no source ties to any, of ``every`` those of all."""
    return {
        "future": row.future,
        "scenario": row.scenario.id if row.scenario else None,
        "outlook": row.outlook.id if row.outlook else None,
        "regional": row.regional,
        "requirements": list(row.ids),
    }


class _Speaking:
    """What the transition takes, as it is told at a terminal."""

    def __init__(self, found: Requirements, parties: dict[str, Party], *, codes: int, path: str) -> None:
        self._found = found
        self._parties = parties
        self._codes = codes
        self._path = path

    def everything(self) -> None:
        """First how it stands, then by kind, what several ask for, what the region has, and the options."""
        found = self._found
        counts = ", ".join(
            f"{count} {tables.label('extent', extent)}" for extent in EXTENTS if (count := found.extents[extent])
        )
        put(said("require.head", count=found.total, extents=counts or "-"))
        put(said("require.derived"))
        if found.together:
            self._together()
        for kind in found.kinds:
            rows = (*kind.first, *kind.more)[:SHOWN_PER_KIND]
            title = said("require.kind", kind=tables.label("requirement", kind.kind), count=kind.count)
            table(title, [said(one) for one in _ROW], [self._row(one) for one in rows], wide=(1,), most={5: 26, 6: 30})
            self._more(kind.count - len(rows), "requirements")
        self._candidates()
        self._offers()
        self._arrangements()

    def by_future(self, taken: Futures, *, is_whole: bool) -> None:
        """What every future takes, and what each takes beside that; else how many go with all of them, and where more is."""
        language = LANGUAGE.get()
        if taken.is_empty:
            put(said("needed.bare"))
            return
        if is_whole:
            heads = [said("needed.future"), *(tables.label("means", means) for means in MEANS)]
            rows = [
                [named(row, taken, self._parties, language), *(self._cell(cell) for cell in row.cells)]
                for row in taken.rows
            ]
            table(said("needed.heading"), heads, rows, wide=tuple(range(len(heads))))
        for line in (untied(taken, language), silence(taken, language) if is_whole else ""):
            if line:
                put(line)
        if not is_whole:
            put(said("require.by_future", path=self._path))

    @staticmethod
    def _cell(cell: Cell) -> str:
        """The counts, and the first words that name what is needed."""
        if not cell.total:
            return "–"
        first = [f"«{phrases.clipped(one.requirement.what, 60)}»" for one in cell.apart[:SHOWN_IN_CELL]]
        rest = ["…"] if cell.total > SHOWN_IN_CELL else []
        return "\n".join([told(cell, LANGUAGE.get()), *first, *rest])

    def _row(self, one: RequirementView) -> list[str]:
        own = one.requirement
        also = f" {said('require.also', count=len(one.others))}" if one.others else ""
        return [
            own.id[: self._codes],
            phrases.clipped(one.excerpt.quote, _QUOTE_CHARS, " ".join(own.quote.split())),
            tables.label("level", own.level) if own.level else "",
            " ".join(part for part in (own.number, own.term) if part),
            tables.label("extent", own.met) + "".join(f": {offer.name}" for offer in one.offers[:1]),
            (asker(one, self._parties, LANGUAGE.get()) or said("require.nobody")) + also,
            self._place(one.excerpt),
        ]

    def _together(self) -> None:
        found = self._found
        table(
            said("require.together", count=found.together_total),
            [said(one) for one in ("column.require_need", "column.who", "column.require_place")],
            [
                [
                    " / ".join(dict.fromkeys(phrases.clipped(row.requirement.what, 60) for row in one.rows[:4])),
                    self._names(one.parties),
                    "; ".join(dict.fromkeys(self._place(row.excerpt) for row in one.rows[:4])),
                ]
                for one in found.together[:SHOWN_TOGETHER]
            ],
            wide=(0, 1, 2),
        )
        self._more(found.together_total - min(SHOWN_TOGETHER, len(found.together)), "requirements")

    def _candidates(self) -> None:
        """What ESCO may call it: suggestions, until a person chose one."""
        views = [one for kind in self._found.kinds for one in (*kind.first, *kind.more) if one.requirement.esco]
        if not views:
            return
        table(
            said("require.esco", count=len(views)),
            [said(one) for one in ("column.id", "column.require_need", "column.require_esco")],
            [
                [
                    one.requirement.id[: self._codes],
                    phrases.clipped(one.requirement.what, 80),
                    "\n".join(self._candidate(each) for each in one.requirement.esco),
                ]
                for one in views[:SHOWN_PER_KIND]
            ],
            wide=(2,),
            most={1: 30},
        )
        first = views[0].requirement
        put(said("require.confirm", path=self._path, id=first.id[: self._codes], uri=first.esco[0].uri))

    @staticmethod
    def _candidate(one: Occupation) -> str:
        told = said("require.confirmed") if one.is_confirmed else f"{one.share}%"
        return f"{one.label} ({told})  {one.uri}"

    def _offers(self) -> None:
        found = self._found
        if not found.offers_total:
            put(said("require.no_offers"))
            return
        table(
            said("require.offers", count=found.offers_total),
            [said(f"column.{one}") for one in ("id", "kind", "name", "party", "level", "text", "require_place")],
            [
                [
                    one.offer.id[: self._codes],
                    tables.label("offer", one.offer.kind)
                    + ("" if one.offer.is_regional else f" ({said('html.need_national')})"),
                    phrases.clipped(one.offer.name, 60),
                    self._names((one.offer.party,) if one.offer.party else ()) or said("require.not_told"),
                    tables.label("level", one.offer.level) if one.offer.level else "",
                    phrases.clipped(one.excerpt.quote, _QUOTE_CHARS),
                    self._place(one.excerpt),
                ]
                for one in found.offers[:SHOWN_OFFERS]
            ],
            wide=(5,),
            most={2: 26, 3: 24, 6: 30},
        )
        self._more(found.offers_total - min(SHOWN_OFFERS, len(found.offers)), "offers")

    def _arrangements(self) -> None:
        """The options beside one another: a row per aspect, so that what is not shown stands out."""
        found = self._found
        if not found.arrangements_total:
            put(said("require.no_arrangements"))
            return
        options = found.arrangements
        rows = [
            [said("require.named_in"), *("; ".join(dict.fromkeys(map(self._place, one.excerpts))) for one in options)],
            [
                said("require.model"),
                *("; ".join(one.arrangement.models) or said("require.not_shown") for one in options),
            ],
        ]
        rows += [
            [tables.label("aspect", aspect), *(self._traits(one, aspect) for one in options)] for aspect in ASPECTS
        ]
        rows.append([said("require.for"), *(self._side(one.for_) for one in options)])
        rows.append([said("require.against"), *(self._side(one.against) for one in options)])
        names = [
            f"{one.arrangement.title} ({tables.label('arrangement', one.arrangement.kind)}, {one.arrangement.id[: self._codes]})"
            for one in options
        ]
        wide = tuple(range(1, len(options) + 1))
        table(said("require.options", count=found.arrangements_total), ["", *names], rows, wide=wide, most={0: 22})
        self._more(found.arrangements_total - len(options), "arrangements")

    def _traits(self, one: ArrangementView, aspect: str) -> str:
        told: dict[str, str] = {}
        for trait, excerpt in one.traits[aspect]:  # type: ignore[index]  # one of ASPECTS
            told.setdefault(trait.words.casefold(), f"«{' '.join(trait.words.split())}» ({self._place(excerpt)})")
        return "; ".join([*told.values()][:_TRAITS]) or said("require.not_shown")

    def _side(self, side: tuple[tuple[str, Excerpt], ...]) -> str:
        told: dict[str, str] = {}
        for party, excerpt in side:
            told.setdefault(party, f"{self._names((party,))} ({self._place(excerpt)})")
        return "; ".join(told.values()) or said("require.nobody_says")

    def _names(self, ids: tuple[str, ...]) -> str:
        return ", ".join(phrases.party(self._parties, id_, LANGUAGE.get()) for id_ in dict.fromkeys(ids))

    @staticmethod
    def _place(excerpt: Excerpt) -> str:
        title = phrases.clipped(excerpt.source.title, _PLACE_CHARS)
        place = phrases.where(excerpt.source, excerpt.page, excerpt.page_end, excerpt.locator, LANGUAGE.get())
        return f"{title}, {place}" if place else title

    def _more(self, count: int, kind: str) -> None:
        if count > 0:
            put(said("require.more", count=count, path=self._path, kind=kind))

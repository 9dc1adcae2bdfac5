"""The command ``roadmap``: what must be decided first and by whom, what is due when, and what is asked of whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import get_args

from rodedraad import consult, narrowing, phrases
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE, tables
from rodedraad.cli.speech import LANGUAGE, put, put_json, said, table
from rodedraad.errors import WrongUse
from rodedraad.publish import roadmap as views
from rodedraad.publish import roadmap_chosen as choosing
from rodedraad.publish.roadmap import PRESSING, Act, Period, Roadmap
from rodedraad.publish.roadmap_asked import Addressee, addressees
from rodedraad.publish.signing import settled_count
from rodedraad.publish.view import Dossier
from rodedraad.records import ActionStatus, Layer, Links, Party, Prospects
from rodedraad.region import BEYOND, EVERYWHERE, WHOLE
from rodedraad.shapes import shape
from rodedraad.wording import word

FORMATS = ("table", "json", "ics")
BY = ("year", "party", "theme", "layer", "status")
"""By what the lists are told apart."""
SHOWN_DECISIONS = 10
SHOWN_KNOTS = 8
SHOWN_ADDRESSEES = 8
SHOWN_ACTS = 12
"""Rows of each year; how many more there are is said, and the other formats have all."""
SHOWN_OF_CHOICE = 200
"""Rows of each year of a small roadmap, or where somebody asked for a party, theme or layer."""
_SMALL = 60
SHOWN_PARTIES = 25
_WHAT_CHARS = 220


def roadmap(path: Path, *, wanted: Mapping[str, str | None], format: str, out: Path | None, by: str = "year") -> int:  # noqa: A002  the option's name
    """The roadmap, narrowed to a party, theme, layer, place or status; its lists by year, or by one of these."""
    if by not in BY:
        raise WrongUse("roadmap.unknown_by", by=by[:80], known=" ".join(BY))
    if format not in FORMATS:
        raise WrongUse("roadmap.unknown_format", format=format[:80], known=" ".join(FORMATS))
    if out is not None and format != "ics":
        raise WrongUse("roadmap.only_ics")
    folder = DossierFolder.open(path)
    dossier = _dossier(folder)
    asked = _meant(dossier, wanted)
    if format == "ics":
        from rodedraad.cli import publishing  # noqa: PLC0415  what goes out leaves confidential sources out

        return publishing.export(path, to="ics", out=out, is_forced=False, order=asked)
    place = asked.pop("place")
    kept = choosing.chosen(choosing.at(dossier, place), **asked)
    if format == "json":
        knots = choosing.about(dossier.prospects, {one.id for one in kept})
        put_json({"actions": [shape(one, word) for one in kept], "knots": [shape(one, word) for one in knots]})
        return EXIT_DONE
    if not kept:
        put(said("roadmap.nothing" if dossier.prospects.actions else "roadmap.none_at_all"))
        return EXIT_DONE
    found = views.roadmap(
        dossier,
        language=LANGUAGE.get(),
        party=asked["party"],
        theme=asked["theme"],
        layer=asked["layer"],
        status=asked["status"],
        place=place,
    )
    rows = SHOWN_OF_CHOICE if any(asked.values()) or place or len(kept) <= _SMALL else SHOWN_ACTS
    _Speaking(found, rows=rows, by=by, themes=_themes(dossier)).everything(asked["party"])
    return EXIT_DONE


def _dossier(folder: DossierFolder) -> Dossier:
    """What the roadmap needs of the dossier, without the texts of its documents."""
    with consult.reading(folder) as store:
        return Dossier(
            frame=consult.frame_of(folder),
            sources=tuple(store.records("sources")),
            documents={},
            statements=tuple(store.records("statements")),
            links=Links(parties=tuple(store.records("parties"))),
            coverage=(),
            problems=(),
            prospects=Prospects(actions=tuple(store.records("actions")), knots=tuple(store.records("knots"))),
            signers=consult.signers(folder),
        )


def _meant(dossier: Dossier, wanted: Mapping[str, str | None]) -> dict[str, str | None]:
    """The codes that a person means by a party's name or alias, a theme's or a layer's. Raises WrongUse on another."""
    parties = {one.id: one for one in dossier.links.parties}
    themes = _themes(dossier)
    there: dict[str, Iterable[str]] = {
        "party": {*parties, *(id_ for one in dossier.prospects.actions for id_ in choosing.concerned(one))},
        "theme": {*themes, *(id_ for one in dossier.prospects.actions for id_ in one.themes)},
        "layer": get_args(Layer),
        "status": (*get_args(ActionStatus), choosing.UNTOLD),
        "place": (*WHOLE, *BEYOND, *EVERYWHERE, *dossier.frame.places, dossier.frame.name),
    }
    found: dict[str, str | None] = {}
    for what, value in wanted.items():
        meant = narrowing.meanings(value, parties=parties, themes=themes) if value else frozenset()
        ids = sorted(meant.intersection(there[what]))
        if what == "status" and value and value.casefold() == said("roadmap.not_told").casefold():
            ids = [choosing.UNTOLD]
        if what == "place" and value:
            ids = [one for one in there[what] if one.casefold() == value.casefold().strip()]
        if value and not ids:
            raise WrongUse("roadmap.unknown", value=value[:80], known=_few(what, there[what], parties))
        found[what] = ids[0] if ids else None
    return found


def _themes(dossier: Dossier) -> dict[str, str]:
    return {one.id: one.nl if LANGUAGE.get() == "nl" else one.en for one in dossier.frame.themes}


def _few(what: str, ids: Iterable[str], parties: Mapping[str, Party]) -> str:
    """Some of those that there are, by name."""
    names = sorted(parties[one].name if one in parties else one for one in ids)
    few = ", ".join(phrases.clipped(name, 60) for name in names[:20])
    return f"{few} …" if what == "party" and len(names) > 20 else few


class _Speaking:
    """The roadmap as it is told at a terminal."""

    def __init__(self, roadmap: Roadmap, *, rows: int, by: str, themes: Mapping[str, str]) -> None:
        self._roadmap = roadmap
        self._rows = rows
        self._by = by
        self._themes = themes
        self._codes = tables.code_length(
            [*(one.action.id for one in roadmap.acts), *(one.id for one in roadmap.decisions)]
        )

    def everything(self, party: str | None) -> None:
        """First what must be decided, then what is due when, then who has what, and what nobody said."""
        found = self._roadmap
        put(
            said(
                "roadmap.head",
                actions=len(found.acts),
                dated=sum(views.is_date(one.action.by_to or one.action.by_from) for one in found.acts),
            )
        )
        put(said("roadmap.derived"))
        if told := settled_count(found):
            put(told)
        self._decisions()
        if party is None:
            self._addressees(addressees(found))
        self._pressing()
        if party is not None:
            self._of_one(party)
        self._by_year(found.periods)
        if found.national:
            put("")
            put(said("roadmap.national", count=sum(len(one.acts) for one in found.national)))
            self._by_year(found.national)
        if found.past:
            self._list(said("roadmap.past", date=phrases.date(found.told_until or "", LANGUAGE.get())), found.past)
        if found.closed:
            self._list(said("roadmap.closed"), found.closed)
        if party is None:
            self._parties()
        self._said_by_none()

    def _by_year(self, periods: Sequence[Period]) -> None:
        if self._by != "year":
            self._grouped([act for period in periods for act in period.acts])
            return
        for period in periods:
            title = (
                str(period.year) if period.year else said("roadmap.in_words" if period.has_words else "roadmap.no_term")
            )
            self._list(title, period.acts)

    def _grouped(self, acts: Sequence[Act]) -> None:
        """The lists by party, theme, layer or status, those with most first; what has none last."""
        groups: dict[str, list[Act]] = {}
        for act in acts:
            for id_ in self._places_of(act):
                groups.setdefault(id_, []).append(act)
        for id_ in sorted(groups, key=lambda one: (not one, -len(groups[one]), one)):
            self._list(self._group(id_), groups[id_])

    def _places_of(self, act: Act) -> Iterable[str]:
        action = act.action
        found = {
            "party": [choosing.plain(one) for one in action.who],
            "theme": action.themes,
            "layer": [action.layer],
            "status": [action.status],
        }[self._by]
        return dict.fromkeys(one or "" for one in found) or ("",)

    def _group(self, id_: str) -> str:
        if not id_:
            return said({"party": "roadmap.nobody", "status": "roadmap.not_told"}.get(self._by, "roadmap.no_group"))
        if self._by == "party":
            return phrases.party(self._roadmap.parties, id_, LANGUAGE.get())
        if self._by == "theme":
            return self._themes.get(id_) or said("html.other_theme")
        return tables.label("layer" if self._by == "layer" else "action_status", id_)

    def _decisions(self) -> None:
        decisions = self._roadmap.decisions
        if not decisions:
            put(said("roadmap.no_decisions"))
            return
        table(
            said("roadmap.decide_first", count=len(decisions)),
            [said(f"column.{one}") for one in ("id", "who", "decision", "waiting", "alone", "breaks")],
            [
                [
                    one.id[: self._codes],
                    one.told or said("roadmap.nobody"),
                    (said("roadmap.condition_is") if one.is_condition else "") + phrases.clipped(one.what, _WHAT_CHARS),
                    str(one.waiting),
                    str(one.alone),
                    str(one.circles or ""),
                ]
                for one in decisions[:SHOWN_DECISIONS]
            ],
            wide=[2],
            most={0: self._codes, 1: 28, 3: 8, 4: 9, 5: 8},
        )
        self._more(len(decisions), SHOWN_DECISIONS, "knots")
        sets = self._roadmap.knots.get("unblocking", ())
        for view in sets[-1:]:
            put(view.text)

    def _addressees(self, asked: Sequence[Addressee]) -> None:
        """Who must answer first: the open requests by those of whom they are asked."""
        if not asked:
            return
        put("")
        table(
            said("roadmap.asked_first", count=len(asked)),
            [
                said(f"column.{one}")
                for one in ("asked_of", "open_requests", "askers", "asked_by", "first_request", "id")
            ],
            [
                [
                    one.name or said("roadmap.nobody"),
                    str(len(one.acts)),
                    str(len(one.askers) or ""),
                    self._term(one.acts[0]),
                    phrases.clipped(one.acts[0].action.what, _WHAT_CHARS),
                    self._code(one.acts[0]),
                ]
                for one in asked[:SHOWN_ADDRESSEES]
            ],
            wide=[4],
            most={0: 34, 1: 9, 2: 7, 3: 18, 5: self._codes},
        )
        self._more(len(asked), SHOWN_ADDRESSEES, "actions")
        put(said("roadmap.how_asked"))

    @staticmethod
    def _term(act: Act) -> str:
        return act.term or phrases.date(act.action.by_to, LANGUAGE.get()) if act.action.by_to or act.term else ""

    def _pressing(self) -> None:
        """Circles, contradictions and what waits in vain, in sentences."""
        for kind, found in self._roadmap.knots.items():
            if kind in PRESSING and kind not in ("unblocking", "one_decision"):
                put("")
                put(said("roadmap.of_kind", kind=tables.label("knot", kind), count=len(found)))
                for view in found[:SHOWN_KNOTS]:
                    put(f"- {view.text}")
                self._more(len(found), SHOWN_KNOTS, "knots")

    def _of_one(self, party: str) -> None:
        share = next((one for one in self._roadmap.shares if one.party == party), None)
        for code, acts in (
            ("asked_of_you", share.asked if share else ()),
            ("promised_by_you", share.promised if share else ()),
            ("bound_by_you", share.awaiting if share else ()),
        ):
            name = share.name if share else party
            if acts:
                title = said(f"roadmap.{code}", party=name)
                self._list(title, acts, first="asker" if code == "asked_of_you" else "who")
            else:
                put("")
                put(said("roadmap.nothing_here", what=said(f"roadmap.{code}", party=name)))

    def _list(self, title: str, acts: Sequence[Act], *, first: str = "who") -> None:
        """One table of actions; ``first`` is whose names stand in it: ``who`` acts, or the ``asker``."""
        put("")
        table(
            said("roadmap.titled", title=title, count=len(acts)),
            [said(f"column.{one}") for one in ("id", first, "what", "deadline", "condition", "status")],
            [
                [
                    self._code(act),
                    (act.who if first == "who" else act.asker) or said("roadmap.nobody"),
                    phrases.clipped(act.action.what, _WHAT_CHARS),
                    self._term(act),
                    self._under(act),
                    self._status(act),
                ]
                for act in acts[: self._rows]
            ],
            wide=[2, 4],
            most={0: self._codes, 1: 26, 3: 18, 5: 14},
        )
        self._more(len(acts), self._rows, "actions")

    def _under(self, act: Act) -> str:
        told = [phrases.clipped(words, 160) + (f" ({whose})" if whose else "") for words, whose in act.under]
        by_place = {one.place: one for one in self._roadmap.acts}
        told += [said("roadmap.after", name=self._code(by_place[place])) for place in act.after]
        return "; ".join(told)

    @staticmethod
    def _status(act: Act) -> str:
        told = tables.label("action_status", act.action.status) or said("roadmap.not_told")
        outcome = tables.label("settlement", act.outcome) if act.outcome else ""
        return "; ".join(filter(None, [told, outcome, *act.settled]))

    def _parties(self) -> None:
        shares = self._roadmap.shares
        silent = {one.place for view in self._roadmap.knots.get("unanswered", ()) for one in view.acts}
        put("")
        table(
            said("roadmap.by_party", count=len(shares)),
            [said(f"column.{one}") for one in ("party", "asked", "unanswered", "promised", "sets")],
            [
                [
                    one.name,
                    str(len(one.asked)),
                    str(sum(act.place in silent for act in one.asked)),
                    str(len(one.promised)),
                    str(len(one.awaiting)),
                ]
                for one in shares[:SHOWN_PARTIES]
            ],
        )
        self._more(len(shares), SHOWN_PARTIES, "actions")
        put(said("roadmap.how_party"))

    def _said_by_none(self) -> None:
        rest = [(kind, found) for kind, found in self._roadmap.knots.items() if kind not in PRESSING]
        if rest:
            put("")
            put(said("roadmap.not_said"))
        for kind, found in rest:
            put(f"- {said('roadmap.of_kind', kind=tables.label('knot', kind), count=len(found))}")
        if rest:
            put(said("roadmap.how_knots"))

    def _code(self, act: Act) -> str:
        return act.action.id[: self._codes]

    @staticmethod
    def _more(count: int, shown: int, kind: str) -> None:
        if count > shown:
            put(said("roadmap.more", count=count - shown, kind=kind))

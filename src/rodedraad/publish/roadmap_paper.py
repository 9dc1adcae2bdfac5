"""The roadmap on paper: what to decide first and by whom, knots, who does what when and if, each party's share. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodedraad import phrases
from rodedraad.phrases import clipped
from rodedraad.publish.ahead import roadmap_answer
from rodedraad.publish.cited import Telling
from rodedraad.publish.drawing import Picture
from rodedraad.publish.knots_svg import dependencies
from rodedraad.publish.paper import Block, Drawing, Heading, Item, Paper, Paragraph, Run, Table, plain
from rodedraad.publish.publication import Publication
from rodedraad.publish.roadmap import PRESSING, Act, Decision, KnotView, Period, Roadmap, roadmap
from rodedraad.publish.roadmap_asked import addressees
from rodedraad.publish.roadmap_svg import timeline
from rodedraad.publish.signing import settled_count

SHOWN_ACTS = 15
"""Actions of each year; all are in the workbook and the lists."""
SHOWN_DECISIONS = 20
CORE_DECISIONS = 8
_SHOWN_NEAR = 8
"""Actions of the region that are due next, on the first two pages: what a council reads."""
_SHOWN_ADDRESSEES = 6
_SHOWN_KNOTS, _SHOWN_OTHERS = 12, 3
_SHOWN_PARTIES = 12
_SHOWN_SHARE = 5
_PICTURE_WIDTH = 640
"""Pixels: on the width of a sheet words are then as large as small print."""


def roadmap_paper(publication: Publication) -> Paper:
    """The roadmap as a paper of its own."""
    telling = Telling(publication)
    return telling.paper(telling.say("nav_routekaart"), _whole(telling))


def roadmap_core(telling: Telling) -> Iterator[Block]:
    """What of the roadmap goes into the proposition: the answer, and what to decide first."""
    view = roadmap(telling.publication.dossier, language=telling.language)
    if not view.acts:
        yield Paragraph(runs=plain(telling.say("road_none")))
        return
    yield from telling.answer(roadmap_answer(view))
    yield from _decisions(telling, view, most=CORE_DECISIONS)


def _whole(telling: Telling) -> Iterator[Block]:
    dossier = telling.publication.dossier
    view = roadmap(dossier, language=telling.language)
    if not view.acts:
        yield Paragraph(runs=plain(telling.say("road_none")))
        return
    yield from telling.answer(roadmap_answer(view))
    yield telling.small("road_why")
    if told := settled_count(view):
        yield Paragraph(runs=plain(told, is_strong=True))
    if view.decisions:
        yield Heading(text=telling.say("road_first"))
        yield from _decisions(telling, view, most=CORE_DECISIONS)
    yield from _addressees(telling, view)
    if near := [act for one in view.periods if one.year for act in one.acts]:
        yield from _acts(telling, telling.say("road_near"), near, most=_SHOWN_NEAR)
    yield Heading(text=telling.say("road_whole"), starts_page=True)
    if len(view.decisions) > CORE_DECISIONS:
        yield from _decisions(telling, view, most=SHOWN_DECISIONS)
    if found := dependencies(view):
        yield Heading(text=found.title)
        yield from _drawing(telling, found)
    yield Heading(text=telling.say("road_knots"))
    for kind, knots in view.knots.items():
        yield Heading(text=f"{telling.label('knot', kind)} ({telling.count(len(knots))})", level=2)
        most = _SHOWN_KNOTS if kind in PRESSING else _SHOWN_OTHERS
        yield from telling.first_of(len(knots[:most]), len(knots), "knots")
        for knot in knots[:most]:
            yield _knot(telling, knot, has_quotes=kind in PRESSING)
    if not view.knots:
        yield Paragraph(runs=plain(telling.say("road_no_knots")))
    yield Heading(text=telling.say("road_when"))
    if found := timeline(view, by="party", themes=dossier.frame.themes, width=_PICTURE_WIDTH):
        yield from _drawing(telling, found)
    yield from _by_year(telling, view.periods)
    if view.national:
        dated = [act for one in view.national for act in one.acts]  # those with a year come first
        yield from _acts(telling, telling.say("road_national"), dated)
    if view.past:
        date = phrases.date(view.told_until or "", telling.language)
        yield from _acts(telling, telling.say("road_past", date=date), view.past)
    if view.closed:
        yield from _acts(telling, telling.say("road_closed"), view.closed)
    yield from _shares(telling, view)


def _by_year(telling: Telling, periods: Sequence[Period]) -> Iterator[Block]:
    for period in periods:
        code = "road_in_words" if period.has_words else "road_no_term"
        yield from _acts(telling, str(period.year) if period.year else telling.say(code), period.acts)


def _decisions(telling: Telling, view: Roadmap, *, most: int) -> Iterator[Block]:
    if not view.decisions:
        return

    def who(one: Decision) -> str:
        name = one.told or telling.say("not_named")
        return f"{name}. {telling.say('road_is_condition')}" if one.is_named else name

    yield Table(
        columns=tuple(telling.say(code) for code in ("road_decide", "road_by", "road_waiting")),
        rows=tuple(
            (
                telling.quote(one.excerpt, one.what, limit=260) if one.excerpt else plain(clipped(one.what, 260)),
                plain(who(one)),
                plain(
                    telling.say("road_waits_one")
                    if one.waiting == 1
                    else telling.say("road_waits", count=telling.count(one.waiting))
                ),
            )
            for one in view.decisions[:most]
        ),
        summary=telling.say("road_first"),
        widths=(10, 5, 3),
    )
    yield from telling.first_of(len(view.decisions[:most]), len(view.decisions), "knots")


def _addressees(telling: Telling, view: Roadmap) -> Iterator[Block]:
    """Of whom something is asked that is still open, who must answer first before the others."""
    asked = addressees(view)
    if not asked:
        return
    yield Heading(text=telling.say("road_asked_first"))
    yield telling.small("road_asked_why")
    yield Table(
        columns=tuple(
            telling.say(code) for code in ("road_asked_of", "road_open_requests", "when", "road_first_request")
        ),
        rows=tuple(
            (
                plain(one.name or telling.say("not_named")),
                plain(telling.count(len(one.acts))),
                plain(clipped(one.acts[0].term, 60) or telling.say("not_named")),
                telling.quote(one.acts[0].excerpt, one.acts[0].action.what, limit=200),
            )
            for one in asked[:_SHOWN_ADDRESSEES]
        ),
        summary=telling.say("road_asked_first"),
        widths=(5, 2, 3, 10),
    )
    yield from telling.first_of(len(asked[:_SHOWN_ADDRESSEES]), len(asked), "actions")


def _drawing(telling: Telling, picture: Picture) -> Iterator[Block]:
    yield Drawing(svg=picture.svg, title=picture.title, text=picture.description)
    if picture.left:
        yield telling.small("road_left", count=telling.count(picture.left))


def _knot(telling: Telling, view: KnotView, *, has_quotes: bool) -> Item:
    runs = [Run(text=clipped(view.text, 700))]
    if view.acts:
        places = ", ".join(telling.count(act.place) for act in view.acts[:12])
        runs.append(Run(text=f" {telling.say('road_acts')} {places}."))
    if has_quotes:
        for excerpt in view.excerpts[:2]:
            runs += [Run(text=" "), *telling.quote(excerpt, limit=220)]
    return Item(runs=tuple(runs))


def _acts(telling: Telling, title: str, acts: Sequence[Act], *, most: int = SHOWN_ACTS) -> Iterator[Block]:
    """The actions of one year as a table."""
    yield Heading(text=f"{title} ({telling.count(len(acts))})", level=2)
    yield from telling.first_of(len(acts[:most]), len(acts), "actions")
    yield Table(
        columns=tuple(telling.say(code) for code in ("road_no", "road_who", "what", "when", "road_if", "road_status")),
        rows=tuple(_row(telling, act) for act in acts[:most]),
        summary=title,
        widths=(2, 6, 11, 4, 5, 4),
    )


def _row(telling: Telling, act: Act) -> tuple[tuple[Run, ...], ...]:
    under = [f"«{clipped(words, 140)}»" + (f" ({whose})" if whose else "") for words, whose in act.under[:2]]
    if len(act.under) > len(under):
        under.append(telling.say("and_more", count=telling.count(len(act.under) - len(under))))
    if act.after:
        under.append(f"{telling.say('road_after')} {', '.join(map(telling.count, act.after[:6]))}")
    return (
        plain(telling.count(act.place)),
        plain(_who(telling, act)),
        (*telling.placed(act.excerpt, act.action.what, limit=260), *plain(_settled(act))),
        plain(clipped(act.term, 60) or telling.say("not_named")),
        plain("; ".join(under) or "–"),
        plain(standing(telling, act)),
    )


def _settled(act: Act) -> str:
    return f" [{'; '.join(act.settled)}]" if act.settled else ""


def _who(telling: Telling, act: Act) -> str:
    who = act.who or telling.say("not_named")
    return f"{who} ({telling.say('road_asked_by')} {act.asker})" if act.asker else who


def standing(telling: Telling, act: Act) -> str:
    """How an action stands, and how it was answered, in words."""
    status = act.action.status
    told = telling.label("action_status", status) if status else telling.say("road_no_status")
    return f"{told}; {telling.label('settlement', act.outcome)}" if act.outcome else told


def _shares(telling: Telling, view: Roadmap) -> Iterator[Block]:
    yield Heading(text=telling.say("road_party"))
    yield telling.small("road_party_why")
    yield from telling.first_of(len(view.shares[:_SHOWN_PARTIES]), len(view.shares), "actions")
    for share in view.shares[:_SHOWN_PARTIES]:
        yield Heading(text=share.name, level=2)
        for code, acts in (
            ("road_asked", share.asked),
            ("road_promised", share.promised),
            ("road_bound", share.awaiting),
        ):
            if not acts:
                continue
            yield Paragraph(
                runs=plain(f"{telling.say(code)} ({telling.count(len(acts))})", is_strong=True), is_with_next=True
            )
            for act in acts[:_SHOWN_SHARE]:
                told = f" ({', '.join(filter(None, [clipped(act.term, 60), standing(telling, act)]))}){_settled(act)}"
                quote = telling.quote(act.excerpt, act.action.what, limit=200, has_note=False)
                yield Item(runs=(Run(text=f"{telling.count(act.place)}: "), *quote, Run(text=told)))
            yield from telling.first_of(len(acts[:_SHOWN_SHARE]), len(acts), "actions")

"""The dossier as one self-contained HTML file: no script, no network, prints well, opens from a USB stick.

Document text is hostile: everything is escaped by the template engine, links are built here and only ever point to
the sources beside the report or to http(s) addresses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from rodedraad import phrases
from rodedraad.intervals import span
from rodedraad.publish.ahead import needs_words, own, requirement_answer, roadmap_answer, scenario_answer, signed
from rodedraad.publish.clauses import Picture, Pictures, reading
from rodedraad.publish.credit import credit
from rodedraad.publish.excerpts import Excerpts, href
from rodedraad.publish.figures_svg import lines, matrix_picture, time_picture
from rodedraad.publish.indicators import decimal, measurements, unit_name
from rodedraad.publish.influences_svg import picture as influences
from rodedraad.publish.knots_svg import dependencies
from rodedraad.publish.model_work import (
    asked_for,
    cost,
    hours,
    mark,
    model_of,
    model_work,
    reason,
    requests,
    sentences,
    story_by,
    suggested_by,
    title_in,
    tokens,
    who_titled,
    worded_by,
)
from rodedraad.publish.publication import Publication
from rodedraad.publish.requirements import ASPECTS, asker
from rodedraad.publish.requirements_futures import MEANS
from rodedraad.publish.requirements_futures_svg import grid
from rodedraad.publish.requirements_futures_told import named, silence, untied
from rodedraad.publish.requirements_svg import NARROW as NEED_NARROW
from rodedraad.publish.requirements_svg import bars
from rodedraad.publish.roadmap import PRESSING, roadmap
from rodedraad.publish.roadmap_asked import addressees
from rodedraad.publish.roadmap_svg import NARROW, timeline
from rodedraad.publish.shortened import shortened
from rodedraad.publish.signing import settled_count
from rodedraad.publish.storyline import Library, Worded, storyline
from rodedraad.publish.timeline import Term, line, terms
from rodedraad.publish.view import Report
from rodedraad.wording import Language, word

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that HTML may not hold, and those that turn the reading direction of what follows."""
_LONGEST_ADDRESS = 2000
_LONGEST_SENTENCE = 600
_LONGEST_MARK = 200
_SHOWN_ACTS = 15
"""Actions of each year; all are in the workbook and the lists."""


def html(report: Report, *, publication: Publication, pictures: Pictures | None = None) -> bytes:
    """The proposition with the dossier behind it, in the publication's language. Nothing here reads a clock.

    ``report`` is the view of the publication's own dossier. ``pictures`` are the pages of sources that are shown with
    their quote marked: beside the proposition, where they were made.
    """
    language = publication.language
    clauses = reading(publication, sources_href=report.sources_href, pictures=pictures or Pictures())
    found = terms(publication)
    drawn = line(found, [theme.id for theme in publication.proposition.themes])
    absent = [one.id for one in report.absent]
    page: str = (
        _environment()
        .get_template("report.html.j2")
        .render(
            **_words(report, language),
            **_ahead(report, language, publication.stories),
            **_model(publication),
            report=report,
            dossier=report.dossier,
            publication=publication,
            reading=clauses,
            has_part=lambda part: any(one.part == part for one in clauses.core),
            brought={one.id for one in publication.contributions},
            timeline=found,
            time_picture=time_picture(drawn) if drawn else None,
            matrix_picture=matrix_picture(report.matrix_parties, report.matrix, absent=absent)
            if report.matrix and report.dossier.frame.themes
            else None,
            lines=lambda name, is_narrow: lines(name, is_narrow=is_narrow),
            interval=lambda term: _interval(term, language),
            who=publication.who,
            at=lambda cited: phrases.where(
                cited.source, cited.citation.page, cited.citation.page_end, cited.citation.locator, language
            ),
            stamp=phrases.moment(publication.stamp, language),
            css=_text("report.css").replace("__MARK__", _css_string(publication.mark))
            + _text("ahead.css")
            + _text("indicators.css"),
            image_policy=_policy(clauses.pictured),
        )
    )
    return page.encode("utf-8")


def _words(report: Report, language: Language) -> dict[str, Any]:
    """What the templates say things with, in one language."""
    say = partial(phrases.said, language=language)
    return {
        "language": language,
        "t": lambda code, **values: say(f"html.{code}", **values),
        "say": say,
        "word": lambda message: phrases.clipped(word(message, language), _LONGEST_SENTENCE),
        "label": lambda kind, value: phrases.label(kind, value, language),
        "party": lambda id_: phrases.party(report.parties, id_, language),
        "parties": lambda ids: [phrases.party(report.parties, id_, language) for id_ in ids],
        "speakers": lambda issuers: phrases.speakers(issuers, report.parties, language),
        "says_page": lambda problem: "page" in dict(problem.message.values),
        "by_role": phrases.by_role,
        "actors": lambda group, source: phrases.actors(group, source, report.parties, language),
        "listed": lambda names: phrases.listed(list(names), language),
        "held": lambda what, value: phrases.held(what, value, report.parties, _themes(report, language), language),
        "moment": lambda value: phrases.moment(value, language),
        "theme": lambda id_: _theme(report, id_, language),
        "where": lambda excerpt: phrases.where(
            excerpt.source, excerpt.page, excerpt.page_end, excerpt.locator, language
        ),
        "address": _address,
        "clipped": phrases.clipped,
        "near": phrases.near,
        "shortened": partial(shortened, language=language),
        "marked": phrases.marked,
        "number": lambda value: phrases.number(value, language),
        "date": lambda value: phrases.date(value, language),
    }


def _model(publication: Publication) -> dict[str, Any]:
    """What is told of language models: the marks of what is theirs, and what was sent."""
    work, language = model_work(publication), publication.language
    return {
        "model_work": work,
        "model_told": tuple(sentences(work, language)),
        "hours_told": tuple(hours(work, language)),
        "reason": lambda told: reason(told, language),
        "found_by": lambda id_: mark(f"model:{work.found[id_]}", language) if id_ in work.found else "",
        "titled_by": lambda thread: (
            phrases.said("publication.titled_by_model", language, model=name)
            if (name := model_of(thread.titled_by))
            else ""
        ),
        "euros": lambda value: cost(value, language),
        "suggested_by": lambda origin: suggested_by(origin, language),
        "requests": lambda run: requests(run, language),
        "tokens": lambda count: tokens(count, language),
        "asked_for": lambda run: asked_for(run, language),
        "titles_by": who_titled(publication),
        "titled": lambda clause: title_in(clause, publication.language),
        "worded_by": lambda clause: worded_by(publication, clause),
    }


def _ahead(report: Report, language: Language, words: Mapping[str, Worded]) -> dict[str, Any]:
    """What the chapters of what lies ahead are laid out from."""
    found = report.ahead
    return {
        "ahead": found,
        "own": lambda named: own(named, language),
        "needed_words": lambda needs: needs_words(needs, language),
        "signed": signed,
        "aspects": ASPECTS,
        "scenario_numbers": {one.number for one in found.scenarios.scenarios},
        "scenario_answer": scenario_answer(found.scenarios, language),
        "requirement_answer": requirement_answer(found.requirements, found.futures, report.parties, language),
        "need_bars": bars(found.requirements, language),
        "need_bars_narrow": bars(found.requirements, language, width=NEED_NARROW, name="nodig-smal"),
        "credit": credit(report.dossier.prospects.requirements, language),
        "need_asker": lambda view: asker(view, report.parties, language),
        "means_of_futures": tuple(MEANS),
        "future_named": lambda row: named(row, found.futures, report.parties, language),
        "future_untied": untied(found.futures, language),
        "future_silence": silence(found.futures, language),
        "future_grid": grid(found.futures, report.parties, language),
        "future_grid_narrow": grid(found.futures, report.parties, language, width=NEED_NARROW, name="toekomsten-smal"),
        **_stories(report, language, words),
        **_roadmap(report, language),
        **_measured(report, language),
    }


def _stories(report: Report, language: Language, words: Mapping[str, Worded]) -> dict[str, Any]:
    """The story and picture of each scenario that is shown, with the way to each source that a story quotes."""
    prospects, library = report.dossier.prospects, Library.of_dossier(report.dossier)
    stories, pictures = {}, {}
    for view in report.ahead.scenarios.scenarios:
        one = view.scenario
        stories[one.id] = storyline(one, prospects, library, language=language, words=words)
        pictures[one.id] = influences(
            prospects.drivers,
            prospects.judgements,
            language=language,
            scenario=one,
            number=view.number,
            name=f"invloed-{view.number}",
        )
    quoted = {id_ for story in stories.values() for paragraph in story for id_ in paragraph.citations}
    anchored = [library.statements.get(id_) or library.outlooks.get(id_) for id_ in sorted(quoted)]
    return {
        "storylines": stories,
        "story_by": lambda origin: story_by(origin, language),
        "scenario_pictures": pictures,
        "story_ways": {
            one.id: href(report.sources[one.source], one.page, report.sources_href, quote=one.quote)
            for one in anchored
            if one is not None
        },
        "influences": influences(prospects.drivers, prospects.judgements, language=language, name="invloed")
        if prospects.drivers
        else None,
    }


def _roadmap(report: Report, language: Language) -> dict[str, Any]:
    """The roadmap with its pictures; of each year the first actions, to which the others lead."""
    found = roadmap(report.dossier, language=language, sources_href=report.sources_href)
    themes = report.dossier.frame.themes
    shown = [*(one.acts for one in (*found.periods, *found.national)), found.past, found.closed]
    return {
        "roadmap": found,
        "roadmap_answer": roadmap_answer(found),
        "road_asked": addressees(found),
        "settled_acts": settled_count(found),
        "national_acts": sum(len(one.acts) for one in found.national),
        "shown_acts": {act.place for acts in shown for act in acts[:_SHOWN_ACTS]},
        "most_acts": _SHOWN_ACTS,
        "pressing": PRESSING,
        "road_graph": dependencies(found),
        "road_graph_narrow": dependencies(found, name="knopen-smal", is_narrow=True),
        "road_time": timeline(found, by="party", themes=themes, name="kaart"),
        "road_time_narrow": timeline(found, by="party", themes=themes, width=NARROW, name="kaart-smal"),
    }


def _measured(report: Report, language: Language) -> dict[str, Any]:
    """What the chapter of measurements is laid out from."""
    dossier = report.dossier
    return {
        "measurements": measurements(
            dossier.prospects,
            statements={one.id: one for one in dossier.statements},
            maker=Excerpts(dossier.sources, dossier.documents, report.sources_href),
            language=language,
        ),
        "decimal": lambda value: decimal(value, language),
        "unit_name": lambda unit: unit_name(unit, language),
    }


def _interval(term: Term, language: Language) -> str:
    """The days of a term in words: a whole year or month as that, an open side as open."""
    first, last = term.first, term.last
    if first and last:
        for part in (4, 7, 10):
            if span(first[:part]) == (span(first)[0], span(last)[1]):
                return phrases.date(first[:part], language)
        return phrases.said(
            "html.between_days", language, first=phrases.date(first, language), last=phrases.date(last, language)
        )
    code, day = ("html.until_day", last) if last else ("html.from_day", first)
    return phrases.said(code, language, day=phrases.date(day, language))


def _policy(pictured: Sequence[Picture]) -> str:
    """What images the page may load: none, those that it carries, or those in the folder beside it."""
    if not pictured:
        return ""
    is_inside = all(one.src.startswith("data:") for one in pictured)
    return " img-src data:;" if is_inside else " img-src data: 'self' file:;"


def _css_string(text: str) -> str:
    """Words as a style sheet may hold them between quotes: what is no letter or digit is written as its number."""
    kept = _CONTROL.sub("\ufffd", " ".join(text.split()))[:_LONGEST_MARK]
    return "".join(one if one.isascii() and one.isalnum() else f"\\{ord(one):x} " for one in kept)


def _theme(report: Report, id_: str, language: Language) -> str:
    for theme in report.dossier.frame.themes:
        if theme.id == id_:
            return phrases.clipped(theme.nl if language == "nl" else theme.en, phrases.LONGEST_NAME)
    return phrases.said("html.other_theme", language) if id_ == "anders" else id_


def _themes(report: Report, language: Language) -> dict[str, str]:
    return {theme.id: _theme(report, theme.id, language) for theme in report.dossier.frame.themes}


def _address(url: str | None) -> str | None:
    """The address if it is one that a reader may be sent to."""
    if url is None or len(url) > _LONGEST_ADDRESS or _CONTROL.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _finalize(value: Any) -> Any:
    return _CONTROL.sub("\ufffd", value) if type(value) is str else value


def _text(name: str) -> str:
    return (resources.files("rodedraad.publish") / name).read_text(encoding="utf-8")


@cache
def _environment() -> Any:
    import jinja2  # noqa: PLC0415  a tenth of a second that other commands need not spend

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_text),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )

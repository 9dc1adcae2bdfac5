"""What each future takes, in words: what a row is called, what a cell counts, what no source ties to any future. Pure.

One wording for the report, paper, the workbook and the terminal alike. docs/method/require.md, section 9.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rodedraad import phrases
from rodedraad.publish.requirements_futures import Cell, Futures, Row
from rodedraad.records import Party
from rodedraad.wording import Language

_LONGEST_TITLE, _LONGEST_NAME, _NAMED = 90, 60, 6


def named(row: Row, view: Futures, parties: Mapping[str, Party], language: Language) -> str:
    """What a row is called: a scenario by its own choices, a described future by who describes it."""
    if row.future == "untied":
        return phrases.said("needed.untied_row", language)
    if row.future == "elsewhere":
        return phrases.said("needed.elsewhere", language, count=phrases.number(len(row.titles), language))
    if row.future == "every":
        if view.is_whole:
            return phrases.said("needed.every", language)
        return phrases.said("needed.every_listed", language, count=phrases.number(view.scenarios, language))
    if row.outlook is not None and row.excerpt is not None:
        who = row.outlook.holders or row.excerpt.source.authors
        return phrases.said(
            "needed.outlook" if who else "needed.outlook_bare",
            language,
            title=phrases.clipped(row.outlook.title, _LONGEST_TITLE),
            stance=phrases.label("outlook", row.outlook.stance, language),
            who=phrases.listed([phrases.party(parties, one, language) for one in who[:2]], language),
        )
    if row.number is not None:
        own = "; ".join((one.nl if language == "nl" else one.en) or one.id for one in row.own)
        return phrases.said("needed.scenario", language, number=row.number, own=phrases.clipped(own, _LONGEST_TITLE))
    return phrases.said("needed.none", language)


def told(cell: Cell, language: Language) -> str:
    """The count of a cell with what the region has of it, in words, national needs apart; empty where it has none."""
    parts = [
        f"{phrases.number(count, language)} {phrases.label('extent', extent, language)}"
        for extent, count in cell.extents.items()
        if count
    ]
    own = f"{phrases.number(cell.count, language)} ({', '.join(parts)})" if cell.count else ""
    if not cell.national:
        return own
    code = "needed.national_too" if own else "needed.national_only"
    apart = phrases.said(code, language, count=phrases.number(cell.national, language))
    return f"{own}; {apart}" if own else apart


def untied(view: Futures, language: Language) -> str:
    """How many needs no source ties to any future, the region's and others; empty where there is none."""
    row = view.untied
    if not row.total:
        return ""
    return phrases.said(
        "needed.untied",
        language,
        own=phrases.number(row.regional, language),
        national=phrases.number(row.national, language),
        lasting=phrases.number(view.lasting, language),
    )


def silence(view: Futures, language: Language) -> str:
    """Which futures of the region no source ties anything to, and which of other worlds stand together; else empty."""
    told_ = []
    if view.silent:
        code = "needed.silent_one" if len(view.silent) == 1 else "needed.silent"
        count = phrases.number(len(view.silent), language)
        told_.append(phrases.said(code, language, count=count, titles=_titles(view.silent, language)))
    told_ += [
        phrases.said("needed.elsewhere_named", language, titles=_titles(row.titles, language))
        for row in view.rows
        if row.future == "elsewhere"
    ]
    return " ".join(told_)


def _titles(titles: Sequence[str], language: Language) -> str:
    named_ = [f"«{phrases.clipped(one, _LONGEST_NAME)}»" for one in titles[:_NAMED]]
    if len(titles) > _NAMED:
        named_.append(phrases.said("html.and_more", language, count=len(titles) - _NAMED))
    return ", ".join(named_)

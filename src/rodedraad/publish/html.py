"""The dossier as one self-contained HTML file: no script, no network, prints well, opens from a USB stick.

Document text is hostile: everything is escaped by the template engine, links are built here and only ever point to
the sources beside the report or to http(s) addresses.
"""

from __future__ import annotations

import re
from functools import cache, partial
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from rodedraad import phrases
from rodedraad.publish.view import Report
from rodedraad.wording import Language, word

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that HTML may not hold, and those that turn the reading direction of what follows."""
_LONGEST_ADDRESS = 2000
_LONGEST_SENTENCE = 600


def html(report: Report, *, language: Language, stamp: str) -> bytes:
    """The report in one language. ``stamp`` is the time shown as when it was made; nothing here reads a clock."""
    say = partial(phrases.said, language=language)
    page: str = (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            dossier=report.dossier,
            language=language,
            stamp=phrases.moment(stamp, language),
            css=_text("report.css"),
            t=lambda code, **values: say(f"html.{code}", **values),
            word=lambda message: phrases.clipped(word(message, language), _LONGEST_SENTENCE),
            label=lambda kind, value: phrases.label(kind, value, language),
            party=lambda id_: phrases.party(report.parties, id_, language),
            parties=lambda ids: [phrases.party(report.parties, id_, language) for id_ in ids],
            speakers=lambda issuers: phrases.speakers(issuers, report.parties, language),
            says_page=lambda problem: "page" in dict(problem.message.values),
            by_role=phrases.by_role,
            actors=lambda group, source: phrases.actors(group, source, report.parties, language),
            listed=lambda names: phrases.listed(list(names), language),
            held=lambda what, value: phrases.held(what, value, report.parties, _themes(report, language), language),
            moment=lambda value: phrases.moment(value, language),
            theme=lambda id_: _theme(report, id_, language),
            where=lambda excerpt: phrases.where(
                excerpt.source, excerpt.page, excerpt.page_end, excerpt.locator, language
            ),
            address=_address,
            clipped=phrases.clipped,
            near=phrases.near,
            marked=phrases.marked,
            number=lambda value: phrases.number(value, language),
            date=lambda value: phrases.date(value, language),
        )
    )
    return page.encode("utf-8")


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

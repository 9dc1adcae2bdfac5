"""The dossier as one self-contained HTML file: no script, no network, prints well, opens from a USB stick.

Document text is hostile: everything is escaped by the template engine, links are built here and only ever point to
the sources beside the report or to http(s) addresses.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from rodedraad.publish.view import Report
from rodedraad.records import Message, Party, Source, Value
from rodedraad.wording import Language, word

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Characters that HTML may not hold, and those that turn the reading direction of what follows."""


def html(report: Report, *, language: Language, stamp: str) -> bytes:
    """The report in one language. ``stamp`` is the time shown as when it was made; nothing here reads a clock."""
    template = _environment().get_template("report.html.j2")
    page: str = template.render(
        report=report,
        dossier=report.dossier,
        language=language,
        stamp=stamp,
        css=_text("report.css"),
        t=lambda code, **values: word(_message(f"html.{code}", values), language),
        word=lambda message: word(message, language),
        label=lambda kind, value: _label(kind, value, language),
        party=lambda id_: _party(report, id_),
        theme=lambda id_: _theme(report, id_, language),
        where=lambda source, page, page_end, locator: _where(source, page, page_end, locator, language),
        address=_address,
        number=lambda value: f"{value:,}".replace(",", "." if language == "nl" else ","),
        date=lambda value: _date(value, language),
    )
    return page.encode("utf-8")


def _message(code: str, values: dict[str, Value]) -> Message:
    return Message(code=code, values=tuple(sorted(values.items())))


def _label(kind: str, value: str | None, language: Language) -> str:
    return word(Message(code=f"label.{kind}_{value or 'unknown'}"), language)


def _party(report: Report, id_: str) -> Party:
    """The party of an id; an id with its organ behind a slash shows the organ too."""
    plain, _, _organ = id_.partition("/")
    return report.parties.get(plain) or Party(id=plain, name=plain)


def _theme(report: Report, id_: str, language: Language) -> str:
    for theme in report.dossier.frame.themes:
        if theme.id == id_:
            return theme.nl if language == "nl" else theme.en
    return id_


def _where(source: Source, page: int | None, page_end: int | None, locator: Message | None, language: Language) -> str:
    if page is not None:
        is_slides = source.path.lower().endswith(".pptx")
        code = "html.slide" if is_slides else "html.page"
        if page_end is not None and page_end != page:
            return word(_message(f"{code}s", {"first": page, "last": page_end}), language)
        return word(_message(code, {"page": page}), language)
    return word(locator, language) if locator else ""


def _address(url: str | None) -> str | None:
    """The address if it is one that a reader may be sent to."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


_MONTHS: dict[Language, tuple[str, ...]] = {
    "nl": (
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ]  # type: ignore[dict-item]
    ),
    "en": (
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]  # type: ignore[dict-item]
    ),
}


def _date(value: str | None, language: Language) -> str:
    if not value:
        return _label("date", None, language)
    year, *rest = value.split("-")
    if not rest:
        return year
    month = _MONTHS[language][int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def _finalize(value: Any) -> Any:
    return _CONTROL.sub("�", value) if type(value) is str else value


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

"""Pictures as text: the few shapes that the pictures of the roadmap are made of, as SVG that stands on its own. Pure.

No style sheet, no script, nothing from outside: the same text goes into HTML, PDF and a file. Lines and words take the
colour of the text around them; shapes and dashes tell apart what the two colours tell apart as well, and these have a
contrast of at least 3 to 1 with white and with the dark paper of the report (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

PLAIN = "#3f74ad"
LOUD = "#d1495b"
LETTER = 6.8
"""Width of a letter of 12 pixels, on the average of Dutch, in a wide letter such as Verdana or DejaVu."""
_WRONG = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that XML may not hold, and those that turn the reading direction of what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture with its words: ``svg`` is whole; ``shown`` of ``shown + left`` are in it, and the rest is in the table."""

    svg: str
    title: str
    description: str
    shown: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where the parts of a picture of the roadmap lead on a page that has more of them.

    ``node`` gives the address of an action, or of the statement that sets a condition, by its id; ``due`` that of what is
    due in a year, of a band by its id ("" for nobody) or of all of them (None).
    """

    node: Callable[[str], str]
    due: Callable[[str | None, int], str]


def safe(text: str) -> str:
    """Words as XML may hold them."""
    return escape(_WRONG.sub("\ufffd", " ".join(text.split())))


def drawn(
    parts: Iterable[str], *, name: str, size: tuple[int, int], title: str, description: str, ways: Ways | None = None
) -> str:
    """The whole picture. ``name`` makes its ids differ from those of other pictures on a page.

    One with ways in it is a group: an image is one thing to who cannot see it, and its links would be lost.
    """
    width, height = size
    role = "img" if ways is None else "group"
    labels = quoteattr(f"{name}-t {name}-d")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="{role}" aria-labelledby={labels} width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="system-ui, Segoe UI, Roboto, Arial, sans-serif" font-size="12">'
        f"<title id={quoteattr(name + '-t')}>{safe(title)}</title>"
        f"<desc id={quoteattr(name + '-d')}>{safe(description)}</desc>"
        f"{''.join(parts)}</svg>"
    )


def linked(parts: Iterable[str], *, to: str, told: str, area: str) -> str:
    """Parts that lead somewhere, also for who goes by the keyboard; ``area`` is the way around what can be hit."""
    return (
        f"<a href={quoteattr(to)}><title>{safe(told)}</title>{''.join(parts)}"
        f'<path d="{area}" fill="none" pointer-events="all"/></a>'
    )


def words(x: float, y: float, text: str, *, weight: str = "", size: int = 0, anchor: str = "", colour: str = "") -> str:
    """A line of text."""
    more = f' font-weight="{weight}"' if weight else ""
    more += f' font-size="{size}"' if size else ""
    more += f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:g}" y="{y:g}" fill="{colour or "currentColor"}"{more}>{safe(text)}</text>'


def path(data: str, *, colour: str = "currentColor", width: float = 1, dash: str = "", opacity: float = 1) -> str:
    """A line."""
    more = f' stroke-dasharray="{dash}"' if dash else ""
    more += f' opacity="{opacity:g}"' if opacity != 1 else ""
    return f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{width:g}"{more}/>'


def shape(data: str, *, fill: str, stroke: str = PLAIN, dash: str = "") -> str:
    """A surface with its edge."""
    more = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{data}" fill="{fill}" stroke="{stroke}" stroke-width="1.5"{more}/>'


def box(x: float, y: float, width: float, height: float) -> str:
    """The way around a box."""
    return f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z"


def fitted(text: str, pixels: float, *, size: int = 12) -> str:
    """As much of a text as fits, by the average width of its letters."""
    most = max(4, int(pixels / (LETTER * size / 12)))
    text = " ".join(text.split())
    return text if len(text) <= most else (text[: most - 1].rpartition(" ")[0] or text[: most - 1]) + "…"


def wrapped(text: str, pixels: float, most: int, *, size: int = 12) -> list[str]:
    """A text in at most so many lines that fit; what fits nowhere is cut with a sign."""
    letters = max(4, int(pixels / (LETTER * size / 12)))
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word if len(word) <= letters else f"{word[: letters - 1]}…")
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    return [*lines[: most - 1], (last if len(last) < letters else last.rpartition(" ")[0] or last[:-1]) + "…"]

"""A quote is found in the text, or it is no quote: rule 1 of the design.

Equal under a short, closed list of normalisations that keep offsets: any white space is a blank, a hyphen at the end
of a line (and a soft hyphen anywhere) may be gone, and typographic quotes and dashes equal the plain ones. Capitals,
accents, words and order must be the same: nothing is accepted for being similar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rodedraad.errors import QuoteNotFound

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_SOFT = "\u00ad\u200b\u2060\ufeff\ufffe\x02"
_PIECE = re.compile(rf"(?P<soft>[{_SOFT}]+\s*)|(?P<broken>(?<=\w)[-‐][ \t]*\r?\n\s*(?=\w))|(?P<blank>\s+)|(?P<rest>[^\s{_SOFT}‐\-]+|.)", re.DOTALL)  # fmt: skip
_MOST = 10_000
_SHOWN_CHARS = 80


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text under the normalisations: ``at[i]`` is where its character i stands in the text itself."""

    text: str
    at: tuple[int, ...]


@lru_cache(maxsize=8)
def _folded(text: str, *, keeps_hyphens: bool) -> _Folded:
    parts: list[str] = []
    at: list[int] = []
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup
        if kind == "soft" or (kind == "broken" and not keeps_hyphens):
            continue
        new = "-" if kind == "broken" else " " if kind == "blank" else piece.group().translate(_PLAIN)
        parts.append(new)
        at.extend(range(piece.start(), piece.start() + len(new)))
    return _Folded("".join(parts), tuple(at))


def find(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    """Every place, as [start, end), where the text says exactly this; sorted, at most 10,000. Empty finds nowhere."""
    spans: set[tuple[int, int]] = set()
    for keeps_hyphens in (True, False):
        wanted = _folded(quote.strip(), keeps_hyphens=keeps_hyphens).text.strip()
        whole = _folded(text, keeps_hyphens=keeps_hyphens)
        place = whole.text.find(wanted) if wanted else -1
        while place >= 0 and len(spans) < _MOST:
            spans.add((whole.at[place], whole.at[place + len(wanted) - 1] + 1))
            place = whole.text.find(wanted, place + 1)
    return tuple(sorted(spans))


def one(text: str, quote: str) -> tuple[int, int]:
    """The one place where the text says this. Raises QuoteNotFound where there is none, or more than one."""
    spans = find(text, quote)
    if not spans:
        raise QuoteNotFound("extract.quote_not_found", quote=quote[:_SHOWN_CHARS])
    if len(spans) > 1:
        raise QuoteNotFound("extract.quote_not_unique", quote=quote[:_SHOWN_CHARS], count=len(spans))
    return spans[0]


def relocate(text: str, quote: str, *, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """Where a quote stands now: of several places, the one whose surroundings agree best with those kept.

    Raises QuoteNotFound where the quote is gone, or where two places agree equally well.
    """
    spans = find(text, quote)
    if not spans:
        raise QuoteNotFound("extract.quote_not_found", quote=quote[:_SHOWN_CHARS])
    before = _bare(prefix)[::-1]
    after = _bare(suffix)
    near = [
        _agreeing(before, _bare(text[max(0, start - 2 * len(prefix) - 8) : start])[::-1])
        + _agreeing(after, _bare(text[end : end + 2 * len(suffix) + 8]))
        for start, end in spans
    ]
    best = [span for span, agreed in zip(spans, near, strict=True) if agreed == max(near)]
    if len(best) > 1:
        raise QuoteNotFound("extract.quote_not_unique", quote=quote[:_SHOWN_CHARS], count=len(best))
    return best[0]


def _bare(text: str) -> str:
    folded = _folded(text, keeps_hyphens=False).text if len(text) > 1 else text
    return folded.replace(" ", "").replace("-", "")


def _agreeing(one_text: str, other: str) -> int:
    count = 0
    for a, b in zip(one_text, other, strict=False):
        if a != b:
            break
        count += 1
    return count

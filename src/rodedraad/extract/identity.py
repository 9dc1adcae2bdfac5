"""What a statement's id is made of: its source, its quote and its ordinal among equal quotes, and nothing else.

Type, theme, offsets and confidence stay out, so that a better reader or classifier keeps what people said of it.
"""

from __future__ import annotations

import re
from hashlib import sha256

# White space and every hyphen, real or soft: what a line end or another reader may change.
_LEFT_OUT = re.compile("[\\s\u00ad\u200b\u2060\ufeff\ufffe\x02‐‑-]+")
_MOST_EQUAL = 2_000


def bare(quote: str) -> str:
    """The quote without white space and hyphens."""
    return _LEFT_OUT.sub("", quote)


def statement_id(source: str, quote: str, ordinal: int) -> str:
    """The id of the statement that is number ``ordinal`` (from 0) of those with this quote in this source."""
    return "s-" + sha256(f"{source}\n{bare(quote)}\n{ordinal}".encode()).hexdigest()[:20]


def is_possible(id: str, *, source: str, quote: str) -> bool:  # noqa: A002  the word of the record
    """Whether an id is that of this quote in this source, under some ordinal."""
    return any(statement_id(source, quote, ordinal) == id for ordinal in range(_MOST_EQUAL))

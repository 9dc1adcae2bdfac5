"""A quote is found in the text, or it is no quote: rule 1 of the design.

Equal under a short, closed list of normalisations that keep offsets: any white space is a blank, a hyphen at the end
of a line (and a soft hyphen anywhere) may be gone, and typographic quotes and dashes equal the plain ones. Capitals,
accents, words and order must be the same: nothing is accepted for being similar. A quote is of whole words and whole
numbers: "5 procent" is not in "15 procent", nor in "2,5 procent". Method: docs/method/quotes.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

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
_OPEN = re.compile(rf"[\s{_SOFT}‐‑‒–—―−-]+")
_CURRENCY = "€$£"
_SIGN = re.compile(
    rf"\d[.,]$|(?:^|[\s({_CURRENCY}])[-+]$|[{_CURRENCY}] ?[-+]? ?$|[-+] ?[{_CURRENCY}] ?$|[<>≤≥±~≈] ?$|-/- ?$|\b[Mm]inus $|(?<!\d{{3}})\d[/:']$"
)
_SIGNED = re.compile(rf"[-+] ?(?=\d)|[{_CURRENCY}]")  # a quote that begins with an amount's sign: "-5", "€ 5"
_BEFORE_SIGN = re.compile(rf"[{_CURRENCY}] ?$|(?:^|[\s(])[-+] ?$")
_FRACTION = re.compile(rf"[.,']\d|[⁻⁺^+]|[{_CURRENCY}](?! ?\d)")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_THOUSANDS_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})*$")
_GAP = " \u00a0\u2009\u202f"  # between the thousands of one number; a line end parts the cells of a table
_SHARED = re.compile(r"[/:]\d")  # "1/3"; "2025/2026" are two years
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_SYMBOL = re.compile(r"(?<![^\W\d_])[A-Z][A-Za-z]?$")  # "CO" of "CO2", "A" of "A9"
_AREA = re.compile(r"(?<![^\W\d_])[kcdmh]?m$")  # of which "²" makes another unit
_MOST = 10_000
_MOST_PLACES = 1_000  # that are told apart by their surroundings: what stands in more says too little to be found again
_AROUND_CHARS = 200  # of the surroundings that are compared; the events of this program keep 40
_SHOWN_CHARS = 80


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text under the normalisations: ``at[i]`` is where its character i stands in the text itself."""

    text: str
    at: tuple[int, ...]


Ending: TypeAlias = Literal["gone", "kept", "parted"]
"""What a hyphen at the end of a line was: put there by the line, a part of the word, or the end of a first half."""
_ENDINGS: tuple[Ending, ...] = ("kept", "gone", "parted")
_HALF = re.compile(r"(?:en|of|and|or|en/of|noch|tot)\b")


@lru_cache(maxsize=12)
def _folded(text: str, ending: Ending) -> _Folded:
    parts: list[str] = []
    at: list[int] = []
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup
        if kind == "soft" and not _is_between_digits(text, piece.start(), piece.end()):
            continue
        if kind == "broken":
            # "energie-" before "en netbeheer" is the first half of two words, whatever the others are.
            new = {"gone": "", "kept": "-", "parted": "- "}[_ending(text, piece.start(), piece.end(), ending)]
        else:
            new = " " if kind in ("blank", "soft") else piece.group().translate(_PLAIN)
        parts.append(new)
        at.extend(range(piece.start(), piece.start() + len(new)))
    return _Folded("".join(parts), tuple(at))


def _ending(text: str, start: int, end: int, asked: Ending) -> Ending:
    """What the hyphen of a line end is taken for: a digit is joined to nothing ("5-" before "10" is not 510)."""
    if _HALF.match(text, end):
        return "parted"
    return "kept" if text[start - 1].isdecimal() or text[end].isdecimal() else asked


def _is_between_digits(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isdecimal() and text[end : end + 1].isdecimal()


def find(text: str, quote: str, left_out: tuple[tuple[int, int], ...] = ()) -> tuple[tuple[int, int], ...]:
    """Every place, as [start, end), where the text says exactly this; sorted, at most 10,000. Empty finds nowhere.

    ``left_out`` are the places of what is no part of the text that a quote is of: marks of footnotes.
    """
    return _places(text, quote, _MOST, left_out)


@lru_cache(maxsize=12)
def _without(text: str, ending: Ending, left_out: tuple[tuple[int, int], ...]) -> _Folded:
    whole = _folded(text, ending)
    if not left_out:
        return whole
    gone = {place for start, end in left_out for place in range(start, end)}
    kept = [(character, at) for character, at in zip(whole.text, whole.at, strict=True) if at not in gone]
    return _Folded("".join(character for character, _ in kept), tuple(at for _, at in kept))


@lru_cache(maxsize=8)
def _places(
    text: str, quote: str, most: int, left_out: tuple[tuple[int, int], ...] = ()
) -> tuple[tuple[int, int], ...]:
    spans: set[tuple[int, int]] = set()
    for ending in _ENDINGS:
        wanted = _folded(quote.strip(), ending).text.strip()
        whole = _without(text, ending, left_out)
        place = whole.text.find(wanted) if wanted else -1
        while place >= 0 and len(spans) < most:
            if _is_whole(whole.text, place, place + len(wanted)) and not _parts_thousands(
                text, whole, place, len(wanted)
            ):
                spans.add((whole.at[place], whole.at[place + len(wanted) - 1] + 1))
            place = whole.text.find(wanted, place + 1)
    return tuple(sorted(spans))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a slice begins and ends where words and numbers do; the mark of a footnote against a word is no part of it."""
    before, after = text[max(0, start - 6) : start], text[end : end + 4]
    if _run_on(before[-1:], text[start]) or _run_on(text[end - 1], after[:1]):
        return False
    if _SIGNED.match(text, start, end) and _BEFORE_SIGN.search(before):
        return False
    if text[start].isnumeric() and not text[start].isdigit() and before[-1:].isdecimal():  # "½" of "2½"
        return False
    if text[start].isdecimal() and (before[-1:].isalpha() or _SIGN.search(before) or (start == 1 and before in "-+")):
        return False
    if not after[:1].isnumeric():
        if not text[end - 1].isdecimal():
            return True
        is_shared = _SHARED.match(after) and not _YEAR.search(text[max(start, end - 5) : end])
        return not (_FRACTION.match(after) or is_shared)
    return not _is_raised(text[max(start, end - 5) : end], after[0])


def _is_raised(said: str, digit: str) -> bool:
    """Whether a digit against what was said is of it: a power ("10²", "m²") or a formula ("CO2"), and no footnote's mark."""
    if said[-1].isnumeric():
        return not (_YEAR.search(said) and digit in "¹²³⁰⁴⁵⁶⁷⁸⁹")
    if digit in "₀₁₂₃₄₅₆₇₈₉" or (digit in "²³" and _AREA.search(said)):
        return True
    return bool(_SYMBOL.search(said)) and digit.isdecimal()


def _parts_thousands(text: str, whole: _Folded, start: int, length: int) -> bool:
    """Whether a cut is in a number whose thousands a blank sets apart: "000 woningen" of "10 000 woningen"."""
    for cut in (start - 1, start + length):
        if not 0 < cut < len(whole.text) - 1 or whole.text[cut] != " ":
            continue
        if not whole.text[cut - 1].isdecimal() or not _THOUSANDS.match(whole.text, cut + 1):
            continue
        # A line end may part a number too, but what begins with three noughts is no number of its own.
        is_gap = text[whole.at[cut]] in _GAP and whole.at[cut + 1] == whole.at[cut] + 1
        if not is_gap and not whole.text.startswith("000", cut + 1):
            continue
        if _THOUSANDS_BEFORE.search(whole.text[max(0, cut - 12) : cut]):
            return True
    return False


def _run_on(one_character: str, other: str) -> bool:
    return (one_character.isalpha() and other.isalpha()) or (one_character.isdecimal() and other.isdecimal())


def folded(text: str) -> tuple[str, tuple[int, ...]]:
    """A text under the normalisations, words parted at a line end whole, and where each character stands in it."""
    whole = _folded(text, "gone")
    return whole.text, whole.at


def bare(text: str) -> str:
    """A text without what the normalisations leave open: a quote of it has its bare words in these."""
    return _OPEN.sub("", text).translate(_PLAIN)


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
    spans = _places(text, quote, _MOST_PLACES)
    if not spans:
        raise QuoteNotFound("extract.quote_not_found", quote=quote[:_SHOWN_CHARS])
    if len(spans) == 1:
        return spans[0]
    if len(spans) >= _MOST_PLACES:
        raise QuoteNotFound("extract.quote_not_unique", quote=quote[:_SHOWN_CHARS], count=len(spans))
    before, after = _bare(prefix[-_AROUND_CHARS:]).text, _bare(suffix[:_AROUND_CHARS]).text
    whole = _bare(text)
    near = [_near(whole, span, before, after) for span in spans]
    most = max(near)
    best = [span for span, agreed in zip(spans, near, strict=True) if agreed == most]
    if len(best) > 1:
        raise QuoteNotFound("extract.quote_not_unique", quote=quote[:_SHOWN_CHARS], count=len(best))
    return best[0]


@lru_cache(maxsize=4)
def _bare(text: str) -> _Folded:
    """A text without its blanks and hyphens."""
    folded = _folded(text, "gone")
    kept = [(character, at) for character, at in zip(folded.text, folded.at, strict=True) if character not in " -"]
    return _Folded("".join(character for character, _ in kept), tuple(at for _, at in kept))


def _near(whole: _Folded, span: tuple[int, int], before: str, after: str) -> int:
    """How many characters on both sides of a place are those that stood there."""
    start, end = (bisect_left(whole.at, at) for at in span)
    return _agreeing(before[::-1], whole.text[max(0, start - len(before)) : start][::-1]) + _agreeing(
        after, whole.text[end : end + len(after)]
    )


def _agreeing(one_text: str, other: str) -> int:
    """How many characters they begin with alike, found by halving: a log may have chosen them to be much alike."""
    least, most = 0, min(len(one_text), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one_text[:middle] == other[:middle]:
            least = middle
        else:
            most = middle - 1
    return least

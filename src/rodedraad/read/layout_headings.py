"""Which blocks are headings: what shows only when all blocks are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import Final

from rodedraad.read.layout import Line
from rodedraad.read.layout_levels import LABEL, SECTION, set_levels
from rodedraad.read.layout_lists import quoted_parts
from rodedraad.read.layout_passages import DECIMAL, QUOTES, Body, Passage

_SENTENCES: Final = re.compile(r"[.!?]\s+[A-ZÀ-Þ‘“\"]")
_NAMED: Final = re.compile(
    rf"[{QUOTES}]?(?:hoofdstuk|bijlage|annex|chapter|appendix|deel|part|artikel|article|paragraaf|titel|section|afdeling)"
    r"\s+[\dIVXA-Z]{1,4}[a-z]{0,2}\b",
    re.IGNORECASE,
)
_POINT: Final = re.compile(r"(\d{1,2})[.)](?!\d)")
_DATED: Final = re.compile(r"[A-Z][\w\s’'-]{2,30},\s+(?:den\s+)?\d{1,2}\s+[a-z]{3,9}\s+\d{4}\b", re.IGNORECASE)
"""Where and when a letter was written."""
_ADDRESS: Final = re.compile(r"\S@\S+\.|\bwww\.|://")
_LARGE: Final = 1.12
"""Type this much larger than the text is a title's."""
_HEADING_CHARS: Final = 200
_TITLE_WORDS: Final = 6
"""Words from which on what is set like the text may be the title on a title page."""
_TITLE_LINES: Final = 4
_BARE_CHARS: Final = 120
"""What is set like the text may be the title of the label above it up to this length."""
_RUNNING_LINES: Final = 3
"""Lines in one block from which on it is running text: type that most often stands so marks no heading."""
_CREDIBLE: Final = 4
"""One in so many titles of an outline may end as a sentence does; where more do, it is a list of paragraphs."""


class Types:
    """Which type is a heading's: that which does not stand in running text as well."""

    def __init__(self, found: Sequence[Passage]) -> None:
        running: Counter[tuple[int, bool]] = Counter()
        total: Counter[tuple[int, bool]] = Counter()
        for passage in found:
            if passage.kind not in ("paragraph", "list_item"):
                continue
            is_running = len(passage.lines) >= _RUNNING_LINES
            for line in passage.lines:
                total[_font(line)] += 1
                running[_font(line)] += is_running
        self._common = {key for key, count in running.items() if 2 * count >= total[key]}

    def tell(self, passage: Passage, following: Passage | None) -> bool:
        """Whether the font of a block may tell a heading: not one of running text, unless what follows has another."""
        fonts = {_font(line) for line in passage.lines}
        if not fonts <= self._common:
            return True
        if following is None or following.kind not in ("paragraph", "list_item"):
            return False
        is_run = following.kind == "paragraph" and len(following.lines) >= _RUNNING_LINES
        return is_run or not fonts & {_font(line) for line in following.lines}


def _font(line: Line) -> tuple[int, bool]:
    return int(line.sheet.fonts[line.fragments[0].first]), line.is_bold


def mark_headings(found: list[Passage], body: Body, outline: dict[str, int]) -> None:
    """Turns passages into headings, joins each label with its title, and gives each heading its level."""
    types = Types(found)
    covers = _covers(found)
    items: set[int] = set()
    for passage, following in zip_longest(found, found[1:]):
        if passage.kind not in ("paragraph", "list_item"):
            continue
        if passage.lines[0].sheet.number in covers and _says_who(passage, body, outline):
            continue
        if passage.skip and not _heads(passage, following):
            continue
        if _is_heading(passage, body, outline, tells=types.tell(passage, following)):
            if passage.kind == "list_item":
                items.add(id(passage))
            passage.kind = "heading"
            passage.level = None
        elif passage.kind == "paragraph" and DECIMAL.match(passage.lines[0].text):
            passage.kind = "list_item"
    _spare_lists(found, items)
    _join_titles(found)
    quoted_parts(found)
    headings = [passage for passage in found if passage.kind == "heading"]
    set_levels(headings, [outline.get(folded(heading.text)) for heading in headings], has_cover=bool(covers))


def _spare_lists(found: Sequence[Passage], items: set[int]) -> None:
    """Takes back numbered headings with nothing between one and the next: the points of a slide are a list."""
    run: list[Passage] = []
    for passage in [*found, None]:
        may_point = passage is not None and (passage.kind == "list_item" or id(passage) in items)
        if passage is not None and may_point and _POINT.match(passage.lines[0].text):
            run.append(passage)
            continue
        if passage is not None and passage.kind == "heading":
            continue
        numbers = [int(point[1]) for one in run if (point := _POINT.match(one.lines[0].text))]
        if len(numbers) > 1 and all(later == number + 1 for number, later in pairwise(numbers)):
            for one in run:
                one.kind, one.level = "list_item", 1
        run = []


def _heads(item: Passage, following: Passage | None) -> bool:
    """Whether a bulleted block may be a heading: something follows it on the page that is no item beside it."""
    if following is None or following.lines[0].sheet is not item.lines[0].sheet:
        return False
    return following.kind != "list_item" or abs(item.lines[0].left - following.lines[0].left) >= item.size


def _covers(found: Sequence[Passage]) -> set[int]:
    """The first page, where it has no running text and others have: only larger type is a title there."""
    running = {
        passage.lines[0].sheet.number
        for passage in found
        if passage.kind == "paragraph" and len(passage.lines) >= _RUNNING_LINES and passage.text.rstrip()[-1:] in ".:;"
    }
    return {1} if running and 1 not in running else set()


def _says_who(passage: Passage, body: Body, outline: dict[str, int]) -> bool:
    """Whether a block on a title page says from whom it is, and when: few words, in type no larger than the text's."""
    text = passage.text
    is_small = passage.size < _LARGE * body.size and len(text.split()) < _TITLE_WORDS
    return is_small and LABEL.match(text) is None and folded(text) not in outline


def folded(text: str) -> str:
    """A title without white space, case and numbering, to meet its twin in the PDF's outline."""
    return re.sub(r"[\W_]+", "", SECTION.sub("", text, count=1)).lower()


def credible(titles: Sequence[str]) -> bool:
    """Whether an outline names headings: some programs put every paragraph of a style in it."""
    ended = sum(title.rstrip().endswith((".", ";", ",", "...", "…")) and len(title) > 40 for title in titles)
    return ended * _CREDIBLE <= len(titles)


def _join_titles(found: list[Passage]) -> None:
    """A label that stands alone ("Article 5", "Hoofdstuk 2") and the title below it are one heading."""
    kept: list[Passage] = []
    for passage in found:
        before = kept[-1] if kept else None
        if (
            before is not None
            and before.kind == "heading"
            and (_is_title_of(before, passage) or _is_next_line(before, passage))
        ):
            before.lines.extend(passage.lines)
        else:
            kept.append(passage)
    found[:] = kept


def _is_next_line(heading: Passage, passage: Passage) -> bool:
    """Whether a large heading goes on in another weight: ``Bouwen aan`` bold, and below it light ``een dorp``."""
    line, last = passage.lines[0], heading.lines[-1]
    return (
        passage.kind == "heading"
        and line.sheet is last.sheet
        and passage.text[:1].islower()
        and abs(line.size - last.size) < 0.02 * last.size
        and 0.5 * last.size < line.base - last.base < 1.4 * last.size
        and line.left < last.right
        and last.left < line.right
    )


def _is_title_of(label: Passage, passage: Passage) -> bool:
    """Whether a block is the title that a bare label lacks: just below it, short, and no sentence."""
    found = LABEL.match(label.text)
    if found is None or label.text[found.end() :].strip() or passage.kind not in ("heading", "paragraph"):
        return False
    text = passage.text
    line, last = passage.lines[0], label.lines[-1]
    if len(passage.lines) > _TITLE_LINES or len(text) > _HEADING_CHARS or LABEL.match(text) or text[:1].islower():
        return False
    if line.sheet is not last.sheet or not 0 < line.base - last.base < 4.5 * last.size:
        return False
    is_short = len(passage.lines) <= 2 and len(text) <= _BARE_CHARS and text.rstrip()[-1:] not in ".;:,?!"
    return passage.kind == "heading" or is_short


def _is_heading(passage: Passage, body: Body, outline: dict[str, int], *, tells: bool) -> bool:
    lines = passage.lines
    if len(lines) > 5:
        return False
    text = passage.text
    letters = sum(char.isalpha() for char in text)
    if len(text) > _HEADING_CHARS or letters < 3:
        return False
    if folded(text) in outline and len(lines) <= 3:
        return True
    if len(text) > 80 and _SENTENCES.search(text):
        return False
    size = min(line.size for line in lines)
    if size >= 1.7 * body.size:
        return True
    if _is_no_title(text, letters):
        return False
    bold = all(line.is_bold for line in lines) and not body.is_bold and tells
    ends = text.rstrip()[-1:]
    section = SECTION.match(text)
    if passage.kind == "list_item" and not (section and (bold or text.isupper() or size >= _LARGE * body.size)):
        return bold and passage.skip > 0 and len(lines) <= 2 and ends not in ".,;:?!" and ":" not in text[-60:]
    if ends in ".;," and not (section and len(text) < 60):
        return False
    if text[:1].islower():
        return False
    if size >= _LARGE * body.size and len(text) <= 160:
        return True
    if bold and size >= 0.95 * body.size and (len(text) <= 140 or len(lines) <= 3) and ends != ":":
        return True
    if len(lines) == 1 and len(text) <= 90 and ends not in ':?!)”’"' and tells and _is_other_type(lines[0], body):
        return True
    if section and "." in section.group(1) and len(text) <= 160 and len(lines) <= 2 and ends not in ":?":
        return True
    if _NAMED.match(text) and len(text) <= 80 and ends != ":":
        return True
    bare = text[section.end() :] if section else text
    is_caps = bare.isupper() and bare[0].isalpha() and 6 <= len(bare) <= 120 and len(lines) <= 2
    return is_caps and ends != ":" and size >= 0.9 * body.size


def _is_no_title(text: str, letters: int) -> bool:
    """What stands apart and names nothing: a file number, a place with a date, a remark in brackets, a quotation."""
    digits = sum(map(str.isdigit, text))
    if digits >= letters and LABEL.match(text) is None:
        return True
    if _ADDRESS.search(text) or (text[0] in QUOTES and text.rstrip()[-1:] in "’”»\"'"):
        return True
    return _DATED.match(text) is not None or (text[:1] == "(" and text.rstrip()[-1:] == ")" and text.count("(") == 1)


def _is_other_type(line: Line, body: Body) -> bool:
    """Whether a whole line is set in another font than the text, at least as large."""
    if line.size < 0.97 * body.size:
        return False
    if line.is_italic and not body.is_italic:
        return True
    sheet = line.sheet
    fonts = {int(font) for fragment in line.fragments for font in sheet.fonts[fragment.first : fragment.last]}
    return len(fonts) == 1 and body.font not in fonts

"""Running headers and footers, page numbers and line numbers: what stands on a page for the page's sake.

A fragment is furniture when the same words, numbers aside, stand at the same height on other pages too, near the
edge of the page. Three pages are proof; two are when nothing stands between the fragment and the edge.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from rodedraad.read.pdf_page import Fragment, Sheet

_TOP_SHARE: Final = 0.17
"""Headers stand in the top sixth of a page: letterheads repeat their first lines, slides their titles."""
_BOTTOM_SHARE: Final = 0.14
_SIDE_SHARE: Final = 0.28
"""Margins at the side, where letters of the Dutch government repeat their sender."""
MIN_LINE_NUMBERS: Final = 10
"""Fewer numbers in a column may be a short table; drafts with numbered lines have dozens on a page."""
_RUNNING_WORDS: Final = 4
_MAX_WORDS: Final = 30
_LARGE: Final = 1.25
"""Type this much larger than the body is a title; it is furniture only when most pages carry it."""
_DIGITS: Final = re.compile(r"\d+")
_ROMAN: Final = re.compile(r"[ivxlc]{1,7}", re.IGNORECASE)
_PAGE: Final = re.compile(
    r"(?:[-–—|•]\s*)?(?:p\.?|pag\.?|pagina|blad|bladzijde|page|seite)?\s*\d{1,4}(?:\s*(?:van|of|/|von|de)\s*\d{1,4})?(?:\s*[-–—|•.])?",
    re.IGNORECASE,
)
_PAGE_OF: Final = re.compile(
    r"(?:pagina|page|blad|bladzijde|seite)\W{1,3}(\d{1,4})\s*(?:van|of|/|von|de)\s*\d", re.IGNORECASE
)
_HEADER_ROWS: Final = 6
_NUMBER: Final = re.compile(r"\D*(\d{1,4})\D*")

_Key: TypeAlias = tuple[str, str, int]


def furniture(sheets: Sequence[Sheet], body_size: float) -> list[set[int]]:
    """Per page, the places in ``sheet.fragments`` that are furniture."""
    found: list[set[int]] = [set() for _ in sheets]
    texts: Counter[str] = Counter()
    seen: dict[_Key, list[tuple[int, int]]] = defaultdict(list)
    slots: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    edges = [_edges(sheet) for sheet in sheets]
    for number, sheet in enumerate(sheets):
        for place, fragment in enumerate(sheet.fragments):
            if fragment.last - fragment.first > _MAX_WORDS:
                continue
            text = _DIGITS.sub("0", "".join(sheet.words(fragment).lower().split()))
            texts[text] += 1
            zone = _zone(sheet, fragment)
            if zone is None:
                continue
            band, height = zone
            for step in (0, 1):  # two overlapping grids, so that no line falls between two bins
                seen[band + str(step), text, (round(height) + step) // 2].append((number, place))
            if band != "side" and place in edges[number]:
                slots[band, round(height / 2)].append((number, place))
    _repeated(sheets, seen, (edges, texts), body_size, found)
    _wanderers(sheets, found)
    _slots(sheets, slots, found, body_size)
    for sheet, places in zip(sheets, found, strict=True):
        _spare_running_text(sheet, places)
    _spare_bare_pages(sheets, found)
    _numbers(sheets, edges, found)
    _numbered_headers(sheets, found)
    for number, sheet in enumerate(sheets):
        found[number] |= _line_numbers(sheet)
    return found


def _zone(sheet: Sheet, fragment: Fragment) -> tuple[str, float] | None:
    height = sheet.height or 1.0
    if fragment.base < _TOP_SHARE * height:
        return "top", fragment.base
    if fragment.base > (1 - _BOTTOM_SHARE) * height:
        return "bottom", height - fragment.base
    if fragment.left > (1 - _SIDE_SHARE) * sheet.width or fragment.right < _SIDE_SHARE * sheet.width:
        return "side", fragment.base
    return None


def _edges(sheet: Sheet) -> set[int]:
    """The fragments with nothing between them and the top or the bottom of the page."""
    if not sheet.fragments:
        return set()
    order = sorted(range(len(sheet.fragments)), key=lambda place: sheet.fragments[place].base)
    first, last = sheet.fragments[order[0]], sheet.fragments[order[-1]]
    return {
        place
        for place in order
        if sheet.fragments[place].base < first.base + 0.5 * first.size
        or sheet.fragments[place].base > last.base - 0.5 * last.size
    }


def _repeated(
    sheets: Sequence[Sheet],
    seen: dict[_Key, list[tuple[int, int]]],
    known: tuple[list[set[int]], Counter[str]],
    body_size: float,
    found: list[set[int]],
) -> None:
    """Marks what stands on enough pages at the same height."""
    edges, texts = known
    for (band, text, _), places in seen.items():
        pages = {number for number, _ in places}
        if len(pages) < 2 or not text:
            continue
        at_edge = all(place in edges[number] for number, place in places)
        has_words = any(map(str.isalpha, text))
        if (has_words or not at_edge) and 2 * len(places) < texts[text]:  # it stands elsewhere too: words of the text
            continue
        if text.endswith(":") and len(places) < texts[text]:  # it leads in what follows, here as elsewhere
            continue
        enough = 3 if len(sheets) > 3 else 2
        if band.startswith("side"):
            enough = max(enough, 3 if len(sheets) > 3 else 2)
            if text.strip("0.,-–()") == "":  # figures in the last column of a table
                continue
        elif at_edge:
            enough = 2
        if "0" in text and not _counts(sheets, places):
            continue
        # at the foot of a page no title stands, however large
        large = band[:-1] != "bottom" and any(
            sheets[number].fragments[place].size > _LARGE * body_size for number, place in places[:5]
        )
        if large and ("0" in text or len(pages) < max(3, 0.5 * len(sheets))):  # numbered titles count too
            continue
        if len(pages) < enough or (text.strip("0.,-–()%") == "" and not at_edge and len(pages) < 0.5 * len(sheets)):
            continue
        for number, place in places:
            found[number].add(place)


def _wanderers(sheets: Sequence[Sheet], found: list[set[int]]) -> None:
    """The letterhead of a scan, which stands a little elsewhere on every page: on half of them, near an edge."""
    pages: dict[str, list[tuple[int, int]]] = defaultdict(list)
    elsewhere: Counter[str] = Counter()
    for number, sheet in enumerate(sheets):
        for place, fragment in enumerate(sheet.fragments):
            if fragment.last - fragment.first <= 4:
                zone = _zone(sheet, fragment)
                text = sheet.words(fragment).lower()
                if zone is not None and zone[0] != "side":
                    pages[text].append((number, place))
                else:
                    elsewhere[text] += 1
    for text, places in pages.items():
        if len({number for number, _ in places}) >= max(4, 0.5 * len(sheets)) and elsewhere[text] * 4 < len(places):
            for number, place in places:
                found[number].add(place)


def _counts(sheets: Sequence[Sheet], places: list[tuple[int, int]]) -> bool:
    """Whether the numbers in these texts stay the same or count with the pages."""
    rows = [
        (
            number,
            [int(digits[-6:]) for digits in _DIGITS.findall(sheets[number].words(sheets[number].fragments[place]))],
        )
        for number, place in places
    ]
    for slot in range(len(rows[0][1])):
        values = [(number, row[slot]) for number, row in rows if slot < len(row)]
        same = Counter(value for _, value in values).most_common(1)[0][1]
        steps = Counter(value - number for number, value in values).most_common(1)[0][1]
        # chapters are numbered too, and pages of appendices start anew: three quarters will do
        if max(same, steps) < 0.75 * len(values) and not _in_runs([value for _, value in values]):
            return False
    return True


def _in_runs(values: list[int]) -> bool:
    """Whether numbers mostly repeat or go up by one or two from page to page."""
    steps = sum(0 <= later - earlier <= 2 for earlier, later in pairwise(values))
    return steps >= 0.8 * (len(values) - 1)


def _slots(
    sheets: Sequence[Sheet],
    slots: dict[tuple[str, int], list[tuple[int, int]]],
    found: list[set[int]],
    body_size: float,
) -> None:
    """A line at the edge whose height is that of a header on most other pages is one too, whatever it says."""
    for places in slots.values():
        pages = {number for number, _ in places}
        if len(pages) < 3:
            continue
        already = sum(place in found[number] for number, place in places)
        if already < 0.6 * len(places):
            continue
        sizes = Counter(
            round(sheets[number].fragments[place].size, 1) for number, place in places if place in found[number]
        )
        for number, place in places:
            fragment = sheets[number].fragments[place]
            if (
                round(fragment.size, 1) in sizes
                and fragment.size < _LARGE * body_size
                and fragment.last - fragment.first <= 12
            ):
                found[number].add(place)


def _numbers(sheets: Sequence[Sheet], edges: list[set[int]], found: list[set[int]]) -> None:
    """Page numbers that stand at changing heights: alone at the edge, counting with the pages."""
    offsets: Counter[int] = Counter()
    candidates: list[tuple[int, int, int | None]] = []
    for number, sheet in enumerate(sheets):
        for place in edges[number]:
            text = sheet.words(sheet.fragments[place])
            if len(text) > 24:
                continue
            if _PAGE.fullmatch(text):
                value = _NUMBER.match(text)
                shown = int(value.group(1)) if value else 0
                offsets[shown - number] += 1
                candidates.append((number, place, shown - number))
            elif _ROMAN.fullmatch(text) and len(sheets) > 3:
                candidates.append((number, place, None))
    for number, place, offset in candidates:
        text = sheets[number].words(sheets[number].fragments[place])
        if offset is None or offsets[offset] >= 2 or _says_page(text):
            found[number].add(place)


def _spare_running_text(sheet: Sheet, places: set[int]) -> None:
    """Takes back lines that go on, at the distance and in the type of a paragraph, in a line that is no furniture."""
    if not places:
        return
    order = sorted(range(len(sheet.fragments)), key=lambda place: sheet.fragments[place].base)
    for run in (order, order[::-1]):
        free: list[Fragment] = []
        for place in run:
            fragment = sheet.fragments[place]
            if fragment.last - fragment.first < _RUNNING_WORDS:
                continue
            if place in places and any(
                0.5 * fragment.size < abs(fragment.base - other.base) < 1.8 * fragment.size
                and abs(fragment.size - other.size) < 0.3
                and (abs(fragment.left - other.left) < 3 or _hangs_over(sheet, fragment, other))
                for other in free[-8:]
            ):
                places.discard(place)
            if place not in places:
                free.append(fragment)


def _hangs_over(sheet: Sheet, fragment: Fragment, other: Fragment) -> bool:
    """Whether the second goes on with a numbered item that the first begins: further in, in lower case."""
    inward = other.left - fragment.left
    return 0 < inward < 6 * fragment.size and sheet.text[sheet.starts[other.first]].islower()


def _spare_bare_pages(sheets: Sequence[Sheet], found: list[set[int]]) -> None:
    """Where most pages would be left without a word, what repeats is the text: slips, forms, labels."""
    bare = sum(len(places) == len(sheet.fragments) for sheet, places in zip(sheets, found, strict=True) if places)
    if 2 * bare > len(sheets):
        for places in found:
            places.clear()


def _numbered_headers(sheets: Sequence[Sheet], found: list[set[int]]) -> None:
    """Headers of letters: the lines between the edge and one that says which page this is of how many."""
    for number, sheet in enumerate(sheets):
        for is_top in (True, False):
            rows = _rows_at(sheet, is_top=is_top)
            for place, row in enumerate(rows[:_HEADER_ROWS]):
                text = " ".join(sheet.words(sheet.fragments[index]) for index in row)
                said = _PAGE_OF.search(text) if len(text) < 120 else None
                if said is not None and int(said.group(1)) == number + 1:
                    found[number].update(index for upper in rows[: place + 1] for index in upper)
                    break


def _rows_at(sheet: Sheet, *, is_top: bool) -> list[list[int]]:
    """The first lines of short text from the top edge inward, or from the bottom one."""
    share = _TOP_SHARE * sheet.height
    rows: list[list[int]] = []
    base = 0.0
    order = sorted(range(len(sheet.fragments)), key=lambda index: sheet.fragments[index].base, reverse=not is_top)
    for index in order:
        fragment = sheet.fragments[index]
        if (fragment.base > share if is_top else fragment.base < sheet.height - share) or len(rows) > _HEADER_ROWS:
            break
        if rows and abs(fragment.base - base) < 0.4 * fragment.size:
            rows[-1].append(index)
        elif fragment.last - fragment.first > 12:
            break
        else:
            rows.append([index])
            base = fragment.base
    for row in rows:
        row.sort(key=lambda index: sheet.fragments[index].left)
    return rows


def _says_page(text: str) -> bool:
    return any(letter.isalpha() for letter in text) or "/" in text


def _line_numbers(sheet: Sheet) -> set[int]:
    """Numbers beside the lines of a draft: a column of ten or more that counts up, left or right of all text."""
    column: list[tuple[float, int, int, Fragment]] = []
    lefts: list[float] = []
    rights: list[float] = []
    for place, fragment in enumerate(sheet.fragments):
        if fragment.last - fragment.first > 2:
            lefts.append(fragment.left)
            rights.append(fragment.right)
        if fragment.last - fragment.first == 1 and fragment.is_upright:
            text = sheet.text[sheet.starts[fragment.first] : sheet.ends[fragment.first]]
            if text.isdecimal() and len(text) <= 4:
                column.append((fragment.base, int(text), place, fragment))
    if len(column) < MIN_LINE_NUMBERS or not lefts:
        return set()
    lefts.sort()
    rights.sort()
    left_edge, right_edge = lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
    for run in (
        sorted(row[:3] for row in column if row[3].right <= left_edge + 1),
        sorted(row[:3] for row in column if row[3].left >= right_edge - 1),
    ):
        steps = Counter(later[1] - earlier[1] for earlier, later in pairwise(run))
        if len(run) >= MIN_LINE_NUMBERS and max(steps[1], steps[5]) >= 0.9 * (len(run) - 1):
            return {place for _, _, place in run}
    return set()

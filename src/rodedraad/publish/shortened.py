"""What is said where a page shows the beginning of a list: how many there are, and where the others stand. Pure."""

from __future__ import annotations

from rodedraad import phrases
from rodedraad.wording import Language

_SHEETS = {
    **{
        kind: kind
        for kind in (
            "actions",
            "arrangements",
            "gaps",
            "knots",
            "offers",
            "parties",
            "references",
            "requirements",
            "scenarios",
            "sources",
            "standings",
            "statements",
            "tensions",
            "threads",
        )
    },
    "judgements": "impacts",
}
"""The sheet of the workbook that has a list whole; other lists have none."""


def shortened(shown: int, total: int, kind: str, language: Language) -> str:
    """That ``shown`` of ``total`` stand here and where all are; "" where nothing is left out.

    A reader of the report has the workbook or asks for it; commands stand in the chapter on how it was made.
    """
    if total <= shown:
        return ""
    sheet = _SHEETS.get(kind)
    counts = {"shown": phrases.number(shown, language), "count": phrases.number(total, language)}
    if sheet is None:
        return phrases.said("html.first_of_kept", language, **counts)
    return phrases.said("html.first_of", language, **counts, sheet=phrases.said(f"sheet.{sheet}", language))

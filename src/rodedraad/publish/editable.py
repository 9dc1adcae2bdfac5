"""What people may change in a workbook, how it is worded there, and how a cell is told from what was exported. Pure.

The workbook carries a fingerprint of every cell as it went out. So what *people* changed is told from what the dossier
changed since: a cell that still has its fingerprint was changed by nobody, whatever the dossier says now.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256

from rodedraad import phrases
from rodedraad.records import Clause, Statement, Theme
from rodedraad.shapes import is_harmless
from rodedraad.wording import LANGUAGES, Language

KEPT_SHEET = "rodedraad"
"""The very hidden sheet with the fingerprints, and the choices of the lists."""
KEPT_FORM = "rodedraad-xlsx-1"
CODE = "code"
REMARK = "remark"
CLAUSE_FIELDS = ("core", "theme", "text")
STATEMENT_FIELDS = ("type", "themes", "deadline")
EDITABLE: Mapping[str, tuple[str, ...]] = {
    "clauses": (*CLAUSE_FIELDS, REMARK),
    "statements": (*STATEMENT_FIELDS, REMARK),
}
"""The lists that people may work in, and their columns that are read back."""
FULL, SHORT = 16, 4
"""Hexadecimal characters of a fingerprint: of what is read back, and of what only shows that a row was upset."""
_MARK = "\ufffd"
_NO_XML = frozenset("\ufffe\uffff")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """A cell's text with the codes that a workbook writes for characters that XML has not (``_x000D_``) read."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def folded(value: object) -> str:
    """A cell as it is compared: white space folded, a number without what a program adds to it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    return " ".join(unescaped(unescaped(str(value))).split())


def fingerprint(value: object, length: int = FULL) -> str:
    """The beginning of the SHA-256 of a cell's value."""
    return sha256(folded(value).encode("utf-8", "replace")).hexdigest()[:length]


def theme_names(themes: Sequence[Theme], language: Language) -> dict[str, str]:
    """The themes' names by their ids, in the frame's order."""
    return {theme.id: theme.nl if language == "nl" else theme.en for theme in themes}


def answer(is_so: bool, language: Language) -> str:  # noqa: FBT001  the one thing it words
    """Yes or no."""
    return phrases.said("html.yes" if is_so else "html.no", language)


def clause_words(
    clause: Clause, *, core: Collection[str], themes: Mapping[str, str], language: Language
) -> dict[str, str]:
    """What may be changed of a clause, as its cells have it."""
    return {
        "core": answer(clause.id in core, language),
        "theme": themes.get(clause.theme, clause.theme) if clause.theme else "",
        "text": clause.text if language == "nl" else clause.english,
        REMARK: "",
    }


def statement_words(statement: Statement, *, themes: Mapping[str, str], language: Language) -> dict[str, str]:
    """What may be changed of a statement, as its cells have it."""
    return {
        "type": phrases.label("type", statement.type, language),
        "themes": "; ".join(themes.get(id_, id_) for id_ in statement.themes),
        "deadline": statement.deadline or "",
        REMARK: "",
    }


def heading(key: str, language: Language, *, is_editable: bool) -> str:
    """The heading of a column; one that is read back says so."""
    name = phrases.said(f"sheet.column_{key}", language)
    return f"{name} [{phrases.said('sheet.editable', language)}]" if is_editable else name


def plain_heading(text: str) -> str:
    """A heading as it is looked up: without what stands between brackets, in lower case."""
    return folded(text.partition("[")[0]).casefold()


def keys_of(headings: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """For each list the key of every heading, in any language; ``headings`` gives the keys of each list."""
    return {
        kind: {plain_heading(heading(key, language, is_editable=False)): key for key in keys for language in LANGUAGES}
        for kind, keys in headings.items()
    }


def sheet_name(kind: str, language: Language) -> str:
    """What the sheet of a list is called."""
    return phrases.said(f"sheet.{kind}", language)


def shown(text: str) -> str:
    """A text as it may stand in a cell: what steers a screen, turns other text round or fits no XML shows as a mark."""
    if text.isprintable():
        return text.replace("\uffff", _MARK).replace("\ufffe", _MARK)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one if is_harmless(one) and one not in _NO_XML else _MARK for one in plain)

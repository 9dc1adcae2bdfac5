"""How things are called in a REFI-QDA project, both out and back in: ids, marks, and texts that XML and others can hold.

Other programs give codes ids of their own, so a code's description ends with its mark, a line ``rodedraad:KIND:ID``.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote as url_quote
from urllib.parse import unquote

from rodedraad.records import Clause, Statement

NAMESPACE: Final = "urn:QDA-XML:project:1.0"
FIRST_MOMENT: Final = "1980-01-01T00:00:00Z"
_OURS: Final = uuid.UUID("6f3c2b1e-9c52-5d0a-8a6e-7c1d1a5f0e42")
_NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?\Z")
_MARK: Final = re.compile(r"^rodedraad:(?P<kind>[a-z]{1,20}):(?P<id>[^\s:]{1,200})(?::(?P<sum>[0-9a-f]{8}))?[ \t]*$", re.MULTILINE)  # fmt: skip
_NO_NAME: Final = re.compile(r"[\\/:*?\"<>|\x00-\x1f\x7f]")


def guid(kind: str, *ids: str) -> str:
    """The id of a thing in a project: the same for the same thing in every project."""
    return str(uuid.uuid5(_OURS, "\x1f".join((kind, *ids))))


def mark(kind: str, id_: str, sum_: str | None = None) -> str:
    """The line by which a thing is known when it comes back; with the sum of what it was when it went out."""
    return f"rodedraad:{kind}:{url_quote(id_, safe='')}" + (f":{sum_}" if sum_ else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text with its mark: what the mark says, and what stands before and after it."""

    kind: str
    id: str
    sum: str | None
    before: str
    after: str


def marked(text: str) -> Marked | None:
    """What a text with a mark says; None where there is no mark."""
    found = _MARK.search(text)
    if found is None:
        return None
    return Marked(
        kind=found["kind"],
        id=unquote(found["id"]),
        sum=found["sum"],
        before=text[: found.start()].strip(),
        after=text[found.end() :].strip(),
    )


def statements_sum(statements: Iterable[Statement]) -> str:
    """The sum of the types and themes of a source's statements: another one says that the dossier moved on since."""
    return text_sum("\n".join(sorted(f"{one.id} {one.type} {','.join(sorted(one.themes))}" for one in statements)))


def clause_sum(text: str, clause: Clause) -> str:
    """The sum of a clause's words, in one language, and of what it cites."""
    return text_sum("\n".join((text, *sorted(cited.id for cited in clause.citations))))


def text_sum(text: str) -> str:
    """Eight hexadecimal digits that change with the words of a text, and not with its blanks."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:8]


def xml_text(text: str) -> str:
    """A text that XML can hold: each character that it cannot is a U+FFFD."""
    return _NOT_IN_XML.sub("\ufffd", text)


def plain(text: str) -> str:
    """A text as a file that everybody counts alike, of as many code points: line feeds alone, no byte order mark."""
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    return xml_text(text)


def is_moment(text: str) -> bool:
    """Whether this is a time as XML Schema has it, with its zone."""
    return bool(_MOMENT.match(text)) and (text.endswith("Z") or text[-6] in "+-")


def moment(stamp: str) -> str:
    """The time as XML Schema has it; a fixed one where the stamp is none, since others do not open a note without."""
    return stamp if _MOMENT.match(stamp) else FIRST_MOMENT


def file_name(path: str) -> str:
    """The last part of a path, without what some computer does not take in a name."""
    name = _NO_NAME.sub("_", path.rpartition("/")[2]).strip(" .")[:120]
    return xml_text(name) or "_"

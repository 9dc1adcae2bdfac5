"""The value lists of TOOI, the register of Dutch public bodies, as a CSV with a URI and a name per body.

Columns are found by name: ``uri``, ``label_nl`` (or ``label``, ``prefLabel``) and ``source_list``; without the last, the
kind follows from the URI. Which bodies are kept is as for the register of the package (``tools/make_tooi.py``). Pure.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from rodedraad.errors import WrongUse
from rodedraad.parties.known import Public, public_bodies, public_body

_URI = ("uri", "identifier")
_LABEL = ("label_nl", "label", "prefLabel")
_LISTS = {
    "gemeentelijst": "gemeente",
    "caribischelijst": "gemeente",
    "provincielijst": "provincie",
    "waterschaplijst": "waterschap",
}
_BODY = re.compile(r"https?://identifier\.overheid\.nl/tooi/id/([a-z]+)/([\w.-]{1,40})")
_KINDS = {"gemeente": "gemeente", "provincie": "provincie", "waterschap": "waterschap"}
_PREFIX = re.compile(r"^(?:gemeente|provincie|openbaar lichaam)\s+", re.IGNORECASE)
MOST_ROWS = 100_000
_LONGEST = 160


def is_tooi(name: str, data: bytes) -> bool:
    """Whether a file looks as if it is a list of TOOI."""
    heading, _, first = data[:4096].decode("utf-8-sig", "replace").partition("\n")
    return name.lower().endswith(".csv") and "uri" in heading.lower() and "overheid.nl/tooi/" in first


def read(name: str, data: bytes) -> tuple[Public, ...]:
    """The municipalities, provinces and water boards of the list, sorted by their names. Raises WrongUse."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUse("require.esco_not_utf8", file=name[:120], row=data[: error.start].count(b"\n") + 1) from error
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        heading = [one.strip() for one in next(rows, [])]
        uri, label = (_place(name, heading, names) for names in (_URI, _LABEL))
        source = heading.index("source_list") if "source_list" in heading else None
        found: dict[str, Public] = {}
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if rows.line_num > MOST_ROWS:
                raise WrongUse("require.esco_too_many", file=name[:120], most=MOST_ROWS)
            cells = [*row, *([""] * (len(heading) - len(row)))]
            body = _BODY.fullmatch(cells[uri].strip())
            if body is None:
                raise WrongUse(
                    "require.tooi_no_uri", file=name[:120], row=rows.line_num, column=uri + 1, value=cells[uri][:80]
                )
            told = " ".join(cells[label].split())
            if not told:
                raise WrongUse("require.tooi_no_label", file=name[:120], row=rows.line_num, column=label + 1)
            kind = _LISTS.get(cells[source].strip()) if source is not None else _KINDS.get(body[1])
            if kind and len(told) <= _LONGEST and told.isprintable():
                found[body[2]] = public_body(kind, body[2], _PREFIX.sub("", told))
    except csv.Error as error:
        raise WrongUse("require.esco_damaged_row", file=name[:120], row=rows.line_num) from error
    return tuple(sorted(found.values(), key=lambda one: (one.party.id, one.party.tooi or "")))


def unknown(bodies: Iterable[Public]) -> tuple[Public, ...]:
    """Those that the register of the package has under no code and no name."""
    known = [one.party for one in public_bodies()]
    codes, ids = {one.tooi for one in known}, {one.id for one in known}
    return tuple(one for one in bodies if one.party.tooi not in codes and one.party.id not in ids)


def as_settings(body: Public) -> str:
    """A body as a party of dossier.toml."""
    own = body.party
    lines = ["", "[[partij]]", f'id = "{own.id}"', f"naam = {_quoted(own.name)}"]
    lines += [f'laag = "{own.layer}"'] if own.layer else []
    lines += [f'tooi = "{own.tooi}"'] if own.tooi else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _place(name: str, heading: list[str], names: tuple[str, ...]) -> int:
    found = next((heading.index(one) for one in names if one in heading), None)
    if found is None:
        there = ", ".join(one[:40] for one in heading[:12]) or "-"
        raise WrongUse("require.esco_no_column", file=name[:120], column=names[0], there=there)
    return found

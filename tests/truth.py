"""A built dossier against the truth file of the example: recall and precision per kind.

A found record and a planted one are the same when the words of one stand in the other's (folded: no white space,
hyphens or kinds of quotation mark), in the same file. Entries with ``required: false`` are arguable: finding one is
not wrong, missing it is not either. Found records in copies count at the file that the copy is of.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rodedraad.publish.view import Dossier
from rodedraad.records import Problem

MIN_LETTERS = 12
Row = Mapping[str, Any]


@dataclass
class Score:
    """Found and planted of one kind, with what was missed and what was wrong."""

    planted: int = 0
    recalled: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float | None:
        """Of nothing planted there is none."""
        return self.recalled / self.planted if self.planted else None

    @property
    def precision(self) -> float | None:
        """Of nothing found there is none: it says nothing of what would be found."""
        return self.right / self.found if self.found else None


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def folded(words: str) -> str:
    words = unicodedata.normalize("NFKC", words).casefold()
    return re.sub(r"[\s\xad\ufffe\x02‐‑–—\-‘’‚‛'\"“”„«».,;:!?…]+", "", words)


def same(one: str, other: str, *, letters: int = MIN_LETTERS) -> bool:
    """Whether the shorter stands in the longer, and is not a mere word of it."""
    a, b = sorted((folded(one), folded(other)), key=len)
    return len(a) >= min(letters, len(b)) and a in b


class Places:
    """Where the records of a built dossier stand: file and words."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.path = {source.id: source.path for source in dossier.sources}
        self.words = {one.id: (self.path[one.source], one.quote) for one in dossier.statements}

    def is_at(self, id_: str, planted: Row) -> bool:
        path, quote = self.words[id_]
        return path == planted["file"] and same(quote, planted["quote"])


def unplanted(problems: Iterable[Problem], truth: Sequence[Row]) -> list[Problem]:
    """The problems of a build that the truth file does not plant: what is scored after these is not what was meant."""
    known = {(row["file"], row["problem"]) for row in truth if row["kind"] == "problem"}
    copies = [set(row["files"]) for row in truth if row["kind"] == "kinship" and row["relation"] == "copy"]
    known |= {(file, "duplicate") for files in copies for file in files}
    return [one for one in problems if (one.source, one.kind) not in known]


def scores(dossier: Dossier, truth: Sequence[Row]) -> dict[str, Score]:
    """Per kind of the truth file: threads, tensions, references, commitments, requests, gaps, outlooks, reported."""
    places = Places(dossier)
    of: dict[str, list[Row]] = defaultdict(list)
    for row in truth:
        of[row["kind"]].append(row)
    held = [one for one in dossier.statements if not one.is_reported]
    result = {
        "threads": threads(places, of["thread"]),
        "tensions": _tensions(places, of["tension"]),
        "references": _references(places, of["reference"]),
        "commitments": _listed(
            places, of["commitment"], [one.id for one in held if one.is_commitment], also=of["measure"]
        ),
        "requests": _listed(places, of["request"], [one.id for one in held if one.type == "request"]),
        "reported": _listed(places, of["reported"], [one.id for one in dossier.statements if one.is_reported]),
        "outlooks": _outlooks(places, of["outlook"]),
    }
    result |= _gaps(places, of["gap"])
    result["gaps"] = _sum(score for name, score in result.items() if name.startswith("gap "))
    from truth_ahead import scores as ahead  # noqa: PLC0415  it builds on this module

    return result | ahead(places, of)


def _score(
    planted: Sequence[Row],
    found: Sequence[Any],
    matches: Callable[[Any, Row], bool],
    *,
    planted_name: Callable[[Row], str],
    found_name: Callable[[Any], str],
    also: Sequence[Row] = (),
) -> Score:
    score = Score()
    for row in planted:
        if row.get("required", True):
            score.planted += 1
            if any(matches(one, row) for one in found):
                score.recalled += 1
            else:
                score.missed.append(planted_name(row))
    for one in found:
        score.found += 1
        if any(matches(one, row) for row in (*planted, *also)):
            score.right += 1
        else:
            score.wrong.append(found_name(one))
    return score


def threads(places: Places, planted: Sequence[Row]) -> Score:
    def members(thread: Any, row: Row) -> set[str]:
        return {member["file"] for member in row["members"] for id_ in thread.statements if places.is_at(id_, member)}

    return _score(
        planted,
        places.dossier.links.threads,
        lambda thread, row: len(members(thread, row)) > 1,
        planted_name=lambda row: f"{row['id']} {row['claim']}",
        found_name=lambda thread: " || ".join(places.words[id_][1][:90] for id_ in thread.statements),
    )


def _tensions(places: Places, planted: Sequence[Row]) -> Score:
    def matches(tension: Any, row: Row) -> bool:
        sides = [
            [number for number, side in enumerate(row["sides"]) if any(places.is_at(id_, one) for one in side)]
            for id_ in (tension.a, tension.b)
        ]
        return tension.kind in row["kinds"] and any(a != b for a in sides[0] for b in sides[1])

    return _score(
        planted,
        places.dossier.links.tensions,
        matches,
        planted_name=lambda row: f"{row['id']} {row['about']} {row['kinds']}",
        found_name=lambda one: f"{one.kind}: {places.words[one.a][1][:110]} || {places.words[one.b][1][:110]}",
    )


def _references(places: Places, planted: Sequence[Row]) -> Score:
    def matches(reference: Any, row: Row) -> bool:
        is_there = places.path[reference.source] == row["file"] and (
            any(same(reference.quote, quote, letters=8) for quote in row["quotes"])
            or bool(row["title"] and reference.title and same(reference.title, row["title"]))
            or bool(row["url"] and reference.url and row["url"] == reference.url)
        )
        target = places.path.get(reference.target or "")
        return is_there and target in (row["target"], row.get("or_target", row["target"]))

    return _score(
        planted,
        places.dossier.links.references,
        matches,
        planted_name=lambda row: f"{row['file']}: {row['quotes'][0][:90]} -> {row['target']}",
        found_name=lambda one: f"{places.path[one.source]}: {one.quote[:90]} -> {places.path.get(one.target or '')}",
    )


def _listed(places: Places, planted: Sequence[Row], found: Sequence[str], *, also: Sequence[Row] = ()) -> Score:
    return _score(
        planted,
        found,
        places.is_at,
        planted_name=lambda row: f"{row['file']}: {row['quote'][:130]}",
        found_name=lambda id_: f"{places.words[id_][0]}: {places.words[id_][1][:130]}",
        also=also,
    )


def _outlooks(places: Places, planted: Sequence[Row]) -> Score:
    return _score(
        planted,
        places.dossier.links.outlooks,
        lambda one, row: (
            places.path[one.source] == row["file"]
            and (same(one.quote, row["quote"]) or same(one.title, row["title"]))
            and one.stance == row["stance"]
        ),
        planted_name=lambda row: f"{row['file']}: {row['stance']} {row['quote'][:100]}",
        found_name=lambda one: f"{places.path[one.source]}: {one.stance} {one.quote[:100]}",
    )


def _gaps(places: Places, planted: Sequence[Row]) -> dict[str, Score]:
    references = {one.id: one for one in places.dossier.links.references}

    def matches(gap: Any, row: Row) -> bool:
        if gap.kind != row["gap"]:
            return False
        if gap.kind == "party_absent":
            return bool(gap.party == row["party"])
        if gap.kind == "theme_without_party":
            return bool((gap.party, gap.theme) == (row["party"], row["theme"]))
        if gap.kind == "document_missing":
            one = references[gap.reference]
            return places.path[one.source] in row["files"] and any(
                same(words, row["title"]) for words in (one.title or "", one.quote) if words
            )
        return gap.statement is not None and places.is_at(gap.statement, row)

    result = {}
    expected = {party.id for party in places.dossier.links.parties if party.expected}
    for kind in sorted({row["gap"] for row in planted}):
        found = [
            gap
            for gap in places.dossier.links.gaps
            if gap.kind == kind and (kind != "theme_without_party" or gap.party in expected)
        ]
        result[f"gap {kind}"] = _score(
            [row for row in planted if row["gap"] == kind],
            found,
            matches,
            planted_name=lambda row: json.dumps(
                {
                    key: value
                    for key, value in row.items()
                    if key in ("file", "files", "title", "party", "theme", "quote")
                },
                ensure_ascii=False,
            )[:200],
            found_name=lambda gap: (
                f"{gap.party} {gap.theme} "
                + (places.words[gap.statement][1][:110] if gap.statement else "")
                + (references[gap.reference].quote[:90] if gap.reference else "")
            ),
        )
    return result


def _sum(parts: Iterable[Score]) -> Score:
    total = Score()
    for part in parts:
        total.planted += part.planted
        total.recalled += part.recalled
        total.found += part.found
        total.right += part.right
    return total

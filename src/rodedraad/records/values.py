"""The closed lists of words that records hold, and what is said to a reader: a code with values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Value: TypeAlias = str | int | float | bool | None

StatementType: TypeAlias = Literal[
    "finding",
    "conclusion",
    "recommendation",
    "ambition",
    "measure",
    "request",
    "condition",
    "concern",
    "need",
]
SourceKind: TypeAlias = Literal[
    "study", "vision", "plan", "letter", "minutes", "programme", "agreement", "data", "slides", "form", "other"
]
SourceStatus: TypeAlias = Literal["draft", "final", "adopted"]
IssuerRole: TypeAlias = Literal["author", "commissioner", "payer"]
Organ: TypeAlias = Literal[
    "college", "raad", "fractie", "ministry", "committee", "board", "management", "cabinet", "parliament"
]
Layer: TypeAlias = Literal[
    "gemeente",
    "provincie",
    "rijk",
    "eu",
    "waterschap",
    "bedrijf",
    "onderwijs_kennis",
    "maatschappelijk",
    "bewoners",
    "parlement",
]
BlockKind: TypeAlias = Literal["heading", "paragraph", "list_item", "table_cell", "footnote", "contents", "furniture"]
ActorRole: TypeAlias = Literal["must_act", "asked", "leads", "partner", "pays", "authority"]
TensionKind: TypeAlias = Literal["stance", "number", "date", "condition", "actor"]
OutlookStance: TypeAlias = Literal["wanted", "feared", "unrealistic", "neutral"]
GapKind: TypeAlias = Literal[
    "theme_without_party",
    "ambition_without_measure",
    "measure_without_owner",
    "measure_without_date",
    "request_without_answer",
    "document_missing",
    "thread_of_one",
    "party_absent",
]
VerdictKind: TypeAlias = Literal["accepted", "altered", "misattributed", "fabricated", "stale", "unsupported"]
ClausePart: TypeAlias = Literal[
    "ambition",
    "offer",
    "need",
    "ask",
    "condition",
    "organisation",
    "disputed",
    "missing",
    "finding",
]
"""What a clause does in the proposition, in the order of the core; what is found to be so stands in the reading alone."""
ClauseKind: TypeAlias = Literal[
    "shared", "held", "commitment", "request", "condition", "need", "tension", "gap", "written"
]
CitationRole: TypeAlias = Literal["says", "backs", "opposes", "answers"]
ContributionKind: TypeAlias = Literal["objection", "addition", "support", "question"]
Channel: TypeAlias = Literal["letter", "email", "form", "comment", "tracked_change", "note"]
ReplyOutcome: TypeAlias = Literal["changed", "not_changed"]
DifferenceKind: TypeAlias = Literal["changed", "left_out", "added"]
GenaiTask: TypeAlias = Literal["extract", "resolve", "compare", "title", "word", "plain", "answer"]
"""What a language model is asked to do; ``docs/method/genai.md`` says how each reply is held against the sources."""
RefusalKind: TypeAlias = Literal[
    "quote_not_found", "out_of_place", "unsupported", "malformed", "cut_off", "no_answer", "unknown_value"
]
"""Why a part of a model's reply does not enter: words that are nowhere, or not where was asked; a wording that what it
cites does not bear out; a reply that is no answer in the shape asked, or was cut off; nothing; a value that is none."""
SuggestionKind: TypeAlias = Literal[
    "statement", "type", "holder", "addressee", "condition", "same", "conflict", "neither"
]
ProblemKind: TypeAlias = Literal[
    "unreadable",
    "encrypted",
    "no_text_layer",
    "truncated",
    "too_large",
    "wrong_type",
    "vanished",
    "duplicate",
    "other",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something said to the reader: a code with values, worded in the reader's language by ``wording.py``."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, code: str, /, **values: Value) -> Message:
        """The message with these values; their order is that of their names."""
        return cls(code=code, values=tuple(sorted(values.items())))

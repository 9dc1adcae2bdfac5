"""What an address of the API may ask: every parameter with its bounds and what it means. What is not here is refused."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

from rodedraad.records import (
    GapKind,
    Layer,
    OutlookStance,
    ProblemKind,
    RequirementKind,
    SourceKind,
    StatementType,
    TensionKind,
)
from rodedraad.web.api.answers import Part
from rodedraad.web.visit import LONGEST_QUERY

MOST_ROWS = 200
MOST_CHARS = 100_000
"""Of the text of a source in one answer."""

Id = Annotated[
    str, Path(alias="id", max_length=200, description="Its `id`. Four characters or more of its beginning will do.")
]
WholeId = Annotated[str, Path(alias="id", max_length=200, description="Its `id`, whole.")]
Label = Annotated[
    str,
    Path(
        max_length=200, description="The `label` of a version, or `latest`: also of a draft, where none was kept yet."
    ),
]
Theme = Annotated[str, Field(max_length=LONGEST_QUERY, description="The id of a theme, as `/dossier` lists them.")]
Party = Annotated[str, Field(max_length=LONGEST_QUERY, description="The id of a party that has to do with it.")]
Source = Annotated[str, Field(max_length=LONGEST_QUERY, description="The id of a source.")]
Year = Annotated[str, Field(pattern=r"^(\d{4})?$", description="The year of the source, as `2026`.")]


class Asked(BaseModel):
    """What every address takes."""

    model_config = ConfigDict(extra="forbid")

    confidential: Literal["yes", "no"] = Field(
        "yes", description="`no` leaves out what rests on sources that are not public, also where the pages show it."
    )


class Paged(Asked):
    """What every list takes."""

    page: int = Field(
        1, ge=1, le=100_000, description="Which page of the list, counted from 1. One past the last is empty."
    )
    page_size: int = Field(50, ge=1, le=MOST_ROWS, description="How many records a page has.")

    @property
    def part(self) -> Part:
        """Which part of a list is asked."""
        return Part(page=self.page, size=self.page_size)

    @property
    def filters(self) -> dict[str, str]:
        """What narrows the list; a filter that is empty narrows nothing."""
        own = self.model_dump(exclude={"page", "page_size", "confidential"})
        return {name: value for name, value in own.items() if value}


class SourcesAsked(Paged):
    """Of the list of sources."""

    type: SourceKind | None = Field(None, description="Their `kind`.")
    party: Party = ""
    year: Year = ""


class StatementsAsked(Paged):
    """Of the list of statements: the filters of its page."""

    theme: Theme = ""
    party: Party = ""
    type: StatementType | None = Field(None, description="Their `type`.")
    place: str = Field("", max_length=LONGEST_QUERY, description="The name of a place that they are about.")
    layer: Layer | None = Field(None, description="The layer of government of who says it.")
    year: Year = ""
    source: Source = ""
    q: str = Field(
        "", max_length=LONGEST_QUERY, description="Words to search for: the best first, out of the first thousand hits."
    )


class ThemedAsked(Paged):
    """Of the lists of subjects and threads."""

    theme: Theme = ""
    party: Party = ""


class TensionsAsked(ThemedAsked):
    """Of the list of tensions."""

    type: TensionKind | None = Field(None, description="Their `kind`.")


class GapsAsked(ThemedAsked):
    """Of the list of gaps."""

    type: GapKind | None = Field(None, description="Their `kind`.")


class ReferencesAsked(Paged):
    """Of the lists of references and of what was read of each source."""

    source: Source = ""


class OutlooksAsked(Paged):
    """Of the list of outlooks."""

    type: OutlookStance | None = Field(None, description="Their `stance`.")
    party: Party = ""
    source: Source = ""


class PartiesAsked(Paged):
    """Of the list of parties."""

    layer: Layer | None = Field(None, description="Their layer of government.")


class RequirementsAsked(ThemedAsked):
    """Of the list of requirements."""

    type: RequirementKind | None = Field(None, description="Their `kind`.")
    source: Source = ""


class ActionsAsked(ThemedAsked):
    """Of the list of actions."""

    source: Source = ""


class ProblemsAsked(Paged):
    """Of the list of problems."""

    type: ProblemKind | None = Field(None, description="Their `kind`.")
    source: str = Field("", max_length=LONGEST_QUERY, description="The `path` of a source, as the problem has it.")


class LogAsked(Paged):
    """Of the log."""

    type: str = Field("", max_length=LONGEST_QUERY, description="Their `kind`, as `edit`.")
    statement: str = Field("", max_length=LONGEST_QUERY, description="The id of a statement that they are about.")


class ClausesAsked(Paged):
    """Of the clauses of a version."""

    theme: Theme = ""


class TextAsked(Asked):
    """Which characters of a text."""

    start: int = Field(0, ge=0, le=1_000_000_000, description="The first character, counted from 0.")
    end: int | None = Field(
        None,
        ge=0,
        le=1_000_000_000,
        description=f"The character after the last. At most {MOST_CHARS} come at once, 20000 where nothing is said.",
    )


class SearchAsked(Paged):
    """Words to search for."""

    q: str = Field(min_length=1, max_length=LONGEST_QUERY, description="Words to search for.")


class QuestionAsked(Asked):
    """A question."""

    q: str = Field(min_length=1, max_length=LONGEST_QUERY, description="A question in plain words.")

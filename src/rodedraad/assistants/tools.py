"""What an assistant may ask: each tool with its arguments, what it answers, and how that reads as plain text.

Arguments come from a program that somebody's text may steer: each is checked against its bounds here, and nothing of
them is used as a path, a pattern or a part of a query.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rodedraad import phrases
from rodedraad.adapters.sqlite import KINDS
from rodedraad.assistants import answers, schemas, texts
from rodedraad.errors import WrongUse
from rodedraad.moment import Moment
from rodedraad.wording import Language

LONGEST_TEXT = 400
"""Characters of an argument: a long question, and no document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument. A ``count`` lies between ``least`` and ``most``; a text is one of ``choices`` where there are any."""

    name: str
    kind: Literal["text", "count", "flag"]
    default: str | int | bool | None = None
    is_needed: bool = False
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()

    def schema(self, language: Language) -> dict[str, Any]:
        """As JSON Schema."""
        own: dict[str, Any] = {"description": phrases.said(f"assistants.argument_{self.name}", language)}
        if self.kind == "text":
            own |= {"type": "string", "maxLength": LONGEST_TEXT}
            own |= {"minLength": 1} if self.is_needed else {}
            own |= {"enum": list(self.choices)} if self.choices else {}
        elif self.kind == "count":
            own |= {"type": "integer", "minimum": self.least, "maximum": self.most}
        else:
            own |= {"type": "boolean"}
        return own if self.default is None else own | {"default": self.default}

    def checked(self, value: Any) -> Any:
        """The value, where it is one that this argument can have. Raises WrongUse."""
        if value is None and not self.is_needed:
            return self.default
        if self.kind == "text" and isinstance(value, str) and len(value) <= LONGEST_TEXT and "\0" not in value:
            if value.strip() and self.choices and value not in self.choices:
                raise WrongUse("assistants.no_choice", name=self.name, known=" ".join(self.choices))
            if value.strip():
                return value
            if not self.is_needed:
                return self.default
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if self.kind == "count" and is_number and self.least <= value <= self.most:
            return value
        if self.kind == "flag" and isinstance(value, bool):
            return value
        bounds = {"least": self.least, "most": self.most} if self.kind == "count" else {"most": LONGEST_TEXT}
        raise WrongUse(f"assistants.bad_{self.kind}", name=self.name, **bounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One tool: its name, its arguments, who answers, the schema of the answer, and the answer as plain text."""

    name: str
    arguments: tuple[Argument, ...]
    answer: Callable[[Moment, Mapping[str, Any]], dict[str, Any]]
    schema: dict[str, Any]
    text: Callable[[dict[str, Any], Language], str]

    def description(self, language: Language) -> str:
        """What it does, and that the words of documents are data."""
        return f"{phrases.said(f'assistants.tool_{self.name}', language)} {phrases.said('assistants.data', language)}"

    def input_schema(self, language: Language) -> dict[str, Any]:
        """Its arguments as JSON Schema."""
        return {
            "type": "object",
            "properties": {one.name: one.schema(language) for one in self.arguments},
            "required": [one.name for one in self.arguments if one.is_needed],
            "additionalProperties": False,
        }

    def checked(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Every argument by its name, checked. Raises WrongUse, also for one that there is not."""
        known = {one.name for one in self.arguments}
        strange = sorted(str(name)[:80] for name in given if name not in known)
        if strange:
            known_names = " ".join(one.name for one in self.arguments)
            raise WrongUse("assistants.no_argument", name=strange[0], known=known_names)
        return {one.name: one.checked(given.get(one.name)) for one in self.arguments}


def _limit(default: int, most: int) -> Argument:
    return Argument(name="limit", kind="count", default=default, least=1, most=most)


_CURSOR = Argument(name="cursor", kind="text")
_FILTERS = tuple(Argument(name=name, kind="text") for name in ("theme", "party", "type", "place"))
_ID = Argument(name="id", kind="text", is_needed=True)

TOOLS: tuple[Tool, ...] = (
    Tool(
        name="search",
        arguments=(Argument(name="query", kind="text", is_needed=True), _limit(10, 50), *_FILTERS, _CURSOR),
        answer=answers.search,
        schema=schemas.SEARCH,
        text=texts.search,
    ),
    Tool(
        name="ask",
        arguments=(Argument(name="question", kind="text", is_needed=True), _limit(6, 20)),
        answer=answers.ask,
        schema=schemas.ASK,
        text=texts.ask,
    ),
    Tool(name="quote", arguments=(_ID,), answer=answers.quote, schema=schemas.QUOTE, text=texts.quote),
    Tool(
        name="thread",
        arguments=(_ID, _limit(20, 100), _CURSOR),
        answer=answers.thread,
        schema=schemas.THREAD,
        text=texts.thread,
    ),
    Tool(
        name="proposition",
        arguments=(
            Argument(name="core", kind="flag", default=False),
            Argument(name="theme", kind="text"),
            _limit(15, 50),
            _CURSOR,
        ),
        answer=answers.proposition,
        schema=schemas.PROPOSITION,
        text=texts.proposition,
    ),
    Tool(
        name="coverage",
        arguments=(_limit(50, 200), _CURSOR),
        answer=answers.coverage,
        schema=schemas.COVERAGE,
        text=texts.coverage,
    ),
    Tool(
        name="list",
        arguments=(
            Argument(name="kind", kind="text", is_needed=True, choices=tuple(KINDS)),
            *_FILTERS,
            _limit(20, 100),
            _CURSOR,
        ),
        answer=answers.listed,
        schema=schemas.LIST,
        text=texts.listed,
    ),
)


def named(name: str) -> Tool:
    """The tool of that name. Raises WrongUse."""
    found = next((one for one in TOOLS if one.name == name), None)
    if found is None:
        raise WrongUse("assistants.no_tool", name=name[:80], known=" ".join(one.name for one in TOOLS))
    return found

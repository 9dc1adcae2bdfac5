"""What a model is asked, one thing at a time: items, and the requests that carry some of them together.

An item is kept by content: its task, the instructions of that task, and the text that it is about. What else was in
the same request does not count, so that one more document costs what is new in it. Instructions are files with a
version, in Dutch and English.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rodedraad.genai.fence import fenced, seen
from rodedraad.records import GenaiTask, Prompt
from rodedraad.wording import Language

CHARS_PER_TOKEN = 3
"""Characters of Dutch policy text per token, low: tokenizers of today have three to four and a half (docs/method/genai.md)."""
_FRAME_TOKENS = 12
"""Of the marks and the number around one item, and of what the endpoint puts around a request."""
_MARKS_TOKENS = 10
"""Of the mark before and after all items."""
_REPLY_FRAME_TOKENS = 64
"""Of a reply besides the answers in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to ask: the text it is about, in lines, and what its answer is about.

    ``sources`` are those of which text is sent, ``about`` the ids of the records it speaks of. Items of one ``group``
    may share a request: a hostile document reaches no item of another group. ``reply_tokens`` bounds its answer.
    """

    task: GenaiTask
    language: Language
    lines: tuple[str, ...]
    sources: tuple[str, ...]
    about: tuple[str, ...]
    group: str
    reply_tokens: int

    @property
    def key(self) -> str:
        """The SHA-256 of all that the answer follows from, but for the model."""
        said = (
            self.task,
            instructions(self.task, self.language),
            schema(self.task),
            *(seen(line) for line in self.lines),
        )
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()

    @property
    def tokens(self) -> int:
        """About how many tokens its text is."""
        return tokens("\n".join(self.lines)) + _FRAME_TOKENS


@dataclass(frozen=True, slots=True)
class Request:
    """Items that are asked together; the n-th item is number n in the prompt."""

    items: tuple[Item, ...]
    prompt: Prompt

    @property
    def tokens(self) -> int:
        """About how many tokens go out."""
        return tokens(self.prompt.instructions) + tokens(self.prompt.data) + _FRAME_TOKENS


def tokens(text: str) -> int:
    """About how many tokens a text is, rather too many than too few."""
    return -(-len(text.encode(errors="surrogatepass")) // CHARS_PER_TOKEN)


@cache
def instructions(task: GenaiTask, language: Language) -> str:
    """The instructions of a task, its version among them, as the file has them."""
    folder = resources.files("rodedraad") / "genai" / "instructions"
    return (folder / f"{task}.{language}.md").read_text(encoding="utf-8").strip()


def version(task: GenaiTask, language: Language) -> str:
    """The version that the first line of the instructions names: ``extract.nl 1``."""
    return instructions(task, language).partition("\n")[0].lstrip("# ").strip()


_QUOTE = {"type": "string", "maxLength": 1200}
_WORDS: Mapping[str, Any] = {"type": ["string", "null"], "maxLength": 200}
TYPES = ("finding", "conclusion", "recommendation", "ambition", "measure", "request", "condition", "concern", "need")
RELATIONS = ("same", "conflict", "neither")
CONFLICTS = ("stance", "number", "date", "condition", "actor")
_ANSWERS: Mapping[GenaiTask, Mapping[str, Any]] = {
    "extract": {
        "statements": {
            "type": "array",
            "maxItems": 12,
            "items": {
                "type": "object",
                "properties": {"quote": _QUOTE, "type": {"enum": list(TYPES)}},
                "required": ["quote", "type"],
                "additionalProperties": False,
            },
        }
    },
    "resolve": {"holder": _WORDS, "addressee": _WORDS, "condition": _WORDS},
    "compare": {
        "relation": {"enum": list(RELATIONS)},
        "kind": {"enum": [*CONFLICTS, None]},
        "words_a": _WORDS,
        "words_b": _WORDS,
    },
    "title": {"title": {"type": "string", "maxLength": 120}},
    "word": {"text": {"type": "string", "maxLength": 900}, "title": {"type": "string", "maxLength": 120}},
    "plain": {"text": {"type": "string", "maxLength": 900}},
    "answer": {
        "sentences": {
            "type": "array",
            "maxItems": 8,
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "maxLength": 600},
                    "cites": {"type": "array", "maxItems": 6, "items": {"type": "integer"}},
                },
                "required": ["text", "cites"],
                "additionalProperties": False,
            },
        }
    },
}


@cache
def schema(task: GenaiTask) -> str:
    """The JSON schema of the reply to a request of this task, as canonical JSON."""
    answer = _ANSWERS[task]
    item = {
        "type": "object",
        "properties": {"n": {"type": "integer"}, **answer},
        "required": ["n", *answer],
        "additionalProperties": False,
    }
    whole = {
        "type": "object",
        "properties": {"items": {"type": "array", "items": item}},
        "required": ["items"],
        "additionalProperties": False,
    }
    return json.dumps(whole, sort_keys=True, separators=(",", ":"))


def request(items: Sequence[Item]) -> Request:
    """These items, of one task and language, as one request."""
    first = items[0]
    data = fenced([item.lines for item in items])
    prompt = Prompt(
        task=first.task,
        instructions=instructions(first.task, first.language),
        data=data,
        schema=schema(first.task),
        most_tokens=_REPLY_FRAME_TOKENS + sum(item.reply_tokens for item in items),
    )
    return Request(items=tuple(items), prompt=prompt)


def requests(items: Iterable[Item], *, window: int) -> Iterator[Request]:
    """The items as requests of at most ``window`` tokens in and out, each of one task, language and group; one of more alone."""
    waiting: dict[tuple[str, str, str], list[Item]] = {}
    for item in items:
        waiting.setdefault((item.task, item.language, item.group), []).append(item)
    for _, held in sorted(waiting.items()):
        room = window - tokens(instructions(held[0].task, held[0].language))
        room -= _FRAME_TOKENS + _MARKS_TOKENS + _REPLY_FRAME_TOKENS
        batch: list[Item] = []
        size = 0
        for item in held:
            own = item.tokens + item.reply_tokens
            if batch and size + own > room:
                yield request(batch)
                batch, size = [], 0
            batch.append(item)
            size += own
        yield request(batch)

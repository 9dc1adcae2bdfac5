"""A model's reply to a request, taken apart into one answer per item: near-JSON is mended, the rest is refused.

A reply is text from outside: its size and depth are bounded, what is no answer in the shape that was asked for counts as
none, and an answer is kept as canonical JSON of that shape alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rodedraad.errors import InvalidReply
from rodedraad.genai import nearly
from rodedraad.genai.items import Item, schema

LONGEST_CHARS = 200_000
_SHOWN_CHARS = 200
_MOST_ITEMS = 500


def answers(text: str, items: Sequence[Item]) -> tuple[str | None, ...]:
    """For each item its answer as canonical JSON, None where the reply has none that can be one.

    Raises InvalidReply where the reply as a whole is no JSON object with items.
    """
    found = _loaded(text)
    listed = found.get("items") if isinstance(found, dict) else found
    if isinstance(found, dict) and "items" not in found and len(items) == 1:
        listed = [{"n": 1, **found}]  # small models leave the list out where there is one
    if not isinstance(listed, list):
        raise InvalidReply("genai.no_items", words=text[:_SHOWN_CHARS])
    shapes: Any = json.loads(schema(items[0].task))["properties"]["items"]["items"]
    given: dict[int, str] = {}
    for one in listed[:_MOST_ITEMS]:
        number = one.get("n") if isinstance(one, dict) else None
        if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= len(items):
            shaped = _shaped(one, shapes)
            if shaped is not None and number not in given:
                shaped.pop("n")
                given[number] = _written(shaped)
    return tuple(given.get(number) for number in range(1, len(items) + 1))


def kept(reply: str, item: Item) -> str | None:
    """A reply that was kept, as far as it is an answer to this item; None where it is none. A dossier comes by mail, too."""
    try:
        found = json.loads(reply)
    except (ValueError, RecursionError):
        return None
    shapes: Any = json.loads(schema(item.task))["properties"]["items"]["items"]
    own = {name: below for name, below in shapes["properties"].items() if name != "n"}
    shaped = _shaped(found, {**shapes, "properties": own})
    return None if shaped is None else _written(shaped)


def _written(answer: Mapping[str, Any]) -> str:
    return json.dumps(answer, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _loaded(text: str) -> Any:
    if len(text) > LONGEST_CHARS:
        raise InvalidReply("genai.reply_too_long", count=len(text))
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return nearly.read(text)
    except ValueError as error:
        raise InvalidReply("genai.no_json", words=text[:_SHOWN_CHARS]) from error


def _shaped(value: Any, shape: Mapping[str, Any]) -> Any:
    """The value as far as it has the shape; None where it has not. Of a list the elements that have it; a text is cut."""
    if "enum" in shape:
        return value if value in shape["enum"] else None
    kinds = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    if "object" in kinds and isinstance(value, dict):
        found = {}
        for name, below in shape["properties"].items():
            if name not in value and not _may_be_none(below):
                return None
            own = _shaped(value.get(name), below)
            if own is None and not _may_be_none(below):
                return None
            found[name] = own
        return found
    if "array" in kinds and isinstance(value, list):
        every = (_shaped(one, shape["items"]) for one in value[: shape.get("maxItems", _MOST_ITEMS)])
        return [one for one in every if one is not None]
    if "string" in kinds and isinstance(value, str):
        return nearly.whole(value[: shape.get("maxLength", LONGEST_CHARS)])
    if "integer" in kinds and isinstance(value, int) and not isinstance(value, bool):
        return value
    return None


def _may_be_none(shape: Mapping[str, Any]) -> bool:
    return None in shape.get("enum", ()) or (isinstance(shape.get("type"), list) and "null" in shape["type"])

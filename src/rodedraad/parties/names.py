"""Names as words: how text is cut into words, how a name becomes an id, and a tree of names to walk."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Generic, TypeVar

Value = TypeVar("Value")

# A word keeps its inner points, hyphens and ampersands (B.V, Noord-Holland, I&W), not a genitive 's, nor the raised
# number of a note ("Parlement¹¹").
_LETTER = r"[^\W²³¹⁰⁴-⁹]"
WORD = re.compile(rf"(?:['’]s-)?{_LETTER}+(?:[&.+-]{_LETTER}+|['’](?!s\b){_LETTER}+)*")
_GAP = re.compile(r"[\s,()/&]{1,4}")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_END = ""
LONGEST = 14  # words of the longest name


def slug(name: str) -> str:
    """The id of a party of that name: lower case ASCII words joined by hyphens, at most 80 characters."""
    folded = unicodedata.normalize("NFKD", name.replace("&", " en ").replace("ĳ", "ij").casefold())
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    return _NO_SLUG.sub("-", plain)[:80].strip("-")


class Names(Generic[Value]):
    """A tree of names, walked word by word: the longest name that starts at a place in a text."""

    __slots__ = ("tree",)

    def __init__(self) -> None:
        self.tree: dict[str, dict] = {}  # type: ignore[type-arg]  # a recursive type says no more here

    def add(self, name: str, value: Value) -> None:
        """Takes a name up; of equal names the first one stays."""
        node = self.tree
        for word in WORD.findall(name):
            node = node.setdefault(word.casefold(), {})
        node.setdefault(_END, {}).setdefault(name, value)

    def at(self, text: str, position: int) -> tuple[int, Value] | None:
        """Where the longest name that starts at ``position`` ends, and what it stands for."""
        node = self.tree
        found: tuple[int, Value] | None = None
        end = position
        for number in range(LONGEST):
            if number:
                gap = _GAP.match(text, end)
                if gap is None:
                    break
                word = WORD.match(text, gap.end())
            else:
                word = WORD.match(text, position)
            if word is None:
                break
            inner = node.get(word[0].casefold())
            if inner is None:
                break
            node, end = inner, word.end()
            if _END in node:
                found = self._of(node[_END], text, position, end) or found
        return found

    def values(self) -> Iterator[tuple[str, Value]]:
        """Every name with what it stands for."""
        nodes = [self.tree]
        while nodes:
            for key, node in nodes.pop().items():
                if key == _END:
                    yield from node.items()
                else:
                    nodes.append(node)

    @staticmethod
    def _of(names: dict[str, Value], text: str, start: int, end: int) -> tuple[int, Value] | None:
        for name, value in names.items():
            # A closing bracket or point belongs to the name, not to its last word: Bergen (NH).
            stop = end + len(name) - len(name.rstrip(").!"))
            written = " ".join(text[start:end].split())
            if written_as(name.rstrip(").!"), written):
                return (stop if text[end:stop] == name[len(name) - (stop - end) :] else end), value
        return None


def written_as(name: str, words: str) -> bool:
    """Whether ``words`` is this name: exactly, in capitals, or with another first letter where the name allows.

    A name that starts with a small letter may start a sentence. Abbreviations are exact.
    """
    if words == name:
        return True
    if words == name.upper() and len(name) > 5:
        return True
    return words[1:] == name[1:] and name[0].islower() and words[0] == name[0].upper()

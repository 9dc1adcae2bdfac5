"""Messages in the reader's language: the one place where a code with values becomes a sentence.

Each area of the program keeps the wording of its codes in a TOML file here, Dutch and English side by side.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, TypeAlias

from rodedraad.records import Message, Value

Language: TypeAlias = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
_FIELD = re.compile(r"\{([a-z_]+)(#?)(?:\|([^|{}]+)\|([^|{}]+))?\}")
"""``{name}`` is a value as it stands, ``{name#}`` a decimal number (a text, or whole) as the reader writes it.

``{name|vraag|vragen}`` is a count with its word behind it: "1 vraag", "1.200 vragen".
"""
_DECIMAL_COMMA: Language = "nl"
_DUTCH_SIGNS = str.maketrans(",.", ".,")
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?")


@cache
def catalogue() -> MappingProxyType[str, MappingProxyType[Language, str]]:
    """Every code with its wordings. Raises ValueError on a code that two areas claim."""
    found: dict[str, MappingProxyType[Language, str]] = {}
    folder = resources.files("rodedraad") / "wording"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not entry.name.endswith(".toml"):
            continue
        for code, words in tomllib.loads(entry.read_text(encoding="utf-8")).items():
            if code in found:
                raise ValueError(f"two wordings for {code}; the second is in {entry.name}")
            found[code] = MappingProxyType({"nl": words["nl"], "en": words["en"]})
    return MappingProxyType(found)


def word(message: Message, language: Language = "nl") -> str:
    """The sentence a reader sees. A code without wording shows itself with its values: nothing is hidden."""
    values = dict(message.values)
    template = catalogue().get(message.code)
    if template is None:
        return f"{message.code} {values}" if values else message.code
    return _FIELD.sub(lambda field: _filled(field, values.get(field[1]), language), template[language])


def _filled(field: re.Match[str], value: Value, language: Language) -> str:
    if field[3]:
        return f"{_decimal(value, language)} {field[3] if str(value) == '1' else field[4]}"
    return (_decimal if field[2] else _shown)(value, language)


def _shown(value: Value, language: Language) -> str:
    if value is None:
        return "?"
    if isinstance(value, float) and language == _DECIMAL_COMMA:
        return f"{value:g}".replace(".", ",")
    return f"{value:g}" if isinstance(value, float) else str(value)


def _decimal(value: Value, language: Language) -> str:
    """A decimal number with its thousands apart; what is none as it stands."""
    text = str(value)
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        return _shown(value, language)
    whole, _, tail = text.partition(".")
    grouped = f"{int(whole):,}"
    if whole.startswith("-0"):
        grouped = f"-{grouped}"
    told = f"{grouped}.{tail}" if tail else grouped
    return told.translate(_DUTCH_SIGNS) if language == _DECIMAL_COMMA else told

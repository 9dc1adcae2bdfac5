"""Which sentence, and which party, somebody means who typed a number, a code, a name or some words. Pure.

A list to choose from offers what it takes (``offered``); what fits nothing, or more than one, is asked again.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rodedraad import phrases
from rodedraad.errors import WrongUse
from rodedraad.records import Clause, Party
from rodedraad.wording import Language

CODE_CHARS: Final = 10
"""Of the code of a sentence, as it is shown: enough to tell it from the others of its text."""
_WORDS_CHARS: Final = 90
_CODE: Final = re.compile(r"\bc-[0-9a-f]{4,16}\b")
_NUMBER: Final = re.compile(r"\s*(\d{1,6})\s*(?:\.|$)")
_MOST_TOLD: Final = 8
_MOST_CHARS: Final = 80


def offered(number: int, clause: Clause, language: Language) -> str:
    """A sentence as a list offers it: its number, what it quotes (who speaks is the same in many), and its code."""
    quoted = next((f"«{phrases.clipped(one.shown, _WORDS_CHARS)}»" for one in clause.citations if one.shown), "")
    words = quoted or phrases.clipped(clause.text if language == "nl" else clause.english, _WORDS_CHARS)
    return f"{number}. {words} ({clause.id[:CODE_CHARS]})"


def sentence(typed: str, clauses: Sequence[Clause]) -> Clause | None:
    """The sentence of this code, else of this number, else the only one with these words; None for nothing typed.

    Raises WrongUse where there is none, or more than one.
    """
    if not typed.strip():
        return None
    if code := _CODE.search(typed):
        found = [one for one in clauses if one.id.startswith(code[0])]
    elif number := _NUMBER.match(typed):
        found = list(clauses[int(number[1]) - 1 : int(number[1])]) if int(number[1]) else []
    else:
        words = " ".join(typed.casefold().split())
        found = [one for one in clauses if words in one.text.casefold() or words in one.english.casefold()]
    if len(found) == 1:
        return found[0]
    shown = typed.strip()[:_MOST_CHARS]
    if not found:
        raise WrongUse("web.no_such_sentence", typed=shown, count=len(clauses))
    ids = {one.id for one in found}
    numbers = [str(at) for at, one in enumerate(clauses, start=1) if one.id in ids]
    told = ", ".join(numbers[:_MOST_TOLD]) + (" …" if len(numbers) > _MOST_TOLD else "")
    raise WrongUse("web.many_sentences", typed=shown, count=len(numbers), numbers=told)


def party(typed: str, parties: Mapping[str, Party], names: Mapping[str, str]) -> str | None:
    """The id of the party with this name, other name or id; None for nothing typed. ``names`` are those that are shown, by id.

    Raises WrongUse where none has it, with the nearest that there is, and where two have it.
    """
    wanted = typed.strip().casefold()
    if not wanted:
        return None
    if typed.strip() in parties:
        return typed.strip()
    found = [id_ for id_, name in names.items() if name.casefold() == wanted]
    found = found or [one.id for one in parties.values() if wanted in _known_by(one)]
    if len(found) == 1:
        return found[0]
    shown = typed.strip()[:_MOST_CHARS]
    if found:
        raise WrongUse("web.many_parties", typed=shown, names="; ".join(sorted(found)[:_MOST_TOLD]))
    near = difflib.get_close_matches(wanted, sorted(name.casefold() for name in names.values()), n=1, cutoff=0.0)
    like = next((name for name in names.values() if near and name.casefold() == near[0]), "?")
    raise WrongUse("web.no_such_party", typed=shown, near=like[:_MOST_CHARS])


def _known_by(one: Party) -> Iterable[str]:
    return {name.casefold() for name in (one.name, *one.aliases)}

"""What can be read off words that somebody brought in: of which kind they seem, and a name as the log keeps it. Pure.

The kind is a guess by a few words, told as one in the preview; who takes it in chooses another with ``--kind``.
"""

from __future__ import annotations

import re

from rodedraad.records import ContributionKind

LONGEST_NAME = 200
"""Characters of a name that the log takes."""
_AGAINST = re.compile(
    r"\b(?:bezwaar|bezwaren|oneens|niet\s(?:\w+\s){0,3}?(?:eens|akkoord)|niet mee instemmen|klopt niet|kloppen niet|onjuist|onjuistheid|"
    r"schrap(?:pen)?|verwijder|tegen\sdeze|zijn tegen|ben tegen|niet steunen|steunen\s(?:\w+\s){0,3}?niet|feitelijk fout|"
    r"object(?:ion)?s?|disagree|not agree|incorrect|wrong|oppose|delete|remove|strike)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:toevoegen|toe te voegen|voeg\b.{0,60}\btoe|aanvull\w+|aan te vullen|vul\b.{0,60}\baan|ontbreekt|ontbreken|"
    r"wij missen|ik mis|we missen|neem\b.{0,60}\bop|graag ook|add(?:ition)?|missing|include|supplement)\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:steun(?:en)?|mee eens|eens met|akkoord|onderschrij\w+|juichen|toejuich\w+|positief|prima|goed voorstel|instemm\w+|"
    r"support|agree|endorse|welcome)\b",
    re.IGNORECASE,
)


def kind_of(text: str) -> ContributionKind:
    """The kind that these words seem: against by its words, then a question, more, for; without any an objection."""
    if _AGAINST.search(text):
        return "objection"
    if "?" in text:
        return "question"
    if _MORE.search(text):
        return "addition"
    return "support" if _FOR.search(text) else "objection"


def name_of(text: str | None) -> str | None:
    """A name as the log takes it: one printable line, not too long; None where nothing is left."""
    folded = " ".join((text or "").split())
    kept = "".join(character for character in folded if character.isprintable())
    return kept[:LONGEST_NAME].strip() or None

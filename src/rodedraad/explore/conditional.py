"""Sentences that tie one thing to another: "X only if Y", "without Y no X", "Y leads to X". By closed lists of words.

Only what stands on both sides is told, and the sign that the words give; whether that is so is for people to judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_ONLY_IF = (
    "alleen als|alleen wanneer|alleen indien|alleen dan als|slechts als|enkel als|pas als|pas wanneer|pas nadat|zodra|"
    "zolang|mits|op voorwaarde dat|onder voorwaarde dat|onder de voorwaarde dat|only if|only when|only after|provided that|"
    "provided|on condition that|as long as|once"
)
_UNLESS = "tenzij|unless"
_IF = "als|indien|wanneer|if|when"
_PROMOTES = (
    "leidt tot|leiden tot|zorgt voor|zorgen voor|draagt bij aan|dragen bij aan|bevordert|bevorderen|versterkt|versterken|"
    "versnelt|versnellen|is een voorwaarde voor|zijn een voorwaarde voor|is voorwaarde voor|als voorwaarde voor|"
    "als randvoorwaarde voor|de voorwaarde voor|een voorwaarde voor|is nodig voor|zijn nodig voor|"
    "is noodzakelijk voor|maakt ruimte voor|leads to|lead to|contributes to|promotes|strengthens|accelerates|enables|"
    "is a condition for|as a condition for|as a precondition for|is a precondition for|is needed for|are needed for|"
    "makes room for"
)
_HINDERS = (
    "belemmert|belemmeren|remt|remmen|vertraagt|vertragen|verhindert|verhinderen|bedreigt|bedreigen|blokkeert|blokkeren|"
    "gaat ten koste van|gaan ten koste van|hinders|slows|delays|prevents|threatens|blocks|comes at the expense of"
)
_REQUIRES = (
    "vereist|vereisen|vergt|vergen|is afhankelijk van|zijn afhankelijk van|hangt af van|depends on|requires|relies on"
)
_MIDDLE = re.compile(rf"\b(?:(?P<only>{_ONLY_IF})|(?P<unless>{_UNLESS}))\b", re.IGNORECASE)
_FIRST = re.compile(
    rf"\s*(?:{_IF})\b(?P<condition>[^,]{{3,300}}?)(?:,|\bdan\b|\bthen\b)(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
_THEN = re.compile(r"\b(dan|then)\b", re.IGNORECASE)
_WITHOUT = re.compile(
    r"\b(?:zonder|without)\b(?P<condition>[^,]{3,120}?)(?:,|\b(?=(?:geen|kan|kunnen|komt|komen|is|zijn|wordt|worden|lukt|"
    r"no|cannot|there is|there are)\b))(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_NONE = re.compile(r"\b(?:geen|niet|nooit|no|not|never|cannot)\b", re.IGNORECASE)
_CAUSES = re.compile(
    rf"\b(?:(?P<promotes>{_PROMOTES})|(?P<hinders>{_HINDERS})|(?P<requires>{_REQUIRES}))\b", re.IGNORECASE
)
_LONGEST = 1_500
_WORDS = (
    "alleen slechts enkel pas zodra zolang mits voorwaarde only provided condition long once tenzij unless als indien "
    "wanneer if when zonder without leidt leiden zorgt zorgen draagt dragen bevordert bevorderen versterkt versterken "
    "versnelt versnellen nodig noodzakelijk ruimte leads lead contributes promotes strengthens accelerates enables "
    "precondition needed room belemmert belemmeren remt remmen vertraagt vertragen verhindert verhinderen bedreigt "
    "bedreigen blokkeert blokkeren koste hinders slows delays prevents threatens blocks expense vereist vereisen "
    "vergt vergen afhankelijk hangt depends requires relies"
)
_TELLING = frozenset(_WORDS.split())
"""One word of each of the above: a sentence with none of these is not looked at further."""
_PLAIN_IF = frozenset({"als", "indien", "wanneer", "if", "when"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Words for what comes first, words for what hangs on it, and which way the words say that it works."""

    cause: str
    effect: str
    sign: Literal[1, -1]
    is_condition: bool


def may_tie(text: str) -> bool:
    """Whether a sentence has a word by which ``tie`` might find something; a quick look before a slow one."""
    words = text.lower().split()
    telling = _TELLING.intersection(words)
    return bool(telling) and len(text) <= _LONGEST and (not telling <= _PLAIN_IF or words[0] in _PLAIN_IF)


def tie(text: str) -> Tie | None:
    """What one sentence ties to another thing; None where it has no such words, or is too long to be one sentence."""
    if not may_tie(text):
        return None
    if middle := _MIDDLE.search(text):
        condition, _, after = text[middle.end() :].partition(",")
        if not after and not text[: middle.start()].strip():  # "zodra Y dan X": no comma parts them
            condition, _, after = [*_THEN.split(condition, maxsplit=1), "", ""][:3]
        effect = f"{text[: middle.start()]} {after}".strip()
        return Tie(cause=condition, effect=effect, sign=-1 if middle["unless"] else 1, is_condition=True)
    if first := _FIRST.match(text):
        return Tie(cause=first["condition"], effect=first["rest"], sign=1, is_condition=True)
    if (without := _WITHOUT.search(text)) and _NONE.search(without["rest"]):
        return Tie(cause=without["condition"], effect=_NONE.sub(" ", without["rest"]), sign=1, is_condition=True)
    if found := _CAUSES.search(text):
        before, after = text[: found.start()], text[found.end() :]
        if found["requires"]:
            return Tie(cause=after, effect=before, sign=1, is_condition=False)
        return Tie(cause=before, effect=after, sign=1 if found["promotes"] else -1, is_condition=False)
    return None

"""What a thread or a clause may be called: a part of a sentence, in its words and order. Pure.

Words of several sentences put together say what nobody said. A title names what a sentence is about; a part with a verb
claims something, and is one only where it is a whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rodedraad.extract.lexicon import word_set
from rodedraad.verify import dutch, ordered, polarity
from rodedraad.wording import Language

_LEAST_WORDS, _MOST_WORDS = 2, 12
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_SIGNS = frozenset(" ,;:()'’\"-–")
"""Signs that a title may have of its own; any other says something: an amount, a share, an address, a tick."""
_TOKEN = re.compile(r"\w+(?:['’.,:/-]\w+)*|[^\w\s]")
_ENDS = frozenset(".!?")
_CLAIMS = re.compile(r"(?:be|ver|ont|her)\w+t")
_IS = word_set(
    "steunt steunen wil willen wilt zegt zeggen vraagt vragen eist eisen pleit pleiten vindt gelooft denkt hoopt vreest weigert stoot is are was were be been has have had will would can could may might must should shall do does did"
)
_TURNS = dutch.FOCUS | word_set(
    "als mits tenzij indien zonder minder meer te half misschien mogelijk wellicht onvoldoende nauwelijks amper tegen noch "
    "if unless without less more too perhaps possibly hardly against nor only not no"
)
"""Words right before or behind a part of a sentence that make it say another thing."""


def is_borne_out(title: str, texts: Sequence[str], language: Language) -> bool:
    """Whether a title is of the right length and is a part of one of these texts, in its words and order, without a denial gone."""
    if not _LEAST_WORDS <= len(_WORD.findall(title)) <= _MOST_WORDS or not title.isprintable():
        return False
    if not {sign for sign in title if not sign.isalnum()} <= _SIGNS.union(*texts):
        return False
    return any(
        ordered.is_part(title, text)
        and set(_NUMBER.findall(text)).issuperset(_NUMBER.findall(title))
        and polarity.dropped(title, [(text, language)], language) is None
        and _is_cut_well(title, text)
        for text in texts
    )


def _is_cut_well(title: str, text: str) -> bool:
    """Whether a part of a text says no more by itself than in its place: a thing that is named, or a whole sentence.

    *De brug wordt gesloten* is no title out of *Wie zegt dat de brug wordt gesloten, vergist zich*; *500 woningen* is none
    out of *500 woningen minder* or *12 500 woningen*.
    """
    said, there = ([one.lower() for one in _TOKEN.findall(each)] for each in (title, text))
    is_claim = any(dutch.is_verbal(word) or word in _IS or _CLAIMS.fullmatch(word) for word in said)
    for at in range(len(there) - len(said) + 1):
        before, behind = (there[at - 1] if at else "."), next(iter(there[at + len(said) :]), ".")
        if there[at : at + len(said)] != said or before[-1].isdecimal() or behind[0].isdecimal():
            continue
        if is_claim and (before not in _ENDS or behind not in _ENDS):
            continue
        if before not in _TURNS and behind not in _TURNS:
            return True
    return False

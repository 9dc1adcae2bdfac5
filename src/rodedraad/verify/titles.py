"""What a thread or a clause may be called: a part of a sentence, in its words and order. Pure.

Words of several sentences put together say what nobody said. A title names what a sentence is about, so that a reader of a
list knows it without the sentence; a part with a verb claims something, and is one only where it is a whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rodedraad.extract.lexicon import word_set
from rodedraad.verify import dutch, ordered, polarity
from rodedraad.wording import Language

_MOST_WORDS = 12
_LONG_ENOUGH = 8
"""Letters of a word that tells by itself what a sentence is about: *walstroom*, and not *kabinet* or *proef*."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_SIGNS = frozenset(" ,;:()'’\"-–")
"""Signs that a title may have of its own; any other says something: an amount, a share, an address, a tick."""
_TOKEN = re.compile(r"\w+(?:['’.,:/-]\w+)*|[^\w\s]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS = frozenset(".!?")
_CLAIMS = re.compile(r"(?:be|ver|ont|her)\w+t")
_IS = word_set(
    "steunt steunen wil willen wilt zegt zeggen vraagt vragen eist eisen pleit pleiten vindt gelooft denkt hoopt vreest weigert stoot is are was were be been has have had will would can could may might must should shall do does did"
)
_TURNS = dutch.FOCUS | word_set(
    "als mits tenzij indien zonder minder meer half misschien mogelijk wellicht onvoldoende nauwelijks amper tegen noch "
    "if unless without less more too perhaps possibly hardly against nor only not no"
)
"""Words right before or behind a part of a sentence that make it say another thing."""
_LEANS = word_set(
    "hun haar zijn hij zij ze wij we ons onze mijn uw u deze dit dat die beide beiden dezelfde hetzelfde zulke elkaar zichzelf "
    "our their its his her your my both this that these those such same they it we you us them"
)
"""Words of a part of a sentence that only the sentence explains: *beide partijen*, *hun geld*."""
_TELLS_LITTLE = word_set(
    "de het een en of van voor in op met door bij naar om te aan uit over tot als dan per rond langs binnen buiten onder boven "
    "tussen eerste tweede laatste nieuwe andere meer alle elke ieder iedere euro miljoen miljard procent kaart bijlage hoofdstuk "
    "the a an and or of for in on with by at to from over until as than per first second last new other all each every euro "
    "euros million billion percent map annex chapter"
)
"""Words that say of no sentence what it is about."""


def begun(title: str) -> str:
    """A title with a capital, as Dutch writes it: the accents of *één* go."""
    return f"Eén{title[3:]}" if title[:3].lower() == "één" else title[:1].upper() + title[1:]


def is_borne_out(title: str, texts: Sequence[str], language: Language) -> bool:
    """Whether a title tells what one of these texts is about, as a part of it, in its words and order, without a denial gone."""
    if len(_WORD.findall(title)) > _MOST_WORDS or not title.isprintable() or not _tells_enough(title):
        return False
    if not {sign for sign in title if not sign.isalnum()} <= _SIGNS.union(*texts):
        return False
    title = f"één{title[3:]}" if title.startswith("Eén") else title
    said = [one.lower() for one in _TOKEN.findall(title)]
    if said[-1][0].isdecimal() and not _YEAR.fullmatch(said[-1]):
        return False  # *bijdrage van 40* says nothing of what
    is_claim = any(dutch.is_verbal(word) or word in _IS | _LEANS or _CLAIMS.fullmatch(word) for word in said)
    fallen_out = polarity.dropped if is_claim else polarity.undenied  # a thing may be named without its condition
    return any(
        ordered.is_part(title, text)
        and set(_NUMBER.findall(text)).issuperset(_NUMBER.findall(title))
        and fallen_out(title, [(text, language)], language) is None
        and _is_cut_well(said, [one.lower() for one in _TOKEN.findall(text)], is_claim=is_claim)
        for text in texts
    )


def _tells_enough(title: str) -> bool:
    """Whether a title says what a sentence is about: two words that do, or a long one."""
    telling = [
        word for word in map(str.lower, _WORD.findall(title)) if word not in _TELLS_LITTLE | _LEANS and word.isalpha()
    ]
    return len(telling) > 1 or any(len(word) >= _LONG_ENOUGH for word in telling)


def _is_cut_well(said: Sequence[str], there: Sequence[str], *, is_claim: bool) -> bool:
    """Whether a part of a text says no more by itself than in its place: a thing that is named, or a whole sentence.

    *De brug wordt gesloten* is no title out of *Wie zegt dat de brug wordt gesloten, vergist zich*; *500 woningen* is none
    out of *500 woningen minder* or *12 500 woningen*.
    """
    for at in range(len(there) - len(said) + 1):
        before, behind = (there[at - 1] if at else "."), next(iter(there[at + len(said) :]), ".")
        if there[at : at + len(said)] != said or before[-1].isdecimal() or behind[0].isdecimal():
            continue
        if is_claim and (before not in _ENDS or behind not in _ENDS):
            continue
        if before not in _TURNS | {"te"} and behind not in _TURNS:
            return True
    return False

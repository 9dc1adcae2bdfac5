"""What a thread or a clause may be called: a part of a sentence, in its words and order. Pure.

Words of several sentences put together say what nobody said. A title names what a sentence is about, so that a reader of a
list knows it without the sentence; a part with a verb claims something, and is one only where it is a whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rodedraad.extract.lexicon import NUMBERS, word_set
from rodedraad.verify import dutch, polarity
from rodedraad.wording import Language

_MOST_WORDS = 12
_LEAST_TELLING, _LONG_ENOUGH = 2, 15
"""Words that tell, or letters of one that tells alone: of *ontslagen* or *woningen* nobody knows what is to become of them."""
_LEAST_VERB = 3
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TOKEN = re.compile(r"\w+(?:['’.,:/-]\w+)*|[^\w\s]")
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
_REFUSES = word_set(
    "verbieden verbiedt stoppen stopt staken schrappen schrapt verwerpen verwerpt afwijzen afgewezen ongedaan gebroken intrekken "
    "tegengaan voorkomen voorkomt uitsluiten beëindigen beëindigt wijs wijzen wijst wees tegen nooit geen niet niets niemand zonder weigeren "
    "halveren gehalveerd halveert afschaffen schaffen schaft blokkeren blokkeert opheffen weren weert tegenhouden forbid ban stop reject refuse against never no not none without prevent cancel"
)
"""Words of a sentence behind which what it names is refused, ended or denied: named alone, it would be wanted."""
_POINTS = word_set("wijs wijzen wijst wees")
_ONE = word_set("een één eerste tweede one first second")
_PARTICLES = (
    "aan",
    "af",
    "bij",
    "dicht",
    "door",
    "in",
    "mee",
    "na",
    "om",
    "onder",
    "op",
    "over",
    "terug",
    "toe",
    "uit",
    "voor",
    "weg",
)
_JUDGES = word_set("is zijn was waren wordt worden blijft blijven heet are were becomes remains")
_LEADS = word_set(
    "de het een en of van voor in op met door bij naar om te aan uit over tot als dan per rond langs binnen buiten onder boven tussen "
    "the a an and or of for in on with by at to from over until as than per"
)
"""Words behind which something must follow."""
_ENGLISH_VERBS = word_set(
    "pays gives takes makes has needs wants builds closes opens grants allows stops starts pay give take make need want build close open grant allow start"
)
_DETERMINERS = word_set("de het een the a an")
_BETWEEN = 4
_CUTS = frozenset("'’‘-")
"""Marks behind which half a word would be left: *s nachts*."""
_NO_DEED = "luid bied bouw val weld wicht recht heel duld zicht not bit zag".replace(" ", "|")
_DONE = re.compile(rf"(?!.*heid$)(?!ge(?:{_NO_DEED})$)(?:{'|'.join(_PARTICLES)})?ge\w{{3,8}}[dt]")
"""What is done, as it stands behind its noun: *gedaald*, *ingericht*. Before it, it would end with an e."""
_PREDICATES = word_set(
    "gereed klaar beschikbaar geschikt vrij dicht stil open lid bereid verplicht mogelijk nodig welkom verantwoordelijk ready available free"
)
"""Words that, at the end or before one that leads on, say of a thing what it is: *straten geschikt*, but *de open opslag*."""
_TIED = word_set("er weer af waar wanneer waarin waarop waarmee waardoor daar hier provided again there here where")
"""Words that tie a thing to what goes before or behind it."""
_ORDERS = word_set(
    "houd hou zorg geef maak stop laat neem zet ga kom doe bouw sluit open plaats leg stel betaal koop verkoop bestem verlaag verhoog "
    "keep give make let take put build close open stop"
)
"""Verbs that order, at the head of a sentence: whoever reads the title hears one side."""
_ENGLISH = word_set(
    "the of and to are for with by from that they it its has have must not will would if unless when on as at be is was"
)
_DUTCH = word_set(
    "de het een van te wil zijn voor op met door aan om als bij uit naar er wordt komt dat heeft moet niet geen en is was"
)
_LEANS = word_set(
    "er je jij jou jouw hun haar zijn hij zij ze wij we ons onze mijn uw u deze dit dat die beide beiden dezelfde hetzelfde zulke elkaar zichzelf "
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
    """Whether a title tells what one of these texts is about, as a part of it, letter by letter, that leaves no denial behind."""
    title = f"één{title[3:]}" if title.startswith("Eén") else title
    said = [one.lower() for one in _TOKEN.findall(title)]
    if not said or len(_WORD.findall(title)) > _MOST_WORDS or not _is_phrase(title) or not _tells_enough(title):
        return False
    texts = [one for one in texts if not _is_english(one)]  # of which no list of verbs here is long enough
    is_claim = claims(title, language)
    if not is_claim and _tells_state(said):
        return False
    fallen_out = polarity.dropped if is_claim else polarity.undenied  # a thing may be named without its condition
    return any(
        title[1:] in " ".join(text.split())
        and fallen_out(title, [(text, language)], language) is None
        and _is_cut_well(said, [one.lower() for one in _TOKEN.findall(text)], is_claim=is_claim)
        for text in texts
    )


def _is_english(text: str) -> bool:
    words = [one.lower() for one in _WORD.findall(text)]
    return sum(map(_ENGLISH.__contains__, words)) > sum(map(_DUTCH.__contains__, words))


def claims(title: str, language: Language) -> bool:
    """Whether a title may say something, for which it must be a whole sentence: it does more than name a thing."""
    return any(_may_claim(one.lower(), language) for one in _TOKEN.findall(title))


def _tells_state(said: Sequence[str]) -> bool:
    """Whether words that name a thing also say how it is, what was done to it or what is to be done: *emissies gedaald*."""
    ends = {one for one, behind in pairwise((*said, ".")) if behind in _LEADS or not behind[0].isalnum()}
    is_done = any(one in _TIED or _DONE.fullmatch(one) for one in said)
    return is_done or bool(ends & _PREDICATES) or _ORDERS.issuperset(said[:1])


def _is_phrase(title: str) -> bool:
    """Whether a title begins and ends as a phrase does: with no mark and no word that leads to more.

    An article stands at its head or behind a word that leads: *het Rijk het station* are two things of which one does something.
    """
    words = _WORD.findall(title.lower())
    last = words[-1:]
    for before, word in pairwise(words):
        if word in _DETERMINERS and before not in _LEADS:
            return False
    has_ends = title[0].isalnum() and (title[-1].isalnum() or title[-1] == ")")
    return has_ends and title.count("(") == title.count(")") and not _LEADS.issuperset(last)


def _tells_enough(title: str) -> bool:
    found = telling(title)
    return len(found) >= _LEAST_TELLING or any(len(word) >= _LONG_ENOUGH for word in found)


def telling(title: str) -> frozenset[str]:
    """The words of a title that say what a sentence is about."""
    words = map(str.lower, _WORD.findall(title))
    return frozenset(word for word in words if not word[0].isdecimal() and word not in _TELLS_LITTLE | _LEANS)


def _may_claim(word: str, language: Language) -> bool:
    rest = next((word[len(one) :] for one in _PARTICLES if word.startswith(one)), "")
    is_verb = dutch.is_verbal(word) or (len(rest) >= _LEAST_VERB and dutch.is_verbal(rest))
    is_verb = is_verb or (language == "en" and word in _ENGLISH_VERBS)
    return is_verb or word in _IS | _LEANS or _CLAIMS.fullmatch(word) is not None


def _is_judged(before: Sequence[str]) -> bool:
    """Whether a text says that something is what follows: *is een veilige en* before *duurzame bouwstof*."""
    for word in reversed(before[-_BETWEEN:]):
        if word in _JUDGES:
            return True
        if word not in _DETERMINERS | {"en", "and"} and not word.endswith("e"):
            return False
    return False


def _refused(there: Sequence[str]) -> frozenset[str]:
    """The words of a sentence that refuse, end or deny; to point at (*wijzen*) does so with *af* alone."""
    found = _REFUSES.intersection(there)
    return found if "af" in there else found - _POINTS


def _is_cut_well(said: Sequence[str], there: Sequence[str], *, is_claim: bool) -> bool:
    """Whether a part of a text says no more by itself than in its place: a thing that is named, or a whole sentence.

    *De brug wordt gesloten* is no title out of *Wie zegt dat de brug wordt gesloten, vergist zich*; *nieuwe woningen* is none
    out of *geen nieuwe woningen*, nor *500 woningen* out of *minder dan 500 woningen*: an amount says nothing without its bound.
    """
    if not is_claim and (
        any(word[0].isdecimal() or word in NUMBERS.keys() - _ONE for word in said) or _refused(there) - set(said)
    ):
        return False
    if not is_claim and (_TURNS | _REFUSES).intersection(said):
        return False
    for at in range(len(there) - len(said) + 1):
        before, behind = (there[at - 1] if at else "."), next(iter(there[at + len(said) :]), ".")
        if there[at : at + len(said)] != said or before[-1].isdecimal() or behind[0].isdecimal() or before in _CUTS:
            continue
        if is_claim and (before not in _ENDS or behind not in _ENDS):
            continue
        leads = there[at - 2] if at > 1 and before in _ONE else before
        if _is_judged(there[:at]) or leads in _JUDGES:
            continue  # *slak is een veilige bouwstof* would be said by nobody
        if before not in _TURNS | {"te"} and behind not in _TURNS:
            return True
    return False

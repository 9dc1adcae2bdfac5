"""Views that a sentence gives and its author does not hold now: hearsay, denied, doubted, former, or of unnamed others.

"Er wordt beweerd dat", "het is onzin dat", "wij betwijfelen of", "vroeger wilden wij", "sommigen willen". What the
author sets itself apart from is told here too ("anders dan X meent, …"): there the main clause is its own.
Method: docs/method/particulars.md, section 4.
"""

from __future__ import annotations

import re

_SAID = r"(?:beweerd|gezegd|gesuggereerd|geopperd|gefluisterd|geroepen|gesteld|gedacht|verondersteld)"
_HEARSAY = re.compile(
    rf"\b(?:er\s(?:wordt|werd|is)|(?:wordt|werd|is)\ser)\s(?:\w+\s){{0,3}}?{_SAID},?\sdat\b|"
    # Where it was said tells nobody who said it: "in de raad werd gezegd dat".
    r"\b(?:in|tijdens|bij|op)\s(?:de|het|een)\s(?!inleiding|paragraaf|alinea|hoofdstuk|samenvatting|bijlage|tekst|vorige|voorgaande)(?:[\w-]+\s){1,4}?(?:wordt|werd|was)\s(?:\w+\s){0,3}?"
    r"(?:gezegd|beweerd|gesuggereerd|geopperd|gefluisterd|geroepen),?\sdat\b|"
    r"\bmen\s(?:\w+\s)?(?:zegt|beweert|vindt|meent|stelt|denkt|verwacht|hoopt|vreest|wil|wenst)\s(?:\w+\s)?dat\b|\b(?:zegt|beweert)\smen\b|"
    r"\bnaar\s(?:verluidt|men\szegt|wordt\s(?:gezegd|beweerd))\b|\bhet\sgerucht\s(?:gaat|luidt)\b|\ber\sgaan\s(?:\w+\s)?(?:geruchten|stemmen\sop)\b|"
    r"\b(?:vaak|dikwijls|soms|geregeld|regelmatig|wel\seens)\s(?:hoor|horen|lees|lezen)\s(?:je|we|wij|ik)\b[^.;,]{0,20}\bdat\b|"
    r"\b(?:je|we|wij|ik)\s(?:hoort|horen|hoor)\s(?:vaak|dikwijls|soms|geregeld|regelmatig|wel\seens)\s(?:\w+\s)?dat\b|"
    r"\bit\s(?:is|has\sbeen|was)\s(?:\w+\s)?(?:said|claimed|alleged|rumou?red|asserted)\sthat\b|"
    r"\bit\sis\s(?:often|sometimes|widely|frequently)\s(?:argued|thought|believed)\sthat\b|\b(?:allegedly|reportedly|rumou?r\shas\sit)\b"
)
_UNTRUE = (
    r"(?:onzin|onjuist|onwaar|niet\swaar|niet\sjuist|niet\szo|een\s(?:\w+\s)?(?:misverstand|fabel|mythe|sprookje|leugen)|"
    r"nonsens|kletskoek|flauwekul|uit\sde\slucht\sgegrepen)"
)
_DENIED = re.compile(
    rf"\b(?:het\sis|is\shet)\s(?:\w+\s){{0,2}}?{_UNTRUE},?\sdat\b|^dat\s[^.;]{{5,300}}?\sis\s(?:\w+\s){{0,2}}?{_UNTRUE}\b|"
    r"\ber\sis\s(?:\w+\s)?geen\ssprake\svan\sdat\b|\bit\sis\s(?:\w+\s){0,2}?(?:nonsense|not\strue|untrue|false|incorrect|a\smyth|a\smisunderstanding|not\sthe\scase)\sthat\b"
)
_DOUBTED = re.compile(
    r"\b(?:ontken(?:t|nen)?|betwist(?:en)?|weerspre(?:ekt|ken)|betwijfel(?:t|en)?|bestrijd(?:t|en)?)\b(?:\s\w+){0,3}?,?\s(?:dat|of)\s(?!het\sniet\b)|"
    r"\b(?:twijfelt|twijfelen|ik\stwijfel)\s(?:\w+\s){0,3}?of\b|\bvalt\s(?:\w+\s){0,2}?te\sbetwijfelen\b|"
    r"\b(?:het\sis|is\shet)\s(?:\w+\s){0,3}?de\svraag\sof\b|"
    r"\b(?:den(?:y|ies|ied)|doubts?|disputes?|contests?|refutes?)\s(?:that|whether|if)\b|\bquestionable\swhether\b"
)
_UNDENIED = re.compile(
    r"\b(?:niet|niemand|geen|nooit|nauwelijks|nobody|not|no|little|beyond|without|cannot|any)\b|n't\b"
)
"""A denial or a doubt that is itself denied ("niemand betwist dat") leaves what is said standing."""
_HELD_THEN = r"(?:wilden?|wensten?|vonden|vond|dachten|dacht|meenden|meende|streefden|streefde|pleitten|pleitte)"
_THEN = r"(?:vroeger|voorheen|destijds|ooit|aanvankelijk|oorspronkelijk|in\shet\sverleden|tot\svoor\skort|jarenlang|lange\stijd)"
_HELD_ONCE = r"(?:wanted|thought|believed|argued|favou?red|supported|wished)"
_FORMER = re.compile(
    rf"\b{_THEN}\s{_HELD_THEN}\b|\b{_HELD_THEN}\s(?:\w+\s){{1,3}}?{_THEN}\b|\beerder\s(?:wilden?|vonden|dachten|meenden)\s(?!(?:\w+\s){{0,3}}al\b)|"
    rf"^(?:in\s(?:19|20)\d\d\s{_HELD_THEN}|(?:wij|we)\swilden\s(?!graag|u\b|uw\b|jullie|weten))|^{_THEN}\swas\s(?:het|ons|de|onze)\s(?:plan|idee|bedoeling|wens|voornemen)\b|"
    r"\b(?:het|ons|de|onze)\s(?:\w+e\s)?(?:plan|idee|bedoeling|wens|voornemen)\swas\s(?:\w+\s){0,2}?(?:om|dat)\b|"
    r"^\W{0,3}(?:niet\slanger\s(?:geldt|van\skracht)|geldt\sniet\smeer|ingetrokken|vervallen|achterhaald|no\slonger\s(?:applies|valid)|withdrawn|superseded)\s?:\s|"
    r"\bused\sto\s(?:want|think|believe|argue|favou?r|support)\b|"
    rf"\b(?:formerly|previously|once|originally|initially|in\sthe\spast),?\s(?:\w+\s){{0,3}}?{_HELD_ONCE}\b"
)
_OTHERS = re.compile(
    r"(?:^|[,;]\s|\b(?:maar|en|terwijl|hoewel|but|and|while)\s)(?P<words>sommigen|anderen|velen|enkelen|weer\sanderen|some|others|many)\s(?:\w+\s)?"
    r"(?:willen|zouden\s(?:\w+\s){0,2}?willen|vinden|menen|stellen\sdat|pleiten|denken\sdat|zeggen|beweren|vrezen|geloven|bepleiten|hopen|eisen|"
    r"want|would\slike|think|argue|say|believe|claim|fear|propose)\b"
)
_CUES = (
    "beweerd", "gezegd", "gesuggereerd", "geopperd", "gefluisterd", "geroepen", "gesteld", "gedacht", "verondersteld", "men ", "verluidt",
    "gerucht", "stemmen op", "hoor", "horen", "lees", "lezen", "it is", "it was", "it has", "allegedly", "reportedly", "rumo",
    "onzin", "onjuist", "onwaar", "niet waar", "niet juist", "niet zo", "misverstand", "fabel", "mythe", "sprookje", "leugen", "nonsens",
    "kletskoek", "flauwekul", "gegrepen", "geen sprake", "ontken", "betwi", "weerspr", "bestrijd", "twijfel", "de vraag of", "deny", "denie",
    "doubt", "dispute", "contest", "refute", "questionable", "vroeger", "voorheen", "destijds", "ooit", "aanvankelijk", "oorspronkelijk",
    "verleden", "tot voor kort", "jarenlang", "lange tijd", "wilde", "vond", "dacht", "meende", "streefde", "pleitte", "wenste", " was ", "niet langer",
    "geldt niet", "ingetrokken", "vervallen", "achterhaald", "no longer", "withdrawn", "superseded", "used to", "formerly", "previously", "once",
    "originally", "initially", "in the past", "sommigen", "anderen", "velen", "enkelen", "some ", "others ", "many ",
)  # fmt: skip
_APART = re.compile(
    r"(?:^|(?<=,\s))(?:anders\sdan|in\stegenstelling\stot|ondanks\swat|ongeacht\swat|hoewel|ofschoon|unlike|contrary\sto|despite\swhat|although)\s[^,;:]{2,160}(?=,\s|[.!]?$)"
)
_APART_CUES = (
    "anders dan",
    "tegenstelling",
    "ondanks wat",
    "ongeacht wat",
    "hoewel",
    "ofschoon",
    "unlike",
    "contrary",
    "despite what",
    "although",
)


def disowned(low: str) -> tuple[bool, tuple[int, int] | None]:
    """Whether the author gives a view that it does not hold now, and where those stand who do, if it says so.

    ``low`` is one sentence in lower case. Hearsay, and what is denied, doubted or former, is nobody's.
    """
    if not any(map(low.__contains__, _CUES)):
        return False, None
    if match := _OTHERS.search(low):
        return True, match.span("words")
    return (
        any(pattern.search(low) is not None for pattern in (_HEARSAY, _DENIED, _FORMER))
        or any(
            _UNDENIED.search(low, max(0, match.start() - 25), match.end()) is None for match in _DOUBTED.finditer(low)
        ),
        None,
    )


def own_part(low: str) -> str:
    """The sentence with blanks for the views it sets itself apart from ("anders dan X meent"); places stay."""
    if not any(map(low.__contains__, _APART_CUES)):
        return low
    return _APART.sub(lambda match: " " * len(match[0]), low)

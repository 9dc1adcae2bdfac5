"""Which way a sentence pulls: doing or keeping, stopping or refusing, per clause, turned by negation.

A clause that asks, wants or plans and refuses nothing is for what it names; one that refuses, ends or forbids is
against; a negation turns the first, and turns the second back, and so does putting off. What is called undesirable is
turned too ("onwenselijk dat het pad verdwijnt" is for the path). Method and figures: docs/method/tensions.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rodedraad.link.tensions.matter import telling, words
from rodedraad.records import Pull

_FOR = (
    r"behou(?:d|den|dt)|openhou\w*|open(?:\s+\w+){0,2}\s+(?:blijv\w*|houden)|in bedrijf|bouwen(?!(?:\s[^\s.;]{1,40}){0,8}\saf\b)|bouwt|"
    r"aanleggen|aanleg van|toesta\w*|toegesta\w*|voortzetten|voortgezet|doorgaan met|(?:onder)?steunen(?!(?:\s[^\s.;]{1,40}){0,6}\stegen\b)|(?:onder)?steunt|(?:onder)?gesteund|ondersteuning van|"
    r"invoeren|invoering|ingevoerd|voorstander\w*|welkom|geopend|investe(?:ren|ert) in|fonds voor|meer ruimte voor|overgaan tot|blij met|\bwenselijk|verlengen|verlengd|mandatory|"
    r"verantwoord(?! ondernem)|hard nodig|mogelijk (?:maken|wordt|worden|gemaakt)|ruimte (?:geven|bieden|maken) (?:aan|voor)|vrij(?:\s\w+){0,3}\svoor|"
    r"vrij te houden voor|beschikbaar|uitstekend|kies(?:t|en)? voor|kiezen (?:\w+ )?voor|voorkeur (?:aan|voor)|dag en nacht|"
    r"keep|keeps|remain in|retain\w*|build|allow\w*|support|supports|continue\w*|essential|indispensable|in favour of|welcome"
)
_AGAINST = (
    r"sluit(?:en)?(?!(?:\s[^\s.;]{1,40}){0,12}\s(?:aan|op|bij)\b)|sluiting|gesloten|dicht(?=\s*(?:[,.;]|$)|\s(?:moet|gaat|zijn|voor|met)\b)|"
    r"dichtga\w*|(?<!zonder )stop(?:pen|t|zetten)?|stopgezet|beeindig\w*|beëindig\w*|afbouwen|afschaf\w*|afgeschaft|"
    r"schaf(?:t|fen)?(?:\s[\w\-]+){1,8}\saf|verbieden|verbiedt|verboden|weiger\w*|afwijz\w*|wijzen (?:\w+\s+){0,6}af|wijst (?:\w+\s+){0,6}af|"
    r"schrap(?:pen|t)|geschrapt|af te wijzen|ra(?:den|adt) (?:\w+\s+){0,6}af|afraden|tegenstander\w*|(?:zijn|is|ben) (?:\w+ ){0,2}tegen|"
    r"tegen (?:de|het|een) (?:bouw|komst|invoering|verhoging|uitbreiding)|onverantwoord|onwenselijk|ongewenst|onaanvaardbaar|onacceptabel|"
    r"(?<!is )(?<!zijn )niet langer(?! (?:wachten|dan)\b)|(?<!is )(?<!are )no longer|vrij van|zo (?:min|weinig) mogelijk|uit bedrijf|uitfaser\w*|niet te komen(?! tot\b)|opgeheven|opheffen|gestaakt|staken|betreur\w*|af te zien van|afzien van|gevrijwaard|vrijwaren|intrekken|ingetrokken|opzeggen|opgezegd|een eind(?:e)? aan|terugdraai\w*|"
    r"close[sd]?|closing|closure|stop|ban(?:s|ned)?|een einde te maken aan|reject\w*|oppose\w*|phas\w* out|abandon\w*|refus\w*|unacceptable|irresponsible"
)
_MORE = (
    r"verho(?:og|ogt|gen|ging)|verhoogd|vergro(?:ot|ten)|verruim(?:en|t|ing)?|uitbreid(?:en|ing|t)|uitgebreid|versoepel\w*|"
    r"raise|increase|expand|enlarge"
)
_LESS = (
    r"verla(?:ag|agt|gen|ging)|verlaagd|verklein(?:en|t)|verminder(?:en|t)|beperk(?:en|t)|inperk\w*|inkrimp\w*|krimpen|terugbreng\w*|"
    r"terugdring\w*|aanscherp\w*|reduce|lower|shrink|restrict"
)
_NEGATION = (
    r"niet(?! alleen\b| voldoende\b| genoeg\b| altijd\b| elk\b| elke\b| geschikt\b| zeker\b| ver\b| slechts\b| minder\b| langer\b| te komen\b(?! tot\b)| voor niets\b| in de laatste\b)|"
    r"\w*verbod(?= op\b| van\b| voor\b)|afbraak van|bezuinigingen op|afschaffing van|inperking van|geen(?! twijfel\b| reden\b)|nooit|nergens|evenmin|allerminst|"
    r"not(?! only\b)|no(?! doubt\b| longer\b)|never|neither|cannot|won't|doesn't|don't"
)
_AT_ONCE = (
    r"zonder(?: \w+)? (?:uitstel|vertraging)|(?:niet|geen \w+) (?:langer|meer) (?:te )?wachten met|without(?: any| further| undue)? delay|"
    r"no longer (?:delay\w*|wait\w*|postpone\w*)"
)
"""What is done at once is done: no word of it turns anything."""
_DELAY = r"uitstellen|uitstelt|uit te stellen|uitgesteld|(?:te )?wachten met|delay(?:s|ed|ing)?|postpon(?:es?|ed|ing)|put(?:ting|s)? off"
_JUDGED = r"(?:onverantwoord|onwenselijk|ongewenst|onaanvaardbaar|onacceptabel|unacceptable|irresponsible|undesirable)(?=,? (?:dat|als|wanneer|that|if)\b)"
_LOSS = r"verdwijn(?:t|en)|wegval(?:t|len)|verloren ga(?:at|n)|disappears?|vanish(?:es)?"
"""A loss pulls only where somebody wants it or will not have it; else it is told."""
_WANT = (
    r"moet|moeten|wil|willen|hoort|dient|dienen|zal|zullen|laat|laten we|vragen (?!om)|verzoek\w*|roepen|pleit\w*|kiezen|kiest|"
    r"adviseren|eis(?:en|t)|gaan wij|gaan we|komt er|komen er|stellen wij|maken wij|houden wij|"
    r"houd|must|should|shall|will|want|urge\w*|recommend\w*"
)
_NORM = re.compile(
    r"\b(?:wij|we|ik|wat ons betreft|voor ons|moeten?|mogen|mag|wil|willen|hoort|horen|dient|dienen|zal|zullen|worden|wordt|bouw|gebruik|"
    r"stapel|laat|we|should|must|shall|will|may|komt er|komen er)\b",
    re.IGNORECASE,
)
"""Who refuses says so of itself or of what is done; without it a negation tells a fact."""
_BUT_NOT = re.compile(r"\s*(?:maar|but)\s+(?:niet voor|geen|not for|no)\b", re.IGNORECASE)
"""What is allowed for one thing and expressly not for another: the verb stands in the clause before."""
_PLACED = re.compile(
    r"\W*(?:(?:ook|juist|zeker|daarnaast|verder|also) )?(?:in|bij|met|via|na|naast|vanuit|rond|tijdens|tussen|onder|within|during|among|alongside|(?P<voor>voor))\b",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"\s+(?:wij|we|ik)\b", re.IGNORECASE)
"""Where both hold, what stands first is where or when, and the object stands behind: "in tijden van nood steunen wij de boeren"."""
_INSTRUMENT = re.compile(r"(?:heff|heffing|accijns?|belast|belasting|verbod|boet|boete|quotum|beleid|levi|levy|tax)$")
_CUE = re.compile(
    rf"\b(?:(?P<once>{_AT_ONCE})|(?P<negation>{_NEGATION})|(?P<delay>{_DELAY})|(?P<judged>{_JUDGED})|(?P<loss>{_LOSS})|(?P<against>{_AGAINST})|(?P<for>{_FOR})|(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<want>{_WANT}))(?!\w)",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"[,()]|\ben (?=(?:{_FOR}|{_AGAINST}|{_MORE}|{_LESS})\b)", re.IGNORECASE)
"""Where what stands after a direction word is no longer its object."""
_CLAUSE = re.compile(
    r"[;:.!?]\s+|,\s+(?=(?:maar|want|omdat|terwijl|zodat|zolang|mits|tenzij|ook al|but|because|while|unless|en niet|hoe|of er)\b)"
    r"|\s+en\s+(?=(?:er|wij|we|ook)\b)|\s+(?=(?:omdat|terwijl|zodat|zolang|mits|tenzij|totdat|voordat|wanneer|because|unless|until)\b)"
)
_PAST = re.compile(r"\b(?:werd|werden|verdween|verdwenen|was|waren|had|hadden|were)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"(?:want|omdat|terwijl|zolang|mits|tenzij|ook al|totdat|voordat|wanneer|because|while|unless|until|hoe|of er|and not|en niet)\b",
    re.IGNORECASE,
)
_RELUCTANT = re.compile(
    r"\b(?:niet|geen|nooit|tegen\w{0,20}|onnodig|onzin\w{0,20}|stop\w{0,20}|afschaf\w{0,20}|verbied\w{0,20}|verbod|onwenselijk|te veel|te duur|"
    r"schadelijk|ten koste|afwijzen|af|genoeg|minder|vrijheid|zelf|dwang\w{0,20}|terug|alleen als|onrealistisch|overbodig|onbetaalbaar|"
    r"nadeel|nadelen|bureaucrat\w{0,20}|risico\w{0,20}|maar|echter|wel|not|no|never|but|however|only if)\b",
    re.IGNORECASE,
)
USUAL = 25
"""How much two texts of one mind differ in reluctant words per thousand."""
MAX_CHARS = 2_000
BEFORE, AFTER, TOPIC = 4, 3, 2
"""Telling words before and after a direction word that say what it is about: Dutch puts the verb last."""
_THING_DONE = re.compile(r"(?:aanleg|ondersteuning) van|invoering|fonds voor", re.IGNORECASE)
"""What is called by a noun is done or not by the verb that governs it: "stoppen met de aanleg van"."""
_ENDS = re.compile(r"stop(?:pen|t|zetten)?|een eind(?:e)? aan|tegen .+|beëindig\w*|beeindig\w*|stop", re.IGNORECASE)
_SIGNS = {"for": 1, "against": -1, "more": 1, "less": -1, "loss": -1, "judged": -1}
_REACH = 40
"""Characters between a negation and the direction word that it turns."""


def pulls(text: str) -> tuple[Pull, ...]:
    """What a sentence is for and against, clause by clause; a question, a reason and a condition are neither."""
    if "?" in text:
        return ()
    found: list[Pull] = []
    for part in _CLAUSE.split(text[:MAX_CHARS]):
        if part and part.strip() and not _PAST.search(part) and not _SUBORDINATE.match(part.lstrip()):
            found += _pulls(part)
    return tuple(found)


def _pulls(text: str) -> list[Pull]:
    hits = list(_CUE.finditer(text))
    wants = [hit for hit in hits if hit.lastgroup == "want"]
    turns = [hit for hit in hits if hit.lastgroup in ("negation", "delay")]
    free = set(range(len(turns)))
    found = []
    for hit in hits:
        kind = hit.lastgroup or ""
        if kind not in _SIGNS or (kind == "judged" and _judges(text, hit, hits)):
            continue
        near = [at for at, other in enumerate(turns) if _apart(text, hit, other) <= _REACH]
        judged = [other for other in hits if other.lastgroup == "judged" and _within(text, other, hit)]
        if kind == "loss" and not (near or judged or wants):
            continue
        free.difference_update(near)
        ended = _ended(hit, hits, text)
        sign = -1 if ended else _SIGNS[kind]
        turned = [*([ended] if ended else []), *judged, *(turns[at] for at in near)]
        said = " … ".join([*(other[0] for other in turned), hit[0]])
        before = 0 if hit[0].casefold().endswith((" tegen", " aan")) or _is_placed(text, hit) else BEFORE
        found.append(
            Pull(
                sign=-sign if (len(near) + len(judged)) % 2 else sign,
                stems=_around(text, hit, before=before),
                words=said,
                is_plain=True,
                of="amount" if kind in ("more", "less") else "being",
            )
        )
    if _NORM.search(text) or _BUT_NOT.match(text):
        found += _refused(text, [turns[at] for at in sorted(free)])
    if wants and not found and not turns:
        found.append(Pull(sign=1, stems=words(text), words=wants[0][0], is_plain=False))
    return found


def _ended(hit: re.Match[str], hits: list[re.Match[str]], text: str) -> re.Match[str] | None:
    """The verb before it that ends what a noun says is done, where no other direction word stands between."""
    if _THING_DONE.fullmatch(hit[0]) is None:
        return None
    for other in reversed([one for one in hits if one.lastgroup in _SIGNS and one.end() <= hit.start()]):
        if "," in text[other.end() : hit.start()]:
            return None
        if _THING_DONE.fullmatch(other[0]) is None:
            return other if other.lastgroup == "against" and _ENDS.fullmatch(other[0]) else None
    return None


def _refused(text: str, turns: list[re.Match[str]]) -> Iterator[Pull]:
    """The pulls of negations that turn no direction word; a delay that is refused is for what it names."""
    delays = [turn for turn in turns if turn.lastgroup == "delay"]
    for turn in turns:
        if turn.lastgroup == "delay":
            continue
        put_off = next((other for other in delays if _apart(text, turn, other) <= _REACH), None)
        if put_off is not None:
            said = " … ".join((turn[0], put_off[0]))
            yield Pull(sign=1, stems=_around(text, put_off), words=said, is_plain=True)
            continue
        is_bare = turn[0].casefold() in ("niet", "not") and not _BUT_NOT.match(text)
        around = _around(text, turn, before=BEFORE if is_bare else 0)
        yield Pull(sign=-1, stems=around, words=turn[0], is_plain=not is_bare)


def _judges(text: str, judged: re.Match[str], hits: list[re.Match[str]]) -> bool:
    """Whether a direction word stands in what is judged, so that the judgement turns it and says nothing itself."""
    return any(hit.lastgroup in _SIGNS and hit.lastgroup != "judged" and _within(text, judged, hit) for hit in hits)


def _within(text: str, judged: re.Match[str], hit: re.Match[str]) -> bool:
    return judged.end() < hit.start() and "," not in text[judged.end() + 1 : hit.start()]


def _is_placed(text: str, hit: re.Match[str]) -> bool:
    """Whether a clause begins with a place, time or circumstance, so that nothing before the verb is its object."""
    first = _PLACED.match(text)
    if first is None or (first["voor"] and "voor" not in hit[0].casefold()):
        return False
    return _INVERTED.match(text, hit.end()) is not None or _INVERTED.search(hit[0]) is not None


def both_restrain(one: Pull, other: Pull) -> bool:
    """Whether the one wants a levy, ban or policy on what the other refuses: the wanted is the instrument, not the thing."""
    wanted, refused = (one, other) if one.sign > 0 else (other, one)
    return any(map(_INSTRUMENT.search, wanted.stems)) and not any(map(_INSTRUMENT.search, refused.stems))


_BLAME = re.compile(
    r"\b(?:onverantwoord|onwenselijk|ongewenst|onaanvaardbaar|onacceptabel|unacceptable|irresponsible|undesirable)\b"
)


def both_judge(one: Pull, other: Pull) -> bool:
    """Whether both call something unacceptable in one word: who agrees in blame is seldom of two minds on the thing."""
    blamed = set(_BLAME.findall(one.words.casefold())) & set(_BLAME.findall(other.words.casefold()))
    return bool(blamed)


def _around(text: str, hit: re.Match[str], *, before: int = BEFORE) -> frozenset[str]:
    """The telling words beside a direction word and between its parts, and those a clause begins with: its topic."""
    ahead = telling(text[: hit.start()])
    last = telling(text[: hit.start()].rpartition(",")[2])
    inner = telling(" ".join(hit[0].split()[1:-1]))
    after = telling(_NEXT.split(text[hit.end() :], maxsplit=1)[0])[:AFTER]
    return (
        frozenset([*ahead[:TOPIC], *(last or ahead)[-before:], *inner, *after])
        if before
        else frozenset([*inner, *after])
    )


def _apart(text: str, hit: re.Match[str], other: re.Match[str]) -> int:
    first, second = sorted((hit, other), key=lambda match: match.start())
    between = text[first.end() : second.start()]
    return 1 << 16 if "," in between else len(between)


@dataclass(frozen=True, slots=True)
class Direction:
    """Which way a text pulls as a whole: sign +1, -1 or 0, with the words that decided."""

    sign: int
    words: str


def direction(pulls: Iterable[Pull]) -> Direction:
    """The direction of a text that pulls so: the sum over what it says plainly; 0 where nothing is for or against."""
    plain = [pull for pull in pulls if pull.is_plain]
    total = sum(pull.sign for pull in plain)
    return Direction(sign=(total > 0) - (total < 0), words=" … ".join(pull.words for pull in plain))


def stance(a: str, b: str) -> int:
    """How much two texts on one subject disagree: above 0 is disagreement.

    What is plain in both counts by the words it shares; for the rest it tells when the one is written with far more
    reluctance than the other. docs/method/tensions.md has the figures.
    """
    score = abs(_reluctance(a) - _reluctance(b)) - USUAL
    one_way, other_way = pulls(a), pulls(b)
    for one in one_way:
        for other in other_way:
            both = (1 + one.is_plain + other.is_plain) * len(one.stems & other.stems)
            score -= (one.of == other.of) * one.sign * other.sign * both
    return score - direction(one_way).sign * direction(other_way).sign


def _reluctance(text: str) -> int:
    """Words of reluctance per thousand."""
    return len(_RELUCTANT.findall(text)) * 1000 // max(len(text.split()), 1)

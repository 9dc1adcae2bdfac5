"""By when: the words of a date or term that lies ahead, as an interval of days.

Three kinds of terms: a point or span of the calendar (``medio 2026``, ``Q3 2026``, ``uiterlijk 1 januari 2030``), a
term that runs from the document's date (``binnen drie maanden``, ``later dit jaar``), and a soft one without days
(``zo snel mogelijk``, ``deze kabinetsperiode``). A year that only describes is none of these.
Method: docs/method/particulars.md, section 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rodedraad.extract.days import LIMIT, POINT, Days, Span, days, is_end, number, point, shifted, today
from rodedraad.extract.lexicon import NUMBERS, SEASON, SEASONS, alternation, lower
from rodedraad.records import StatementType


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The words ``text[start:end]``, with the first and last day they can mean; None where they do not tell."""

    words: str
    start: int
    end: int
    first: str | None = None
    last: str | None = None


# Each grammar is tried only where the sentence has one of its words: looking for them first makes the stage fast.
_SHORT_DATE = re.compile(r"\d[-/]\d{1,2}[-/][2-4]\d\b")
"""A day with a year of two digits, "5-6-27", has none of the cues below."""
_POINT_CUES = (
    "20",
    "19",
    "q1",
    "q2",
    "q3",
    "q4",
    "kwartaal",
    "quarter",
    "helft",
    "januari",
    "january",
    "februari",
    "february",
    "maart",
    "march",
    "april",
    " mei",
    " may",
    "juni",
    "june",
    "juli",
    "july",
    "augustus",
    "august",
    "september",
    "oktober",
    "october",
    "november",
    "december",
    "zomer",
    "winter",
    "voorjaar",
    "najaar",
    "herfst",
    "lente",
    "summer",
    "spring",
    "autumn",
    "eind ",
    "begin ",
    "medio",
    "einde",
    "end of",
)
_DURATION_CUES = (
    "binnen",
    "uiterlijk",
    "maximaal",
    "hooguit",
    "over ",
    "komende",
    "volgende",
    "within",
    "coming",
    "next",
    "at most",
)
# "Na twee jaar", "in drie maanden", "een jaar na de opening": too common by their first word alone.
_UNITS = (" jaar", " maand", " week", " weken", " dagen", " year", " month", " days")
_AFTERS = ("na ", "in ", "after ")
_RELATIVE_CUES = ("dit ", "deze ", "volgend", "komend", "aanstaand", "this ", "next ", "coming ")
_SOFT_CUES = (
    "mogelijk",
    "possible",
    "practicable",
    "termijn",
    "tijd",
    "term",
    "future",
    "duur",
    "later",
    "periode",
    "komende",
    "coming",
    "next",
    "binnen",
    "within",
    "ingang",
    "delay",
    "spoedig",
    "binnenkort",
    "shortly",
    "soon",
    "per direct",
    "terstond",
    "onverwijld",
    "datum",
    "immediate",
    "reces",
    "einde van",
    "eind van",
    "begin van",
    "afloop",
    "vakantie",
    "break",
    "holidays",
)
_NUMBER = (
    r"(?:\d{1,3}(?:[.,]\d)?|"
    + alternation(tuple(word for word in NUMBERS if word not in ("a", "half")))
    + r"|enkele|paar|een\ paar|a\ few|several)"
)
_UNIT = r"(?:werkdagen|werkdag|dagen|dag|weken|week|maanden|maand|kwartalen|kwartaal|jaren|jaar|decennia|working\ days|days|day|weeks|week|months|month|years|year)\b"

_TERM = re.compile(
    rf"""\b(?:(?P<limit>{LIMIT})\s{{1,3}})?(?P<point>{POINT})(?!\w|[,:]\d|\.\d(?!\d{{0,2}}(?:\s[a-z]|\W*$))|-\w)
    (?P<tail>\ (?:en|and)\ (?:vervolgens|daarna|then)\ (?:om\ de|elke|ieder|iedere|every)\ (?:\w{{1,12}}\ )?(?:jaar|maanden|years|months)|\ of\ (?:zoveel\ )?eerder(?:\ (?:als|indien)\ mogelijk)?|\ or\ earlier)?""",
    re.VERBOSE,
)
_DURATION = re.compile(
    rf"""\b(?:
        (?P<within>(?:uiterlijk\ )?(?:binnen|within)|uiterlijk|in\ (?:maximaal|hooguit|ten\ hoogste|uiterlijk)|in\ (?:at\ most|no\ more\ than))
            \s(?:(?:maximaal|hooguit|ten\ hoogste|uiterlijk|nu\ en|at\ most|the\ next|de\ komende|een\ termijn\ van|a\ period\ of)\s)?
      | (?P<over>over|na(?=\s(?:maximaal\s|uiterlijk\s)?\w+\s(?:jaar|maanden|weken)\s(?:wordt|worden|zal|zullen|geëvalueerd|evalueren|herzien|bezien|opnieuw)\b)|in(?=\s\w+\s(?:jaar|maanden|weken)\s(?:te|tot|worden|wordt|gerealiseerd|afgerond|klaar)\b))\s(?:(?:maximaal|ongeveer|circa)\s)?
      | (?P<event>)(?=(?:\w+|\d+)\s(?:dagen|dag|weken|week|maanden|maand|jaar|years?|months?|weeks?|days?)\s(?:na|after)\s(?:de|het|the)\s)
      | (?P<next>(?:gedurende\ |tijdens\ |in\ |voor\ |over\ |for\ |during\ )?(?:de\ |het\ |the\ )?(?:komende|aankomende|eerstkomende|eerstvolgende|volgende|coming|next))\s
      )
      (?P<number>{_NUMBER})(?:\s?(?:à|tot|of|-|–|to)\s?(?P<more>{_NUMBER}))?\s(?P<unit>{_UNIT})
      (?P<tail>\s\((?:t/m|tot\sen\smet|tot|until)\s20\d\d\)|\s(?:nadat|voordat)\b[^,.;:()]{{0,110}}|\s(?:na|voor|voorafgaand\ aan|after|before|following|of)\s(?:de|het|een|die|deze|dit|the|this|a)\s\w{{1,40}}(?:\s(?:van|of)(?:\s(?:de|het|een|the))?\s\w{{1,40}}){{0,2}})?""",
    re.VERBOSE,
)
_RELATIVE = re.compile(
    r"""\b(?P<limit>(?:uiterlijk|voor|vóór|tegen|nog|before|by)\ )?(?:
        (?:(?P<part>later|eind|einde|begin|medio|nog|rond|halverwege|in\ de\ loop\ van|(?:voor\ )?het\ einde\ van|the\ end\ of|end\ of)\ )?
        (?:(?P<this>dit|deze|this|later\ this)|(?P<next>volgend|volgende|komend|komende|aanstaand|aanstaande|het\ komende|het\ volgende|next|the\ coming))[ ]
        (?P<what>jaar|kalenderjaar|schooljaar|najaar|voorjaar|zomer|winter|herfst|lente|maand|kwartaal|week|year|autumn|spring|summer|month|quarter|week)
      )\b(?!\s(?:jaren|zijn\b.{0,40}?\bge))""",
    re.VERBOSE,
)
_SOFT = re.compile(
    r"""\b(?:
        (?:zo|so)\ (?:snel|spoedig|vroeg)(?:\ als)?\ mogelijk(?:e)?(?!\ (?:stadium|moment|fase))
      | (?:voor|vóór|tegen|uiterlijk\ (?:aan|bij|op))\ (?:het\ )?(?:einde|eind|begin|afloop)\ van\ (?:de|het|deze|dit)\ (?:\w+\ )?(?:fase|periode|jaar|project|traject|programma|collegeperiode|raadsperiode)
      | (?:snelst|spoedigst)\ mogelijke?
      | as\ soon\ as\ (?:possible|practicable)
      | (?:op|in|binnen)\ (?:de\ |het\ |een\ )?(?:zeer\ |heel\ |iets\ |wat\ |middel)?(?:korte|kortere|afzienbare)\ (?:termijn|tijd)
      | ^\W{0,3}op\ (?:de\ )?(?:wat\ )?(?:lange|langere|middellange)\ termijn
      | (?:in|over)\ the\ (?:short|near)\ (?:term|future)
      | op\ (?:den\ duur|termijn)
      | te\ zijner\ tijd | op\ een\ later\ moment | in\ een\ later\ stadium | at\ a\ later\ stage
      | (?:in\ |gedurende\ |tijdens\ |binnen\ |voor\ |voor\ het\ einde\ van\ )?(?:deze|de\ huidige|de\ komende|de\ volgende|komende|volgende)\ (?:kabinets|raads|college|bestuurs|coalitie|staten|zittings|plan|beleids|programma)periode
      | gedurende\ de\ (?:kabinets|raads|college|bestuurs)periode
      | (?:during|in|by\ the\ end\ of)\ this\ (?:cabinet|government|council)(?:'s|’s)?\ (?:term|period)
      | (?:(?:voor|in|gedurende|tijdens)\ )?(?:de|het)\ (?:aan)?komende?\ (?:jaren|periode|tijd|maanden|weken|decennia|decennium|jaar|maand|week|zomer|winter)
      | (?:in\ |over\ |during\ )?the\ (?:coming|next)\ (?:years|months|weeks|decade|decades|period)
      | binnen\ (?:enkele|een\ paar|afzienbare)\ (?:jaren|jaar|maanden|weken|dagen|tijd)
      | within\ (?:a\ few|several)\ (?:years|months|weeks)
      | (?:met\ onmiddellijke\ ingang|op\ zo\ kort\ mogelijke\ termijn|without\ delay|with\ immediate\ effect)
      | (?:zo\ )?spoedig(?=\ )|binnenkort|dringend\ op\ korte\ termijn|shortly(?=\b)|\bsoon\b(?!er)
      | per\ direct | terstond
      | onverwijld
      | (?:voor|vóór|na|tegen|before|after)\ (?:het\ |de\ |the\ )?(?:zomer|kerst|herfst|voorjaars|mei)?(?:reces|vakantie)
      | (?:before|after)\ the\ (?:summer|winter|christmas)?\ ?(?:recess|break|holidays)
      | (?:vanaf|uiterlijk\ op|per)\ de\ (?:in\ [^,;]{0,40}?\ )?(?:bedoelde|genoemde|vermelde)\ datum
      | (?<=[•]\ )korte\ termijn(?=:)
    )\b""",
    re.VERBOSE,
)

_PARTICIPLE = r"\b(?:(?:aan|af|in|op|uit|vast|voor|door|over|onder|toe|plaats|be|ver|ont|her|er)?ge\w{2,20}(?:d|t|en)|(?:be|ver|ont|her)\w{3,20}(?:d|t)|been)\b"
_BACKWARD = re.compile(
    r"\b(?:werd|werden|was|waren|had|hadden|vond|vonden|startte|startten|begon|begonnen|bracht|brachten|kreeg|kregen|maakte|maakten|stond|stonden|koos|kozen|leidde|leidden|kwam|kwamen|ging|gingen|bleek|bleken|steeg|stegen|daalde|daalden|nam|namen|stelde|besloot|lag|lagen|"
    r"sinds|reeds|vorig|vorige|voormalige|were|had|rose|fell|decided|published|signed|adopted|since|ago)\b"
    rf"|\b(?:heeft|hebben|has|have)\b[^.;]{{0,200}}?{_PARTICIPLE}"
)
_DONE = re.compile(rf"\b(?:is|zijn)\b[^.;]{{0,200}}?{_PARTICIPLE}")
_FORWARD = re.compile(
    r"\b(?:zal|zullen|gaat|gaan|moet|moeten|dient|dienen|wil|willen|streven|streeft|streef|doel|doelen|doelstelling\w*|ambitie\w*|beoogd\w*|beogen|"
    r"verwacht\w*|wordt|worden|komt|komen|kan|kunnen|mag|mogen|plannen|gepland\w*|vragen|verzoeken|voornemens|uiterlijk|deadline|naar verwachting|tussendoel\w*|"
    r"will|shall|must|should|aims?|target\w*|plans?|intends?|expect\w*|is to|are to|need\w*|ask|urge|request\w*)\b"
)
_TELLING: frozenset[StatementType | None] = frozenset({"finding", "conclusion", "concern"})
_OBLIGING = re.compile(
    r"\b(?:moet|moeten|dient|dienen|nodig|noodzakelijk|noodzaak|vereist|uiterlijk|must|should|needed|necessary|required|urgent|dringend|cruciaal|vraagt om|vragen om)\b"
)
# These do not say by themselves that something is due: "tot 2035 cumulatief", "van 2035 naar 2030", "na 2025".
_WEAK_LIMITS = frozenset(
    {"na", "after", "tot", "to", "naar", "from", "per", "rond", "omstreeks", "around", "tussen", "between"}
)
# Until when or after which something holds is less of a term than by when it must be done.
_OPEN_LIMITS = frozenset({"tot", "to", "na", "after"})
_COUNTABLE = _WEAK_LIMITS | {"voor", "before", "by"}
# Without the date of the document, a year that ends in 0 or 5 from here on is read as a target.
_FIRST_TARGET_YEAR = 2020
# What stands right before a bare year, month or season that is a date: "in 2030", not "Klimaatakkoord 2019" or
# "(TNO, 2021)", where the digits belong to a name.
_BARE = re.compile(
    r"\b(?:in|op|voor|vóór|tot|naar|per|rond|by|on|jaar|richting|om|zal|en|of|during|gedurende|tijdens|horizon|and|or|not|hier|will|is)\s$"
)
_PERIOD = re.compile(r"\b(?:periode|tijd|jaren|period|years)\s$")
_QUOTED = re.compile(r"[“‘\"][^”’\"]{0,80}$")
# These name a time of their own, without a preposition: "eind 2027", "Q3 2026", "voorjaar 2026", "de periode tot 2030".
_PARTED = re.compile(
    rf"(?:q[1-4]|kwartaal|quarter|helft|half|eind|begin|medio|midden|mid|late|early|end|loop|{SEASON}) ?.*\d|periode|period|decennium|dit|volgend|komend|^(?:begin|eind|einde|half|medio|early|late|mid) "
)
# After digits that count something: "2030 woningen", "2000 euro".
_AIM = re.compile(r"(?:[^.]{0,40}:\s)?\W{0,3}om\s[^,;.]{5,200}?\ste\s(?:\w+\s)?\w+(?:en|n)\b,?")
_COUNTED = re.compile(
    r"\s(?:woningen|huizen|banen|euro|miljoen|miljard|mensen|inwoners|bedrijven|personen|leden|hectare|ha\b|km|kilometer|mw\b|ton|stuks|studenten|homes|jobs|people|members|nr\b)"
)

# "Het doel voor 2030" is FOR that year, "voor de periode 2026-2029" for those years: no term before them.
_OF_AIM = re.compile(
    r"\b(?:[\w-]*doel(?:en)?|[\w-]*doelstelling(?:en)?|[\w-]*ambities?|streef(?:waarden?|cijfers?|beeld|beelden)|[\w-]*opgaven?|[\w-]*plafonds?|mijlpa(?:al|len)|[\w-]*visie|goals?|targets?|ambitions?|objectives?)"
    r"(?:\s(?:van|of)\s(?:(?:de|het|onze|the|our)\s)?[\w-]+){0,2}\s$"
)
# What is counted or paid for a year says nothing of when it is due.
_OF_YEAR = re.compile(
    r"\b(?:[\w-]*begroting(?:en)?|[\w-]*budget(?:ten)?|jaarplan(?:nen)?|jaarrekening(?:en)?|[\w-]*ramingen?|raming|prognoses?|middelen|tarie(?:f|ven)|cijfers|kadernota|voorjaarsnota|bijdragen?|subsidies?)\s$"
)
_YEARS_ONLY = re.compile(
    r"(?:(?:de|het|the)\s)?(?:(?:periode|jaren|jaar|period|years?)\s)?(?:van\s|from\s)?20\d\d\D{0,12}(?:20\d\d|\d\d)?$"
)
_SPAN_OF_YEARS = re.compile(r"(?:periode|period|jaren|years)\s.*20\d\d\D{1,12}\d\d|20\d\d\s?[-–—/]\s?\d\d")


@dataclass(frozen=True, slots=True)
class _Tense:
    is_past: bool
    is_done: bool
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    strength: int
    days: Days


def deadline(text: str, *, date: str | None = None, type: StatementType | None = None) -> Deadline | None:  # noqa: A002 - the word of the record
    """The date or term by which it must happen; None where the sentence names none.

    Takes one sentence, the date of its document (ISO, possibly reduced) and, where known, the sentence's type:
    findings and conclusions speak of many years that bind nobody, so there only a limit with an obligation counts.
    The words are the slice ``text[start:end]``; ``first`` and ``last`` are full ISO dates, first <= last.
    """
    low = lower(text)
    if type in _TELLING and not _OBLIGING.search(low):
        return None
    is_cued = any(map(low.__contains__, _POINT_CUES)) or _SHORT_DATE.search(low) is not None
    points = _calendar(low, date, type) if is_cued else ()
    every = [*points, *_terms(low, date), *_not_before(low, date)]
    if not every:
        return None
    best = min(every, key=lambda found: (-found.strength, found.start))
    # "De komende drie jaar (tot en met 2029)" is one term: what holds the best one is it.
    best = next((one for one in every if one.start < best.start and best.end < one.end), best)
    first, last = best.days
    if first is not None and last is not None and first > last:
        first = last = None
    return Deadline(words=text[best.start : best.end], start=best.start, end=best.end, first=first, last=last)


_YEARS = re.compile(
    r"\W*(?:(?:in|gereed|klaar|ready|done)\s+)?(?P<years>20\d\d(?:\s?(?:-|–|/|t/m|tot en met|tot|to|until)\s?(?:20)?\d\d)?)\W*",
    re.IGNORECASE,
)

_RUNS = re.compile(r"\W*(?:tot|until|till)\s(?!en\smet)", re.IGNORECASE)
"""How long something runs is no day by which it must be done."""


def of_cell(text: str, *, date: str | None = None) -> Deadline | None:
    """The term in a cell under a heading such as "Planning", where a year or years alone are one: "2031", "2027-2028"."""
    if (found := deadline(text, date=date, type="measure")) is not None:
        return replace(found, first=None, last=None) if _RUNS.match(text) else found
    years = _YEARS.fullmatch(text)
    span = point(years["years"].lower(), today(date)) if years else None
    if years is None or span is None:
        return None
    first, last = days("", span)
    return Deadline(words=years["years"], start=years.start("years"), end=years.end("years"), first=first, last=last)


def _calendar(low: str, date: str | None, type: StatementType | None) -> Iterator[_Found]:  # noqa: A002
    now = today(date)
    tense: _Tense | None = None
    opening = _AIM.match(low)
    aim = opening.end() if opening else 0
    for match in _TERM.finditer(low):
        limit, words = match["limit"] or "", match["point"]
        if limit.startswith(("sinds", "since")) or not _is_free(low, match):
            continue
        if tense is None:
            tense = _tense(low, type)
        span = point(words, now)
        if not _is_due(limit, span, now, tense):
            continue
        strength = 3 if limit and limit not in _WEAK_LIMITS else 1 if limit in _OPEN_LIMITS else 2
        if "periode tot" in words or "decennium tot" in words or words.startswith("period to"):
            limit = "tot en met"
        # The full stop of an abbreviated month belongs to it, that of the sentence does not.
        end = match.end() - (words.endswith(".") and match.end() == len(low))
        is_for = _is_for(low, match)
        if is_for == "year":
            continue
        if is_for == "aim":
            yield _Found(match.start("point"), end, 1, days("", span, is_end=is_end(words)) if span else (None, None))
            continue
        if not limit and match.start() < aim:
            continue  # "om in 2050 … te hebben, moeten we": when the aim is met, not when the act is due
        if match.start() < aim:
            strength = 0
        yield _Found(match.start(), end, strength, days(limit, span, is_end=is_end(words)) if span else (None, None))


def _not_before(low: str, date: str | None) -> Iterator[_Found]:
    """From when on at the earliest: "niet eerder ... dan 2031"; a year that the document has seen is no term."""
    now = today(date)
    for match in _NOT_BEFORE.finditer(low) if " 20" in low else ():
        span = point(match["point"], now)
        if span is not None and (now is None or now[1] < span[0]):
            yield _Found(match.start(), match.end(), 3, days("vanaf", span))


_NOT_BEFORE = re.compile(
    r"\b(?:niet (?:\w+ )?eerder (?:\w+ ){0,4}?dan|not (?:\w+ ){0,3}?(?:earlier than|before)) (?:in |per |vanaf |from )?(?P<point>20\d\d)\b(?! (?:woningen|euro))"
)


def _is_for(low: str, match: re.Match[str]) -> Literal["aim", "year"] | None:
    """Whether "voor" tells for which years a thing is meant: an aim that they end, or what is only counted by year."""
    if match["limit"] != "voor" or not _YEARS_ONLY.match(match["point"]):
        return None
    before = low[max(0, match.start() - 80) : match.start()]
    if _OF_YEAR.search(before):
        return "year"
    return "aim" if _SPAN_OF_YEARS.search(match["point"]) or _OF_AIM.search(before) else None


def _tense(low: str, type: StatementType | None) -> _Tense:  # noqa: A002
    is_past, is_done = bool(_BACKWARD.search(low)), bool(_DONE.search(low))
    is_announced = type in ("measure", "ambition", "request") and not (is_past or is_done)
    return _Tense(is_past, is_done, is_announced or bool(_FORWARD.search(low)))


def _is_free(low: str, match: re.Match[str]) -> bool:
    """Whether these digits are a date of their own: not part of a name, a citation, a number or an amount."""
    start, end = match.span("point")
    words = match["point"]
    if _QUOTED.search(low, max(0, start - 90), start) or (
        match["limit"] in ("na", "after") and _PERIOD.search(low, max(0, match.start() - 12), match.start())
    ):
        return False
    if match["limit"]:
        # "voor 2030 woningen" counts; "tot en met 2029 woningen isoleren" does not.
        return match["limit"] not in _COUNTABLE or not _COUNTED.match(low, end)
    if _COUNTED.match(low, end):
        return False
    if _PARTED.search(words):
        return True
    # A bare year, date, month or season is a term after a preposition only ("in september", "op 1 juli").
    return bool(_BARE.search(low[max(0, start - 12) : start]))


def _is_due(limit: str, span: Span | None, now: Span | None, tense: _Tense) -> bool:
    """Whether the term lies ahead of the document; without a date the sentence's own tense must tell."""
    if now is not None and span is not None:
        if span[1] < now[0]:
            return False
        if span[0] > now[1]:
            return True
        return tense.is_ahead or not (tense.is_past or (tense.is_done and not limit))
    is_round = span is not None and span[1].year % 5 == 0 and span[1].year >= _FIRST_TARGET_YEAR
    if tense.is_past and not tense.is_ahead:
        return False
    return tense.is_ahead or is_round or (bool(limit) and not tense.is_done and limit not in _WEAK_LIMITS)


def _terms(low: str, date: str | None) -> Iterator[_Found]:
    now = today(date)
    is_timed = any(map(low.__contains__, _DURATION_CUES)) or (
        any(map(low.__contains__, _UNITS)) and any(map(low.__contains__, _AFTERS))
    )
    for match in _DURATION.finditer(low) if is_timed else ():
        value, more = number(match["number"]), number(match["more"] or "")
        until: str | None = None
        first: str | None = None
        if value is not None and now is not None and now[0] == now[1] and not match["tail"]:
            until = shifted(now[0], more or value, match["unit"]).isoformat()
            first = until if match["over"] else now[0].isoformat()
            if match["over"] and more:
                first = shifted(now[0], value, match["unit"]).isoformat()
        if match["over"] and not _FORWARD.search(low):
            continue
        yield _Found(match.start(), match.end(), 2, (first, until))
    for match in _RELATIVE.finditer(low) if any(map(low.__contains__, _RELATIVE_CUES)) else ():
        found = _relative(match, now)
        if found is not None:
            yield found
    for match in _SOFT.finditer(low) if any(map(low.__contains__, _SOFT_CUES)) else ():
        yield _Found(match.start(), match.end(), 1, (None, None))


def _relative(match: re.Match[str], now: Span | None) -> _Found | None:
    what, part = match["what"], match["part"] or ""
    limit = (match["limit"] or "").strip()
    if what in ("week", "maand", "month", "kwartaal", "quarter") and not (match["next"] or limit or part):
        return None
    if what == "jaar" and match["this"] and not (limit or part):
        return None
    if now is None:
        return _Found(match.start(), match.end(), 2, (None, None))
    year = now[0].year + (1 if match["next"] and what.endswith(("jaar", "year")) and what not in SEASONS else 0)
    if what in ("week", "maand", "month", "kwartaal", "quarter", "schooljaar"):
        return _Found(match.start(), match.end(), 2, (None, None))
    span = point(
        f"{part if part not in ('later', 'nog') else ''} {what if what in SEASONS else ''} {year}".strip(), now
    )
    if span is None or span[1] < now[0]:
        return _Found(match.start(), match.end(), 2, (None, None))
    first, last = days(limit, (max(span[0], now[0]), span[1]))
    return _Found(match.start(), match.end(), 2, (first, last))

"""Sentences in the words of a promise that promise no act: an effort, a consequence, a forecast, a self-portrait.

"Wij zetten in op", "Nederland werkt aan", "zo geven we mensen de kans", "we zullen de grens overschrijden": nobody can
later ask whether it was done. Method: docs/method/particulars.md, section 5.
"""

from __future__ import annotations

import re

_WHO = r"(?:wij|we|ik)"
_GAP = r"(?:[^\s,;.]{1,40} ){0,10}?"
# What happens to somebody is no act, though it stands in the future.
_BEFALLS = (
    r"overschrijden|overstijgen|ervaren|merken|voelen|ondervinden|meemaken|missen|mislopen|verliezen|tekortkomen|falen|tekortschieten|"
    r"wennen|ontberen|inzien|achterblijven|verkeren|belanden|vastlopen|lijden|verdrinken|ontstijgen|verbruiken"
)
_FORECASTS = re.compile(
    rf"\b(?:zullen {_WHO}|{_WHO} (?:zullen|zal)|zal ik|gaan {_WHO}|{_WHO} gaan)\b (?:[^\s;.]{{1,40}} ){{0,24}}?(?:(?:{_BEFALLS})(?=\W*$|,|;| (?:en|of|als|wanneer|tenzij|omdat|dan)\b)|te (?:maken|kampen) (?:hebben|krijgen) met\b)"
    rf"|\b(?:halen|redden|missen|overschrijden) {_WHO}\b (?:[^\s;.]{{1,40}} ){{0,8}}?(?:niet|doel\w*|grens|norm\w*|target\w*)\b"
    r"|\bwe (?:will|shall) (?:\w+ ){0,3}?(?:exceed|overshoot|miss|lose|suffer|fail|experience|face|run out)\b"
)
# "Wij zullen er zijn", "wij zullen beschikbaar zijn", "zullen wij gereed hebben" are acts, as is what is ready by a day.
_READY = re.compile(
    r"\b(?:gereed|klaar|beschikbaar|aanwezig|bereid|vertegenwoordigd|opgeleverd|afgerond|\w*ge\w+[dt])\b"
)
_EFFORT = re.compile(
    # effort, attention and course
    rf"\b(?:zet|zetten)\b (?:{_GAP})(?:in op|zich (?:er)?voor in|ons (?:er)?voor in|ervoor in)\b|\b(?:in|erop|ervoor) te zetten (?:op|voor)\b|\binzetten (?:op|voor)\b|\b(?:zet|zetten) (?:zich|ons) (?:{_GAP})in\b"
    rf"|\bspan(?:t|nen)\b (?:{_GAP})(?:zich|ons)\b (?:{_GAP})in\b"
    rf"|\b(?:werkt|werken|bouwt|bouwen|sleutelt|sleutelen) (?:{_WHO} |[\w-]+ ){{0,3}}?(?:hard |verder |samen |actief |nu al |concreet |gezamenlijk |daarom |ook |dus )*(?:aan(?! (?:de|het) [^,;.]{{0,60}}\d)|toe naar|mee aan|eraan|om te|samen)\b"
    rf"|\b(?:draagt|dragen)\b (?:{_GAP})(?:bij (?:aan|tot)|bij\W*$|verantwoordelijkheid)\b"
    rf"|\b(?:houdt|houden)\b (?:{_GAP})(?:oog voor|rekening met|vast aan|in het oog|in de gaten)\b|\b(?:houden|houdt) (?:{_GAP})(?:oog|rekening)\b"
    rf"|\b(?:maakt|maken) (?:{_GAP})gebruik van\b|\b(?:legt|leggen) (?:{_GAP})de nadruk\b|\b(?:richt|richten) (?:zich|ons|{_WHO} ons|[\w-]+ zich) (?:{_GAP})op\b|\b(?:focust|focussen)\b"
    rf"|^(?:[\w-]+ ){{0,2}}?(?:{_WHO} (?:gaan|strijden|vechten)|(?:gaan|strijden|vechten) {_WHO}) (?:daarom |dus |samen |ook )?voor\b"
    r"|\b(?:is|blijft) (?:de|onze) inzet\b|\bde inzet van \w+\b[^,;]{0,60}\b(?:is|blijft)\b"
    r"|\b(?:levert|leveren) [^.;,]{0,50}\bbijdrage aan\b|\b(?:voert|voeren) [^.;,]{0,40}\b(?:\w*beleid|strijd|koers)\b|\b(?:deelt|delen) (?:\w+ ){0,2}kennis\b|\bstur(?:en|t) (?:\w+ ){0,2}aan op\b|\btrekken (?:wij|we) [^.;,]{0,60}\bop met\b"
    # what shows something, or is only thought
    r"|\b(?:laat|laten|toont|tonen|bewijst|bewijzen) (?:\w+ ){0,2}?(?:zien|aan|blijken|weten)?\b ?(?:dat|hoe|waarom)\b|\bacht(?:en)? [^.;]{3,300} (?:van (?:groot )?belang|belangrijk|noodzakelijk|wenselijk)\b"
    r"|\b(?:met|bij) [^,;]{3,80} (?:geven|zetten) (?:wij|we) (?:een|weer een|de) (?:eerste |volgende |nieuwe )?(?:stap|impuls)\b|\bzetten (?:(?:wij|we) )?(?:\w+ ){0,5}?(?:een|de) (?:eerste |volgende |nieuwe )?stap\b|\bgaan (?:wij |we )?(?:[^\s,;.]{1,20} ){0,4}?een (?:volgende|nieuwe) fase\b"
    r"|\b(?:we|i|[a-z]+) (?:works?|strives?|aims?|contributes?) (?:\w+ ){0,2}?(?:towards?|on|for|to)\b"
)
# "Zo …", "daarmee …" and "door … te doen, … wij" tell what comes of acts that are told elsewhere.
_FOLLOWS = re.compile(
    rf"^(?:en |ook |alleen |juist |pas )?(?:zo|daarmee|hiermee|dankzij|zodoende|aldus|op deze (?:manier|wijze)|op die (?:manier|wijze)|in this way|thus|thereby)\b (?!(?:spoedig|snel) mogelijk|nodig)"
    rf"|^(?:en |maar |juist |alleen )?door (?:[^;]{{3,240}}? )?te (?:\w+ )?\w+en\b[^;]{{0,160}}?\b\w+en {_WHO}\b"
    r"|^by \w+ing\b"
)
# "Wij gaan zes missies uitvoeren en wij richten ons op …": beside the effort an act is told.
_ACTS_TOO = re.compile(
    rf"\b(?:gaan {_WHO}|{_WHO} gaan|zullen {_WHO}|{_WHO} zullen)\b|\b(?:en|maar) {_WHO} \w+en\b|^{_WHO} \w+en\b.{{3,200}}? en (?:{_WHO}\b)"
)
_BOUND_TO = re.compile(
    r"\b(?:beloven|garanderen|toezeggen|zeg(?:gen|t)? (?:\w+ ){0,3}toe|verplichten ons|verbinden ons|pledge|undertake|promise|guarantee)\b"
)


def forecasts(low: str) -> bool:
    """Whether a sentence in lower case says what will befall its author: "we zullen de grens overschrijden"."""
    return _FORECASTS.search(low) is not None and _READY.search(low) is None


def is_no_act(low: str) -> bool:
    """Whether a sentence in lower case, for all its words of doing, names no act that can later be ticked off."""
    if _BOUND_TO.search(low):
        return False
    found = _EFFORT.search(low)
    is_effort = found is not None and not _ACTS_TOO.search(low[: found.start()] + low[found.end() :])
    return is_effort or _FOLLOWS.search(low) is not None or forecasts(low)

"""Frames in which somebody speaks: a label with a colon, a quotation, what stands in a letter of X, what X wants done.

Method: docs/method/particulars.md, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

# A speaker and what is said: with a title, in quotation marks, or somebody known who says "wij".
_SPEAKER = re.compile(
    r"[\s•●▪*–-]{0,4}(?P<who>(?P<title>(?:mevrouw|meneer|(?:de\s)?heer|dhr\.?|mevr\.?|mw\.?|mrs?\.?|ms\.?|wethouder|raadslid|statenlid|commissielid|kamerlid|"
    r"burgemeester|gedeputeerde|(?:de\s)?voorzitter|inspreker|indiener|reclamant|councillor|mayor|(?:the\s)?chair)\b)?[^:“”\"„«\n]{0,80}?)(?:\s(?:zegt|zeggen|zei|schrijft|schrijven|says?|said|writes?|wrote))?\s?:\s(?P<quote>[“\"„«])?"
)
_FIRST_PERSON = re.compile(r"\b(?:wij|we|ik|ons|onze|our|us)\b")
_AFTER_QUOTE = re.compile(
    r"[”\"»]\s?,?\s(?:aldus|zegt|zeggen|zei|zeiden|schrijft|schrijven|vertelt|vindt|vinden|meent|stelt|says?|said|writes?|wrote|according\sto)\s"
    r"(?P<who>(?!wij\b|we\b|ik\b|men\b|i\b)(?:(?:de|het|een|the|a|onze|our)\s)?[^\s,.;:()]+(?:\s(?:van|of)\s(?:de\s|het\s|the\s)?[^\s,.;:()]+)?)"
)
_THUS = re.compile(r",\s?aldus\s(?P<who>[^,.;:()]{2,60})")
_PAPER = (
    r"(?:brief|reactie|inspraakreactie|zienswijze|persbericht|advies|rapport|notitie|petitie|manifest|pamflet|e-mail|mail|bericht|inbreng|bijdrage|verklaring|"
    r"position\spaper|verkiezingsprogramma|letter|response|statement|report|opinion|submission|press\srelease|petition|manifesto)"
)
_STANDS = re.compile(
    rf"\b(?:in|uit)\s(?:de|het|een|haar|zijn|hun|the|a)\s(?:\w+e?\s)?{_PAPER}\s(?:van|of|from|by)\s(?P<whose>[^.;:,]{{2,80}}?),?\s(?:van\s\d[^.;:,]{{2,24}}?\s)?"
    r"(?:(?:staat|stond|staan|lezen\s(?:wij|we)|las\sik|lees\sik|valt\ste\slezen|is\ste\slezen|heet\shet|we\sread|it\ssays|it\sstates)(?=[^.;:]{0,30}(?:\bdat\b|\bthat\b|:))|"
    r"wordt\s(?:\w+\s){0,3}?(?:gesteld|betoogd|gepleit|beweerd|geschreven)\b)"
)
# "De vakbond wil dat …", "ook wil de vakbond dat …": what somebody else wants to be done.
_WANTING = r"(?:wil|willen|wilde|wilden|wenst|wensen|eist|eisen|eiste|eisten|hoopt|hopen|ziet\sgraag|zien\sgraag|zou\s(?:\w+\s)?willen|zouden\s(?:\w+\s)?willen)"
_WANTS_THAT = re.compile(
    rf"[\s•●▪*–‘’“\"-]{{0,4}}(?:(?P<who>[^,.;:()\n]{{2,60}}?)\s{_WANTING}\s(?:(?:ook|graag|daarom|dan\sook|echter|nu|wel|juist|nadrukkelijk|niet|eveneens|vooral)\s){{0,2}}?dat\b|"
    r"(?P<who2>[^,.;:()\n]{2,60}?)\s(?:(?:demands?|wishes|hopes?)\sthat\b|(?:wants?|would\slike)\s(?!to\b)[^,.;:]{2,60}?\sto\b))"
)
_WANTS = re.compile(
    r"[\s•●▪*–‘’“\"-]{0,4}(?P<who>[^,.;:()\n]{2,60}?)\s(?:wil|willen|wilde|wilden|wants?\sto|would\slike\sto|wishes\sto)\s"
)
_THAT_WANTS = re.compile(
    rf"(?:^|,\s|\b(?:ook|daarnaast|daarom|verder|tevens|nu|bovendien)\s){_WANTING}\s(?P<who3>[^,.;:]{{2,50}}?)\sdat\b"
)
# "De kade moet open blijven, vindt de vakbond": who says it closes the sentence.
_SAID_LAST = re.compile(
    r",\s(?:zo\s)?(?:vindt|vinden|vond|vonden|meent|menen|meende|stelt|stellen|stelde|zegt|zeggen|zei|zeiden|schrijft|schrijven|schreef|schreven|betoogt|betogen|oordeelt|oordelen|denkt|denken|waarschuwt|"
    r"waarschuwen|concludeert|says?|said|argues?|finds?|thinks?)\s(?P<who>(?!wij\b|we\b|ik\b|men\b|zij\b|hij\b|u\b)[^,.;:()“”\"]{2,60}?)\W*$"
)
_SO_SAID = re.compile(
    r"[,.”\"»]\s?,?\s?zo\s(?:schrijft|schrijven|schreef|schreven|stelt|stellen|stelde|zegt|zeggen|zei|zeiden|vindt|vinden|vond|meent|menen|meende|betoogt|betoogde|luidt\shet\soordeel\svan)\s(?P<within>(?!wij\b|we\b|ik\b|men\b|zij\b|hij\b|u\b)[^.;:]{2,80})"
)
_VIEW = r"(?:mening|standpunt|opvatting|oordeel|overtuiging|stelling|eis|wens)"
_VIEW_OF = re.compile(
    rf"(?:\bis\s(?:het|de|een)\s(?:\w+e\s)?{_VIEW}\svan\s(?P<within>[^.;:]{{2,80}})|"
    rf"[\s•●▪*–-]{{0,4}}(?:(?:het|de)\s)?(?:\w+e\s)?{_VIEW}\svan\s(?P<within2>[^.;:]{{2,80}})\s?:\s)"
)
_VIEW_CUES = ("mening", "standpunt", "opvatting", "oordeel", "overtuiging", "stelling", " eis ", " wens ")
_CITES = re.compile(
    r"\b(?:citeren|citeer|in\sde\swoorden\svan)\s(?:(?:wij|we|ik)\s)?(?:\w+\s){0,2}?(?P<within>(?:(?:de|het)\s)?[^\s:“”\"][^:“”\"]{1,80}?)\s?:\s?[“\"„«‘']"
)
_IF_UP_TO = re.compile(r"\b(?:als|wanneer|indien)\shet\saan\s(?P<within>[^,.;:]{2,60}?)\s(?:ligt|lag)\b")
_CITE_CUES = ("citer", "citeer", "woorden van")
_LONGEST_LABEL = 7
_QUOTED_BY = ("aldus", "according to", "”", "»", '"')
_STANDS_CUES = ("staat", "stond", "staan", "lezen", "las ", "heet", "wordt", " it ", "says", "states", "reads", "read")
_WANT_CUES = ("wil", "eis", "hop", "wens", "zie", "would like", "demand", "hope", "wish", "want")
Known = Literal["anybody", "somebody", "by_last_word", "party", "within", "begins"]
"""Whom a frame needs: anybody at all, words that name somebody, whose last word does, a known party; who comes first, or right where it begins."""
SAYING_CUES = (": ", *_VIEW_CUES, *_CITE_CUES, " het aan ", *_QUOTED_BY, *_STANDS_CUES, *_WANT_CUES)
"""A sentence without one of these has none of the frames."""


def quoted(low: str) -> Iterator[tuple[tuple[int, int], Known]]:
    """Where those stand whose words a sentence (in lower case) gives, and how well known they must be."""
    if ": " in low and (match := _SPEAKER.match(low)):
        who = match["who"].split()
        if match["title"] and len(who) <= _LONGEST_LABEL:
            yield match.span("who"), "anybody"
        elif match["quote"] and who:
            yield match.span("who"), "somebody"
    if any(map(low.__contains__, _QUOTED_BY)):
        for pattern in (_AFTER_QUOTE, _THUS):
            if match := pattern.search(low):
                yield match.span("who"), "anybody"
    if "," in low and (match := _SAID_LAST.search(low)):
        yield match.span("who"), "by_last_word"
    yield from _behind(low)
    if any(map(low.__contains__, _STANDS_CUES)) and (match := _STANDS.search(low)):
        yield match.span("whose"), "anybody"
    if any(map(low.__contains__, _WANT_CUES)):
        if match := _WANTS_THAT.match(low):
            yield match.span(match.lastgroup or 0), "somebody"
        if match := _THAT_WANTS.search(low):
            yield match.span("who3"), "by_last_word"
        if match := _WANTS.match(low):
            yield match.span("who"), "party"


def _behind(low: str) -> Iterator[tuple[tuple[int, int], Known]]:
    """Who comes first behind "…, zo schreef", "is de mening van" or "wij citeren": up to the end of what names them."""
    tried = (
        (_SO_SAID.search(low) if "zo " in low else None),
        (_VIEW_OF.search(low) if any(map(low.__contains__, _VIEW_CUES)) else None),
        (_CITES.search(low) if any(map(low.__contains__, _CITE_CUES)) else None),
        (_IF_UP_TO.search(low) if " het aan " in low else None),
    )
    for match in tried:
        if match is not None:
            yield match.span(match.lastgroup or 0), "begins"


def spoken_for(low: str) -> tuple[int, int] | None:
    """Where a name stands before a colon behind which somebody says "wij"."""
    match = _SPEAKER.match(low) if ": " in low else None
    if match is None or len(match["who"].split()) > _LONGEST_LABEL or not _FIRST_PERSON.search(low, match.end()):
        return None
    return match.span("who")

"""What the region has, as its sources say: courses, institutes, campuses, programmes and facilities, and whose they are.

An offer is named as there: somebody's own ("onze bedrijfsschool"), or with a verb of being or doing ("de hogeschool heeft een
laboratorium"). What is wished, planned, asked or denied is no offer. docs/method/require.md, section 6.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256

from rodedraad.records import Offer, OfferKind, Party, Statement
from rodedraad.require.particulars import level

Named = Callable[[str], Iterable[tuple[int, int, str]]]
"""Finds the parties that a text names: (start, end, id)."""

_HEADS: dict[OfferKind, str] = {
    "course": r"[\w-]*opleiding|cursus|leergang|leerlijn|masterclass|[\w-]*training|(?:om|bij)scholing|opleidingsaanbod|cursusaanbod|minor"
    r"|practicum|(?:bachelor|master)(?:[’\']s)? programme|(?:bachelor|master)opleiding|course|curriculum|training course|evening course|apprenticeship",
    "institute": r"[\w-]*hogeschool|(?:[\w-]+)?universiteit|roc|[\w-]*vakschool|bedrijfsschool|bedrijfsscholen|mbo-school|techniekschool"
    r"|kennisinstelling|[\w-]*onderzoeksinstituut|kennisinstituut|[\w-]*academie|kenniscentrum|expertisecentrum|lectoraat|practoraat"
    r"|vocational college|university|company school|research institute|academy|knowledge cent(?:re|er)|training cent(?:re|er)",
    "campus": r"[\w-]*campus|science park|sciencepark",
    "programme": r"(?:scholings|opleidings|onderzoeks|kennis|leer|innovatie)programma|kennisnetwerk|learning community|techniekpact"
    r"|zij-?instroomprogramma|publiek-private samenwerking|stageprogramma|training programme|research programme|public-private partnership",
    "facility": r"[\w-]*laboratorium|lab|field-?lab|proeftuin|proeffabriek|test(?:faciliteit|centrum|locatie|hal)|praktijkcentrum|praktijkhal"
    r"|leerwerkplaats|oefencentrum|simulator|laboratory|test (?:site|facility|bench)|workshop hall|(?:pilot |training |shared )workshop|(?:hydrogen |welding |crane )?simulator|training facility|pilot plant|lathes",
}
_HEAD = re.compile(
    r"(?i)(?<![\w-])(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _HEADS.items()) + r")(?![\w-])"
)
_CUES = ("opleid", "curs", "leer", "class", "training", "school", "scholen", "minor", "practic", "curricul", "apprent", "universi",
    "roc", "instel", "instituut", "academ", "centrum", "lector", "practor", "college", "institute", "centre", "center", "campus",
    "park", "programma", "programme", "netwerk", "community", "pact", "samenwerking", "partnership", "lab", "proef", "test",
    "praktijk", "oefen", "simulator", "workshop", "facility", "pilot", "lathes")  # fmt: skip
_OWN = re.compile(r"(?i)\b(?:onze|ons|mijn|eigen|our(?: own)?|its own|their own)\s+(?:[\w-]+\s+){0,2}$")
_OURS = re.compile(r"(?i)\s+(?:in|at|on|of|op|van|bij|voor) (?:our|ons|onze)\b")
_DENIED = re.compile(r"(?i)\b(?:geen|niet|no|not|zonder|without|wil|willen|want|een)\s+(?:[\w-]+\s+){0,3}$")
_IS_THERE = re.compile(
    r"(?i)\b(?:heeft|hebben|biedt|bieden|verzorgt|verzorgen|geeft|geven|beschikt|beschikken|gevestigd|staat|staan|bestaat|bestaan|organiseert"
    r"|organiseren|leidt|leiden|telt|duurt|draait|draaien|huisvest|kent|werkt|ontwikkelt|traint|volgen|volgt|has|have|offers?|runs?|hosts?|stands?"
    r"|provides?|lasts|trains|houses|are used|is used|can be used|is open|zijn open|te gebruiken|develops|teaches)\b"
)
_WISHED = re.compile(
    r"(?i)\b(?:wil|willen|moet|moeten|zou|zouden|zal|zullen|mag|hoort|dient|dienen|graag|idee|plannen|voorstel|voorstellen|ontstaan|komt er|komen er|openen|oprichten"
    r"|opgericht|opzetten|bouwen|bouwt|verkennen|onderzoeken of|haalbaarheid\w*|geen|niet|zonder|ontbreekt|gebrek|tekort|nodig|gevraagd|verzoek\w*|initi[eë]ren|zet"
    r"|should|would|could|will|must|may|bring|request\w*|idea|propos\w+|no|not|without|lacks?|plans?|planned|if|als|needs?|zodra|if)\b"
)
_TYPES = frozenset({"finding", "conclusion", "measure", "ambition", "concern"})
_BEFORE = re.compile(r"(?:(?:[A-Z][\w’'-]+|[a-zë-]+(?:e|sch|al|ional|ech))\s+){1,2}$")
_AFTER = re.compile(
    r"(?:\s+(?:tot|voor|van|in|of|for|to|op)\s+(?:(?:de|het|een|the)\s+)?[\w’'-]+|\s+[A-Z][\w’'-]+){0,2}"
)
_LEAD = re.compile(
    r"^(?:(?:de|het|een|onze|ons|zijn|haar|hun|the|a|an|our|this|deze|dit|elke|iedere|in|op|aan|van)\s+)+",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"(?: (?:tot|voor|in|of|for|to) [^,;.]{3,60}?)?"
    r" (?:duurt|telt|bestaat|loopt|draait|wordt gegeven|wordt sinds|lasts|takes|runs|has run|is given|has been given|is taught)\b"
)
_LONGEST = 700


def offers(statements: Iterable[Statement], *, parties: Mapping[str, Party], named: Named) -> tuple[Offer, ...]:
    """What is offered, in the order of the statements; the same name of the same party is one offer, where first told."""
    found: dict[tuple[str, str | None], Offer] = {}
    for statement in statements:
        for offer in _of_statement(statement, parties, named):
            found.setdefault((offer.name.casefold(), offer.party), offer)
    return tuple(found.values())


def _of_statement(statement: Statement, parties: Mapping[str, Party], named: Named) -> Iterator[Offer]:
    quote = statement.quote
    lower = quote.lower()
    if statement.type not in _TYPES or len(quote) > _LONGEST or not any(cue in lower for cue in _CUES):
        return
    mentions: list[tuple[int, int, str]] | None = None
    for match in _HEAD.finditer(quote):
        before = quote[: match.start()]
        is_own = bool(_OWN.search(before) or _OURS.match(quote, match.end())) and not _DENIED.search(before)
        if not is_own and (
            _WISHED.search(quote) or statement.type not in ("finding", "conclusion", "measure", "ambition")
        ):
            continue
        if not is_own and not _IS_THERE.search(quote):
            continue
        if mentions is None:
            mentions = [one for one in named(quote) if one[2] in parties]
        party = _whose(statement, match.start(), mentions, parties, is_own=is_own)
        kind: OfferKind = match.lastgroup  # type: ignore[assignment]  # the groups are the kinds
        is_course = kind == "course" and bool(_LASTS.match(quote, match.end()))
        if party is None and not is_own and not is_course and not quote[match.start()].isupper():
            continue
        name = _name(quote, match)
        key = name.casefold()[:60]
        digest = sha256(f"offer\n{statement.id}\n{key}".encode()).hexdigest()
        yield Offer(
            id=f"o-{digest[:20]}",
            kind=kind,
            name=name,
            statement=statement.id,
            source=statement.source,
            page=statement.page,
            quote=quote,
            party=party,
            level=(level(parties[party].name) if party and kind == "institute" else None) or level(name),
            key=key,
        )


def _whose(
    statement: Statement, at: int, mentions: list[tuple[int, int, str]], parties: Mapping[str, Party], *, is_own: bool
) -> str | None:
    """Whose it is: of who speaks where they say "our", else of the party of learning that the sentence names nearest."""
    if is_own:
        return statement.holder if statement.holder in parties else None
    knowing = [one for one in mentions if parties[one[2]].layer in ("onderwijs_kennis", "bedrijf", "maatschappelijk")]
    return min(knowing, key=lambda one: (abs(one[0] - at), one[2]))[2] if knowing else None


def _name(quote: str, match: re.Match[str]) -> str:
    """The words that name it: its adjectives or proper name, and what it is for."""
    before = _BEFORE.search(quote[: match.start()])
    after = _AFTER.match(quote, match.end())
    start = match.start() - (len(before[0]) if before else 0)
    end = after.end() if after else match.end()
    return _LEAD.sub("", " ".join(quote[start:end].split()))

"""Scenarios and alternatives as a source describes them; a source's judgement of them stays that source's.

Found by headings ("Scenario B: krimp"), by sentences that describe or name one, by alternatives that are called
unrealistic, by what is feared to follow ("als de fabriek sluit, dan …") and by pictures of a wanted future ("in
2040 is de regio …"). Method: docs/method/particulars.md, section 8.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from rodedraad.extract import named_outlooks
from rodedraad.extract.lexicon import lower
from rodedraad.records import Document, Outlook, OutlookStance, Source

_KIND = r"(?:toekomst|deel|krimp|groei|ontwikkel|basis|nul|referentie|voorkeurs|energie|klimaat)?(?:scenario|alternatief|variant|toekomstbeeld|alternative|option|pathway|ontwikkelpad|optie)"
_BARE_KINDS = frozenset(
    {"scenario", "alternatief", "variant", "toekomstbeeld", "alternative", "option", "pathway", "ontwikkelpad", "optie"}
)
_LABEL = r"(?:[A-Z]\d?|[IVX]{1,4}|\d{1,2}|één|een|twee|drie|vier|one|two|three|four)"
_HEADING = re.compile(
    rf"^(?:\d+(?:\.\d+)*\.?\s+)?(?:het\s|de\s|the\s)?(?P<title>(?P<kind>{_KIND})(?:\s(?P<label>{_LABEL})\b)?(?P<rest>[\s:.,–—-]+\S.{{1,140}})?)$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?\s+)?(?P<title>\S.{2,80}?(?:scenario|toekomstbeeld|alternatief|variant))$", re.IGNORECASE
)
_TELLING = re.compile(
    rf"^(?:[•●▪*–-]\s*)?(?:In\s|Bij\s|In het\s|In\sde\s|Het\s|De\s|Under\s|The\s)?(?P<title>(?P<kind>(?i:{_KIND}))\s(?P<label>{_LABEL})\b(?:\s?(?P<open>[(‘“\"'])(?P<name>[^)’”\"'\n]{{2,80}})[)’”\"'])?)(?P<sep>\s?[:–—-]\s?(?P<after>[^.:;–—\n]{{2,80}}))?"
)
_OWN_PICTURE = re.compile(r"(?i)(?:ons|onze|het|de|een|our|the|an?)\s\w+$")
_QUOTED = re.compile(
    r"\b(?:(?:het|the|een|a)\s)?(?i:scenario|toekomstbeeld|alternatief|variant)\s(?P<quote>[‘“\"'](?P<name>[A-ZÀ-Þ][^’”\"'\n]{2,80})[’”\"'])"
)
_UNREALISTIC = re.compile(
    r"\b(?:niet\s(?:realistisch|haalbaar|reëel|denkbaar|houdbaar)|onrealistisch|onhaalbaar|geen\s(?:\w+\s)?(?:optie|alternatief|scenario)|(?:(?<=is\s)|(?<=are\s))(?:not\s(?:realistic|feasible|viable|credible)|unrealistic|no\s(?:\w+\s)?(?:option|alternative)))\b"
)
_ALTERNATIVES = re.compile(
    r"\b(?P<noun>alternatieven|alternatief|scenario's|scenario’s|varianten|opties|toekomstbeelden|alternatives|scenarios|options)\s?(?P<open>[(:–—])\s?(?P<list>[^()]{8,320}?)\s?(?P<close>[)–—]|(?=\s(?:zijn|is|are)\s))"
)
_SUBJECT = re.compile(
    r"^(?:Want\s|Maar\s|En\s|Dus\s|But\s|And\s)?(?P<title>[^,;:()]{6,140}?),?\s(?:is|zijn|lijkt|blijft|are|seems)\s(?:\w+\s){0,4}?$"
)
_OR = re.compile(r"\s(?:of(?:tewel)?|dan\swel|or)\s(?=\w)|;\s")
_FEARED = re.compile(
    r"^(?:Want\s|Maar\s|En\s|But\s)?(?P<if>(?:Als|Wanneer|Indien|Mocht|Zodra|If|Should|When)\s(?P<clause>[^,;:]{4,140}?\b(?:sluit|sluiten|stopt|stoppen|verdwijnt|verdwijnen|vertrekt|vertrekken|wegvalt|wegvallen|mislukt|mislukken|failliet|uitblijft|uitblijven|omvalt|niet\s\w+|geen\s[^,;:]{2,60}|"
    r"closes?|closing|leaves?|stops?|fails?|disappears?|collapses?|not\s\w+)(?:\s\w+){0,3}))[,]\s(?:dan\s|then\s)?(?P<then>.+)"
)
_THREAT = re.compile(
    r"\b(?:verlies|verliezen|verliest|verdwijn\w*|verloren|werkloos\w*|weg|krimp\w*|schade|achteruit\w*|leegloop|armoede|stijgt|stijgen|tekort\w*|ramp\w*|gevaar|risico\w*|niet\smeer|geen\s|kwijt|vertrek\w*|stil|onder\sdruk|slechter|dreig\w*|kost|kosten|zwaar|afhankelijk\w*|lost?|loses?|losing|vanish\w*|decline|damage|unemploy\w*|worse|risk|threat\w*|suffer\w*|disappear\w*|poverty|shortage)\b"
)
_WANTED = re.compile(
    r"^(?:[•●▪*–-]\s*)?(?:In|Tegen|Rond|By|Anno|Uiterlijk in)\s(?:het jaar\s)?(?P<year>20[2-9]\d|21\d\d),?\s(?:(?:is|zijn|heeft|hebben|staat|kent|vormt|leeft|leven|wonen|woont|werken|beschikt|biedt|geldt|draait)\s(?:de|het|onze|ons)?\s?(?P<what>[^,.;:]{2,80})|(?:the|our)\s(?P<english>[^,.;:]{2,60}?)\s(?:is|are|has|have|will\sbe|will\shave)\s)"
)
_AREA = re.compile(
    r"(?:(?:[a-zà-ÿ]+\s){0,2}?(?:regio|stad|gemeente|gemeenten|haven|havens|provincie|streek|gebied|wijk|dorp|kust|samenleving|industrie|delta|region|city|town|port|province|area|valley|society)|(?:the\s|our\s)?[A-ZÀ-Þ]\w{2,})\b"
)
_PICTURE = re.compile(
    r"\b(?:ons|het\sgewenste|een\sgewenst|our|the\sdesired)\s(?:toekomstbeeld|wensbeeld|toekomstperspectief|vision\sof\sthe\sfuture|picture\sof\sthe\sfuture)\b|\bstip\sop\sde\shorizon\b"
)
_STANCES: tuple[tuple[OutlookStance, re.Pattern[str]], ...] = (
    ("unrealistic", _UNREALISTIC),
    (
        "feared",
        re.compile(
            r"\b(?:worst[- ]case|doem\w*|somber\w*|zwartste|ramp\w*|neergang|verval|vrezen|vrees\w*|schrikbeeld|ongewenst\w*|onwenselijk\w*|onaanvaardbaar|leegloop|collapse|feared?|undesirable|decline|gloom\w*)\b"
        ),
    ),
    (
        "wanted",
        re.compile(
            r"\b(?:gewenst\w*|wenselijk\w*|voorkeurs\w*|onze\svoorkeur|heeft\s(?:de|onze)\svoorkeur|kiezen\s(?:wij|we)\svoor|(?:wij|we)\skiezen\svoor|wensbeeld|ideaal\w*|streefbeeld|preferred|desired|favoured|our\spreference|we\schoose)\b"
        ),
    ),
)
_YEAR = re.compile(r"\b(20[2-9]\d|21\d\d)\b")
_CUES = (
    "cenario",
    "lternatie",
    "ariant",
    "oekomstbeeld",
    "ptie",
    "ption",
    "athway",
    "ntwikkelpad",
    "realistisch",
    "realistic",
    "haalbaar",
    "feasible",
    "ensbeeld",
    "horizon",
    "Als ",
    "Wanneer ",
    "Indien ",
    "Mocht ",
    "If ",
    "Should ",
    "When ",
    "Zodra ",
    "In 20",
    "By 20",
    "Tegen 20",
    "In het jaar 20",
    "Anno 20",
    "Rond 20",
    "oekomstperspectief",
)
_NAME_CUES = (
    "toekomst",
    "wegen",
    "richtingen",
    "lternatie",
    "option",
    "beeld",
    "cenario",
    "ariant",
    "bang",
    "vrezen",
    "achtmerrie",
    "kiezen",
    "keuze",
    "willen naar",
    "voorkeur",
    "future",
    "fear",
    "choose",
    "choice",
    "athway",
    "image",
    "nightmare",
    " weg ",
    " weg,",
)
_MAX_TITLE = 160


@dataclass(frozen=True, slots=True)
class _Draft:
    start: int
    end: int
    title: str
    stance: OutlookStance
    horizon: str | None


def outlooks(source: Source, document: Document, sentences: Sequence[tuple[int, int]]) -> tuple[Outlook, ...]:
    """The outlooks of one source, sorted by start; ``quote`` is a slice of the text.

    ``sentences`` are the document's sentences as [start, end), sorted. One outlook per title.
    """
    drafts = [*_under_headings(document, sentences)]
    text = document.text
    for start, end in sentences:
        sentence = text[start:end]
        if any(map(sentence.__contains__, _CUES)):
            drafts.extend(_in_sentence(sentence, start))
    drafts.extend(_by_name(document, sentences))
    return _records(source, document, drafts)


def _by_name(document: Document, sentences: Sequence[tuple[int, int]]) -> Iterator[_Draft]:
    """Futures that go by a name, with what the rest of their paragraph says of them."""
    text = document.text
    headings = [block for block in document.blocks if block.kind == "heading"]
    hinted = [any(map(text[start:end].__contains__, _NAME_CUES)) for start, end in sentences]
    at = 0
    is_within = False
    above = 0
    for index, (start, end) in enumerate(sentences):
        while at < len(headings) and headings[at].start < start:
            heading, level = headings[at], headings[at].level or 1
            if named_outlooks.is_section(text[heading.start : heading.end]):
                is_within, above = True, level
            elif not (is_within and level > above):
                is_within = False
            at += 1
        sentence = text[start:end]
        if hinted[index] and named_outlooks.opens_section(sentence):
            is_within, above = True, above or 1
        if not (is_within or any(hinted[index : index + 3])):
            continue
        meant = _paragraph(text, sentences, index, is_within=is_within)
        found = named_outlooks.named(sentence, is_within=is_within, meant=meant)
        if found is not None:
            yield _Draft(start, end, found.name, _stance(meant), _horizon(sentence))


def _paragraph(text: str, sentences: Sequence[tuple[int, int]], index: int, *, is_within: bool) -> str:
    """A sentence with at most two that follow it in its paragraph, up to where another future begins."""
    start, end = sentences[index]
    for first, last in sentences[index + 1 : index + 3]:
        if "\n" in text[end:first] or named_outlooks.begins(text[first:last], is_within=is_within):
            break
        end = last
    return text[start:end]


def _under_headings(document: Document, sentences: Sequence[tuple[int, int]]) -> Iterator[_Draft]:
    starts = [start for start, _ in sentences]
    headings = [block for block in document.blocks if block.kind == "heading"]
    for index, block in enumerate(headings):
        heading = " ".join(document.text[block.start : block.end].split())
        if len(heading) > _MAX_TITLE or not any(
            cue in heading.lower()
            for cue in (
                "scenario",
                "alternati",
                "variant",
                "toekomstbeeld",
                "optie",
                "option",
                "pathway",
                "ontwikkelpad",
            )
        ):
            continue
        match = _HEADING.match(heading)
        named = None if match else _NAMED_BEFORE.match(heading)
        if match is None and (named is None or _OWN_PICTURE.match(named["title"])):
            continue
        if match is not None and not (match["label"] or match["rest"]) and match["kind"].lower() in _BARE_KINDS:
            continue
        title = (match or named)["title"] if match or named else heading  # type: ignore[index]  # one of both matched
        until = headings[index + 1].start if index + 1 < len(headings) else len(document.text)
        first = bisect_left(starts, block.end)
        last = bisect_right(starts, until - 1)
        described = sentences[first:last]
        start, end = described[0] if described else (block.start, block.end)
        words = " ".join([heading, *(document.text[a:b] for a, b in described[:4])])
        yield _Draft(start, end, title.strip(" .:"), _stance(words), _horizon(words))


def _in_sentence(sentence: str, start: int) -> list[_Draft]:
    low = lower(sentence)
    end = start + len(sentence)
    unrealistic = _UNREALISTIC.search(low)
    if unrealistic is not None:
        listed = _ALTERNATIVES.search(sentence, 0, unrealistic.start())
        if listed is not None:
            return [
                _Draft(start, end, title, "unrealistic", _horizon(title))
                for title in (part.strip(" ,.;") for part in _OR.split(listed["list"]))
                if len(title) > 3
            ]
        subject = _SUBJECT.match(sentence[: unrealistic.start()])
        if subject is not None and not _POINTING.match(subject["title"]):
            return [_Draft(start, end, subject["title"].strip(), "unrealistic", _horizon(sentence))]
        return []
    if match := _TELLING.match(sentence):
        name = match["name"] or match["after"]
        title = (
            match["title"]
            if match["name"]
            else " ".join([match["title"], *([f": {name}"] if name else [])]).replace(" : ", ": ")
        )
        return [_Draft(start, end, " ".join(title.split()), _stance(sentence), _horizon(sentence))]
    if match := _QUOTED.search(sentence):
        return [_Draft(start, end, match["name"], _stance(sentence), _horizon(sentence))]
    if (match := _FEARED.match(sentence)) and _THREAT.search(lower(match["then"])):
        return [_Draft(start, end, match["if"], "feared", _horizon(sentence))]
    if match := _WANTED.match(sentence):
        what = match["what"] or match["english"]
        if _AREA.match(what) and not _COUNTED.search(low):
            return [_Draft(start, end, _cut(sentence), "wanted", match["year"])]
    if _PICTURE.search(low):
        return [_Draft(start, end, _cut(sentence), "wanted", _horizon(sentence))]
    return []


_POINTING = re.compile(r"(?i)(?:dit|dat|het|deze|die|er|this|that|it|these|there)\b(?:\s(?:is|zijn)\b|$)")
# A prognosis counts; a wanted picture tells.
_COUNTED = re.compile(r"\b(?:naar\sverwachting|prognose|geraamd|verwacht\w*|expected|projected|estimated|forecast)\b")


def _stance(text: str) -> OutlookStance:
    if named_outlooks.UNREALISTIC.search(text):
        return "unrealistic"
    if named_outlooks.FEARED.search(text):
        return "feared"
    if named_outlooks.WANTED.search(text):
        return "wanted"
    low = lower(text)
    return next((stance for stance, pattern in _STANCES if pattern.search(low)), "neutral")


def _horizon(text: str) -> str | None:
    years = _YEAR.findall(text)
    return max(years) if years else None


def _cut(sentence: str) -> str:
    """A sentence as a title: whole when it is short, else up to the last word that fits."""
    folded = " ".join(sentence.strip(" •●▪*–-").split())
    return folded if len(folded) <= _MAX_TITLE else folded[: folded.rindex(" ", 0, _MAX_TITLE)] + " …"


_NUMBERED = re.compile(rf"(?i:(?:het\s|de\s|the\s)?(?P<kind>{_KIND}))\s(?P<label>{_LABEL})\b")


def _key(title: str) -> str:
    """What two mentions of one outlook have in common: its kind and letter or number, else its title."""
    match = _NUMBERED.match(title)
    return f"{match['kind']} {match['label']}".casefold() if match else title.casefold()


def _records(source: Source, document: Document, drafts: Sequence[_Draft]) -> tuple[Outlook, ...]:
    holder = source.authors[0] if source.authors else None
    made: dict[str, Outlook] = {}
    for draft in sorted(drafts, key=lambda draft: (draft.start, draft.end)):
        quote = document.text[draft.start : draft.end]
        title = " ".join(draft.title.split())
        key = _key(title)
        if not key or key in made:
            continue
        bare = "".join(quote.split())
        made[key] = Outlook(
            id=sha256(f"outlook\n{source.id}\n{bare}\n{key}".encode()).hexdigest()[:24],
            source=source.id,
            page=document.page_at(draft.start),
            quote=quote,
            start=draft.start,
            end=draft.end,
            title=title,
            holder=holder,
            horizon=draft.horizon or _horizon(source.horizon or ""),
            stance=draft.stance,
            holders=source.authors,
        )
    return tuple(made.values())

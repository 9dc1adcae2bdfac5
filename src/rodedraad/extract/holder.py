"""Who holds the view: the author, or somebody the author reports of.

What a source reports of another's view is not what it holds. A sentence is reported where its frame says so: "volgens
X", "X stelt dat", "critici", "er waren kritische geluiden vanuit X", "het advies van X luidt", "door X wordt betoogd", "X: '...'". So is what
the author denies, doubts or no longer wants, of nobody (``disowned``). An author who speaks of itself in the third
person holds what it says. Method: docs/method/particulars.md, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rodedraad.extract.agents import names_somebody
from rodedraad.extract.askings import asks_in_turn, is_reader, party_asks, reader_asks, reader_says, the_reader
from rodedraad.extract.commitments import own_words
from rodedraad.extract.disowned import disowned, own_part
from rodedraad.extract.lexicon import lower, word_set
from rodedraad.extract.sayings import SAYING_CUES, Known, quoted, spoken_for
from rodedraad.extract.tellings import TELLING_WORDS, first_somebody, names_people, told, told_of, voiced

if TYPE_CHECKING:
    from rodedraad.parties import Mention

# What is followed by somebody's view. "Volgens planning" and "volgens de wet" follow nobody's.
_ACCORDING = re.compile(
    r"\b(?:volgens|naar\sde\smening\svan|naar\shet\soordeel\svan|in\sde\sogen\svan|aldus|according\sto|in\sthe\s(?:view|opinion|eyes)\sof)\s"
)
_NOBODY = re.compile(
    r"(?:de\s|het\s|een\s|deze\s|dit\s|artikel|nen\b|iso\b|the\s|this\s|huidige\s|onze\s|our\s|eigen\s)*(?:planning|plan|plannen|wet|wetgeving|schema|afspraak|afspraken|procedure|methode|methodiek|norm|normen|standaard|model|"
    r"definitie|bestemmingsplan|regels|regeling|richtlijn|richtlijnen|verordening|besluit|beginsel|principe|systematiek|artikel|tabel|figuur|formule|verwachting|opgave|huidige|opzet|schedule|plan|law|article|"
    r"ons|mij|us|me|wij|bovenstaande|onderstaande|dezelfde|hetzelfde|format|protocol|vast|deze|dit|die|een\svast)\b"
)
# Verbs by which somebody holds a view: single words, and those of several words with the word that tells of them.
_VERBS = word_set(
    "beweert beweren beweerde beweerden verwijt verwijten gelooft geloven vertelt vertellen vertelde vertelden meldt melden meldde meldden zeiden schreven "
    "stelt stellen vindt vinden vreest vrezen meent menen betoogt betogen zegt zeggen schrijft schrijven waarschuwt waarschuwen concludeert concluderen pleit pleiten "
    "adviseert adviseren verwacht verwachten constateert constateren benadrukt benadrukken oordeelt oordelen acht achten noemt noemen stelde stelden vond vonden vreesde "
    "waarschuwde concludeerde adviseerde pleitte schreef zei klaagt klagen bekritiseert bekritiseren betwijfelt betwijfelen signaleert signaleren bepleit bepleiten hekelt "
    "maintain maintains maintained blame blames blamed complain complains complained think thinks thought insist insists insisted argue argues argued state states stated "
    "say says said fear fears feared warn warns warned believe believes believed claim claims claimed conclude concludes concluded recommend recommends recommended "
    "advise advises advised finds found writes wrote notes noted object objects expect expects expected urge urges urged stresses stressed emphasise emphasises "
    "emphasised emphasize emphasizes emphasized demand demands demanded propose proposes proposed suggest suggests suggested advocate advocates advocated criticise "
    "criticises criticised criticize criticized oppose opposes opposed welcome welcomes welcomed request requests requested prefer prefers preferred"
)
_PHRASES = (
    r"houdt\svol|houden\svol|houdt\svast\saan|houden\svast\saan|wijst\serop|wijzen\serop|wijst\ser|wijzen\ser|geeft\saan|geven\saan|gaf\saan|gaven\saan|beveelt\saan|bevelen\saan|"
    r"(?:is|zijn|was|waren)\svan\s(?:mening|oordeel|opvatting)|(?:heeft|hebben)\s(?:ons|mij|hem|haar)\s(?:geschreven|laten\sweten|verteld|gemeld|gezegd)|"
    r"tells?\sus|told\sus|(?:has|have)\s(?:so\sfar\s|always\s|repeatedly\s|also\s|already\s|consistently\s)?(?:argued|said(?!\s(?:yes|no)\b)|stated|claimed|warned|written|stressed|urged|emphasi[sz]ed|recommended|requested|proposed|demanded|"
    r"suggested|indicated|expressed|advocated|criticised|opposed)|(?:has\s|have\s)?(?:\w+ly\s)?call(?:s|ed)?\s(?:for|on|upon)|reports\sthat"
)
_PHRASE_WORDS = word_set(
    "houdt houden wijst wijzen geeft geven gaf gaven beveelt bevelen mening oordeel opvatting geschreven weten verteld gemeld gezegd tell tells told argued said stated claimed warned written reports stressed urged emphasised emphasized recommended requested proposed demanded suggested indicated expressed advocated criticised opposed call calls called"
)
_VIEW_WORDS = _VERBS | _PHRASE_WORDS
_VIEW = f"{_PHRASES}|{'|'.join(sorted(_VERBS, key=lambda verb: (-len(verb), verb)))}"
_PAUSES = re.compile(r"[,.:;()]")
_VIEW_AFTER = re.compile(
    rf"(?:[²³¹⁰⁴-⁹]{{0,3}},?\s(?:die\s|who\s|which\s)?(?:\w+\s){{0,2}}?|\s\([^()]{{1,40}}\)\s)(?P<verb>{_VIEW})\b"
)
# Verbs that report a view only where a clause follows ("stelt dat"); with an object they are acts ("stelt een plan op").
_NEEDS_CLAUSE = re.compile(
    r"(?:meld|vertel|wijst|wijzen|geloof|gelov|tell|told|thought|think|stel|verwacht|geef|geven|gaf|gaven|schrijf|schrijven|schreef|noem|state|find|found|note|expect|write|wrote|propose|request|prefer|suggest|demand|acht|vind|vond|signale|constat|zei|oordeel|oordelen|maintain|object|blame)"
)
_CLAUSE = re.compile(r"[^.;:]{0,60}?(?:,?\s(?:dat|hoe|that|whether)\s|:\s?[“\"‘']|:\s\w)|\s?[“\"‘]")
_VIEW_BEFORE = re.compile(rf"\b(?P<verb>{_VIEW})\s(?:de\s|het\s|the\s|een\s)?$")
_VOICES = re.compile(
    r"\b(?P<words>(?:de\s|sommige\s|veel\s|enkele\s|the\s|some\s|many\s|several\s|vele\s|een\saantal\s)?(?:critici|criticasters|tegenstanders|voorstanders|sceptici|omwonenden|actievoerders|deskundigen|experts|wetenschappers|indieners|insprekers|respondenten|geïnterviewden|bewoners|inwoners|ondernemers|deelnemers|"
    r"critics|opponents|proponents|supporters|sceptics|skeptics|residents|experts|respondents|interviewees|activists|participants))"
    rf"(?:\s(?:in|uit|van|from|of)\s[^,.;]{{1,40}}?|\s(?:who\s)?we\s(?:spoke|talked|interviewed|met)(?:\s(?:with|to))?|,?\sdie\s(?:wij|we)\sspraken,?)?\s(?:\w+\s)?(?:(?P<verb>{_VIEW})|maken\szich\szorgen|maakten\szich\szorgen|hebben\sbezwaar|willen|want|worry|zijn\sbezorgd|are\sworried)\b"
)
_SOUNDS = re.compile(
    r"\b(?P<words>kritische\sgeluiden|kritiek|bezwaren|zorgen|bedenkingen|twijfels|weerstand|protest|positieve\sreacties|reacties|criticism|objections|concerns|opposition|doubts|critical\svoices)"
    r"(?:\s(?:o\.a\.|onder\sandere|onder\smeer|met\sname|vooral|in\sparticular|mainly|among\sothers|geuit|raised|expressed|ook))*\s(?P<from>vanuit|van|uit|bij|door|from|among|by)\s"
)
# "De zorgen van bewoners nemen wij serieus": that they are there is told on the way.
_TAKEN_UP = re.compile(
    r"\b(?:nemen|begrijpen|delen|horen|herkennen|kennen|snappen|onderschrijven|zien|betrekken)\s(?:wij|we)\b|\b(?:wij|we)\s(?:nemen|begrijpen|delen|horen|herkennen|kennen|snappen|onderschrijven|zien|betrekken)\b"
)
_ADVICE = re.compile(
    r"\b(?:het\s|de\s|the\s|een\s)?(?:advies|oordeel|standpunt|conclusie|conclusies|mening|visie|zienswijze|advice|opinion|position|conclusion|view)\s(?:van|of)\s(?:de\s|het\s|the\s)?(?P<whose>[^.;:]{2,80}?)\s(?:luidt|luidde|is\sdat|was\sdat|is\that|was\that|is:|luiden|stelt|houdt\sin)"
)
_CAME = re.compile(
    r"\b(?:vanuit|van|from)\s(?P<whose>[^.;:]{3,140}?)\s(?:kwam|kwamen|klonk|klonken|came|komt|komen|klinkt|klinken)\s(?:er\s|ook\s|\w+\s){0,2}?(?:reacties|geluiden|kritiek|bezwaren|zorgen|vragen|criticism|objections|reactions|concerns)\b"
)
_PASSIVE = re.compile(
    r"\b(?:(?:wordt|worden|is|werd|werden)\s(?:\w+\s){0,3}?(?P<by>door)\s[^.;]{2,80}?\b(?:betoogd|gesteld(?=,?\sdat)|aangegeven(?!\s(?:waar|welke|wie|wat|op|in|met|bij|door)\b)|gezegd|beweerd|gevreesd|bepleit|geadviseerd|geconcludeerd|benadrukt|aangevoerd|opgemerkt|ervaren|onthaald|gezien|beschouwd|gewaardeerd|onderschreven|bekritiseerd|toegejuicht|verworpen|genoemd|aanbevolen|gesignaleerd|gewenst|gevraagd)\b"
    r"|(?P<by2>door)\s[^.;]{2,60}?\s(?:wordt|worden|is|werd|werden)\s(?:\w+\s){0,3}?\b(?:betoogd|gesteld(?=,?\sdat)|aangegeven(?!\s(?:waar|welke|wie|wat|op|in|met|bij|door)\b)|gezegd|beweerd|gevreesd|bepleit|geadviseerd|geconcludeerd|benadrukt|aangevoerd|opgemerkt|ervaren|onthaald|gezien|beschouwd|gewaardeerd|onderschreven|bekritiseerd|toegejuicht|verworpen|genoemd|aanbevolen|gesignaleerd|gewenst|gevraagd)\b"
    r"|(?:wordt|worden|werd|werden)\s[^.;]{2,100}?\s(?:gezien|ervaren|gesignaleerd|onderschreven|gewenst|gemist|verwacht)\s(?P<by4>door)\s"
    r"|(?:is|was|were|are)\s(?:\w+\s)?(?:argued|claimed|feared|stated|advised|objected|raised)\s(?P<by3>by)\s)"
)
# "Wij steunen het plan, dat door de buurt als goed wordt ervaren": the view of others in a clause of the author's own.
_RELATIVE = re.compile(r"\b(?:die|dat|which|that)\s(?:\w+\s){0,2}?$")
# Each grammar is tried only where the sentence has one of its words.
_ACCORDING_CUES = ("volgens", "mening", "oordeel", "ogen van", "aldus", "according", "opinion", "view of", "eyes of")
_VOICE_CUES = (
    "critic", "tegenstander", "voorstander", "sceptic", "skeptic", "omwonenden", "actievoerders", "deskundigen",
    "expert", "wetenschappers", "indieners", "insprekers", "respond", "geïnterview", "interviewees", "bewoners",
    "inwoners", "ondernemers", "deelnemers", "opponents", "supporters", "residents", "activists", "participants",
    "proponents",
)  # fmt: skip
_SOUND_CUES = (
    "geluiden", "kritiek", "bezwaren", "zorgen", "bedenkingen", "twijfels", "weerstand", "protest", "reacties",
    "criticism", "objections", "concerns", "opposition", "doubts", "critical voices", "vragen",
)  # fmt: skip
_ADVICE_CUES = (
    "advies", "oordeel", "standpunt", "conclusie", "mening", "visie", "zienswijze", "advice", "opinion", "position",
    "conclusion", "view",
)  # fmt: skip
_PASSIVE_CUES = (
    "betoogd", "gesteld", "aangegeven", "gezegd", "beweerd", "gevreesd", "bepleit", "geadviseerd", "geconcludeerd",
    "benadrukt", "aangevoerd", "opgemerkt", "ervaren", "onthaald", "gezien", "beschouwd", "gewaardeerd",
    "onderschreven", "bekritiseerd", "toegejuicht", "verworpen", "genoemd", "aanbevolen", "gesignaleerd", "gewenst",
    "gevraagd", " by ",
)  # fmt: skip
# Instead of where the words end: they must name somebody by themselves ("volgens bewoners", not "volgens een algoritme").
_SOMEBODY = -1
_CUES = tuple(
    dict.fromkeys((*SAYING_CUES, *_ACCORDING_CUES, *_VOICE_CUES, *_SOUND_CUES, *_ADVICE_CUES, *_PASSIVE_CUES))
)
_PHRASE = re.compile(
    r"(?:(?i:de|het|een|deze|the|a|this|some|sommige|vele|veel|enkele|alle|diverse|verschillende|all|onze|our)\s)?[^\s,.;:()]+(?:\s(?:van|der|de|het|den|of|the|voor|en|and|&)\s(?:de\s|het\s|the\s)?[A-ZÀ-Þ][^\s,.;:()]*|\s[A-ZÀ-Þ][^\s,.;:()]*){0,5}"
)

# "The port authority", "de plaatselijke havendienst": one more word before the one that names them.
_LONGER_PHRASE = re.compile(
    r"(?:the\s[a-z-]+|(?i:de|het|een|onze)\s[a-zà-ÿ-]+e)\s[a-zà-ÿ-]+(?:\s(?:van|of)\s(?:de\s|het\s|the\s)?[A-ZÀ-Þ][^\s,.;:()]*)?"
)


def holder(
    text: str,
    mentions: Sequence[Mention],
    *,
    authors: Sequence[str],
    selves: frozenset[str] = frozenset(),
    addressees: Sequence[str] = (),
) -> tuple[str | None, bool]:
    """Who holds the view in this sentence, and whether the author only reports it.

    ``selves`` are what the document calls its author beside ``own_words``: "werkgroep"; ``addressees`` are those it
    is written to: what "u" asks of the author is theirs where they are one party, else nobody's.

    Returns (party id, or the words where the party is unknown, is_reported). Held by the author: the first of
    ``authors``, or None where no author is known. Reported of nobody, as what is denied or doubted: (None, True).
    """
    whole = lower(text)
    if reader_asks(whole) or reader_says(whole):
        return the_reader(addressees), True
    low = own_part(whole)
    if low is not whole:
        mentions = [mention for mention in mentions if not low[mention.start : mention.end].isspace()]
    words = _PAUSES.sub(" ", low).split()
    who, is_reported = _named(text, low, words, mentions, authors=authors, selves=selves)
    if is_reported:
        return (the_reader(addressees) if who is not None and is_reader(who.lower()) else told_of(who)), True
    if authors and (asking := _asking_party(low, mentions, authors)) is not None:
        return asking, True
    for is_told, at in (disowned(low), voiced(text, low, words)):
        if is_told:
            party = _party_at(low, mentions, at[0]) if at else None
            if party is not None and party in {*authors, *own_words(authors)}:
                continue
            return party or (told_of(text[slice(*at)].strip()) if at else None), True
    return who, False


def _asking_party(low: str, mentions: Sequence[Mention], authors: Sequence[str]) -> str | None:
    """The party other than the author that asks something, first in its sentence or behind its verb."""
    own = {*authors, *own_words(authors)}
    opening = len(low) - len(low.lstrip(' •●▪*–-"“'))
    party = _party_at(low, mentions, opening)
    named = next((one for one in mentions if one.start >= opening), None)
    if party is not None and party not in own and named is not None and party_asks(low, named):
        return party
    return next((one.party for one in mentions if one.party not in own and asks_in_turn(low, one)), None)


def _named(
    text: str,
    low: str,
    words: Sequence[str],
    mentions: Sequence[Mention],
    *,
    authors: Sequence[str],
    selves: frozenset[str],
) -> tuple[str | None, bool]:
    """The one who is said to hold the view, by the frames of ``_reported_at``; else the author."""
    own = authors[0] if authors else None
    is_said = not _VIEW_WORDS.isdisjoint(words)
    if not is_said and TELLING_WORDS.isdisjoint(words) and not any(map(low.__contains__, _CUES)):
        return own, False
    for start, until in _reported_at(low, words, mentions, authors, is_said=is_said):
        party = _party_at(low, mentions, start)
        if party is not None:
            return party, party not in authors and party not in own_words(authors)
        named = _PHRASE.match(text, start)
        end = until if until is not None and until >= 0 else named.end() if named else start
        phrase = " ".join(text[start:end].split())
        if until == _SOMEBODY and not names_somebody(phrase):
            longer = _LONGER_PHRASE.match(text, start)
            phrase = " ".join(longer[0].split()) if longer else phrase
        if not phrase or (until == _SOMEBODY and not names_somebody(phrase)):
            continue
        is_own = (own_words(authors) | selves) & set(phrase.lower().split()[:2]) or _is_kind_alone(phrase, authors)
        return (own, False) if is_own else (phrase, True)
    return own, False


def _is_kind_alone(phrase: str, authors: Sequence[str]) -> bool:
    """Whether somebody is called by the kind of body that an author is, and no more: "de GGD", "de omgevingsdienst"."""
    called = [word for word in phrase.lower().split() if word not in _MINE]
    return len(called) == 1 and any(author.split("-", 1)[0] == called[0] for author in authors)


def _reported_at(
    low: str, words: Sequence[str], mentions: Sequence[Mention], authors: Sequence[str], *, is_said: bool
) -> list[tuple[int, int | None]]:
    """Where the one whose view is reported is named, and where known until where; the surest frame first."""
    found: list[tuple[int, int | None]] = []
    for span, known in (*quoted(low), *told(_ASIDE.sub(_blank, low) if "(" in low else low, words)):
        if known in ("within", "begins"):
            within = _first_within(low, mentions, *span)
            if within is not None:
                found.append(within)
            elif known == "begins":
                found.append((span[0], _SOMEBODY))
            continue
        named_by = low[slice(*span)].split()
        if not named_by or named_by[len(named_by) > 1 and named_by[0] in _MINE] in _NOBODY_FIRST:
            continue
        named = next((one for one in mentions if span[0] <= one.start < one.end == span[1]), None)
        if known == "party":
            if named is not None and _is_other(low, named, mentions, authors, at=span[0]):
                found.append((named.start, None))
        elif named is not None:
            found.append((named.start, None))
        elif _is_somebody(low[slice(*span)]) and _is_known(named_by, known):
            found.append(span)
    spoken = spoken_for(low)
    if spoken is not None and _party_at(low, mentions, spoken[0]) is not None and _is_somebody(low[slice(*spoken)]):
        found.append(spoken)
    if any(map(low.__contains__, _ACCORDING_CUES)) and (match := _ACCORDING.search(low)):
        start = match.end()
        if not _NOBODY.match(low, start):
            found.append((start, _SOMEBODY))
    if any(map(low.__contains__, _VOICE_CUES)) and (match := _VOICES.search(low)):
        verb = match["verb"]
        is_named = verb is None or not verb.startswith(_NAMING) or _is_view(low, verb, match.end())
        if is_named and not _COUNTED.search(low, 0, match.start()):
            found.append(match.span("words"))
    if any(map(low.__contains__, _SOUND_CUES)):
        if (match := _SOUNDS.search(low)) and not _TAKEN_UP.search(low):
            found.append((match.end(), None))
        if match := _CAME.search(low):
            found.append((match.start("whose"), None))
    if any(map(low.__contains__, _ADVICE_CUES)) and (match := _ADVICE.search(low)):
        at = _first_mention(mentions, match.start(), match.end())
        found.append((match.start("whose") if at is None else at, _SOMEBODY))
    if any(map(low.__contains__, _PASSIVE_CUES)) and (match := _PASSIVE.search(low)):
        group = next(name for name in ("by", "by2", "by3", "by4") if match[name])
        if not _RELATIVE.search(low, 0, match.start(group)):
            found.append((match.end(group) + 1, _SOMEBODY))
    match = _SUBJECT_SAYS.match(low) if is_said else None
    if (
        match is not None
        and _is_somebody(match["who"])
        and not _TURNED.match(low, match.end())
        and _ONE_IN.search(match["who"]) is None
        and _is_view(low, match["verb"], match.end())
    ):
        found.append(match.span("who"))
    if is_said:
        found.extend(
            (mention.start, None) for mention in mentions if mention.party not in authors and _says(low, mention)
        )
    return found


# What stands in brackets is no part of a frame: "heeft uw Kamer per motie (nr. 12) verzocht".
_ASIDE = re.compile(r"\([^()]{1,120}\)")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _first_within(low: str, mentions: Sequence[Mention], start: int, end: int) -> tuple[int, int] | None:
    """Where the first party or somebody stands from here, if the words begin with one: "heeft uw Kamer … verzocht"."""
    if _party_at(low, mentions, start) is not None:
        named = next(one for one in mentions if one.start >= start)
        return start, named.end
    until = first_somebody(low, start, end)
    return (start, until) if until is not None and _is_somebody(low[start:until]) else None


def _is_other(low: str, named: Mention, mentions: Sequence[Mention], authors: Sequence[str], *, at: int) -> bool:
    """Whether a sentence begins with the name of a party that is none of the authors, also not in the third person."""
    return _party_at(low, mentions, at) == named.party and named.party not in {*authors, *own_words(authors)}


def _is_known(words: Sequence[str], known: Known) -> bool:
    """Whether words that are no known party name somebody, as well as a frame needs it."""
    return (
        known == "anybody"
        or names_somebody(words[-1])
        or (known == "somebody" and (names_somebody(" ".join(words[:3])) or any(map(names_people, words[:3]))))
    )


# "Bewoners noemen drie bronnen" names things; "een op de vijf respondenten zegt" counts answers.
_NAMING = ("noem", "meld", "vertel", "geef", "geven", "gaf", "verwacht", "schrijf", "schreef")
_COUNTED = re.compile(
    r"(?:procent|percent|%|\bop de \w+|\b(?:helft|kwart|derde|deel|meerderheid)|\bout of \w+)(?:\s(?:van|of))?(?:\s(?:de|the))?\s$"
)


_ONE_IN = re.compile(r"\b(?:een|één|twee|drie) op de \w|\d\s?(?:procent|%|percent)|\bone in \w")


def _says(low: str, mention: Mention) -> bool:
    """Whether this party is the one who says it: right before, or in inversion right behind, a verb of view."""
    match = _VIEW_AFTER.match(low, mention.end)
    if match is not None and low[mention.end : match.start("verb")].strip() in _BETWEEN:
        before = low[max(0, mention.start - 30) : mention.start]
        if _DEPENDENT.search(before):
            return False
        return _is_view(low, match["verb"], match.end())
    if _TURNED.match(low, mention.end):
        return False
    match = _VIEW_BEFORE.search(low[max(0, mention.start - 24) : mention.start])
    if match is None or _HAS_SUBJECT.search(low, max(0, mention.start - 64), mention.start - len(match[0])):
        return False
    return _is_view(low, match["verb"], mention.end)


# "Wij adviseren het Rijk": what stands behind the verb is no subject when one stands before it.
_HAS_SUBJECT = re.compile(r"\b(?:wij|we|ik|die|who|i|they|zij|te|om|to)\s(?:[\w-]+\s){0,3}$")


def _is_view(low: str, verb: str, at: int) -> bool:
    """Whether the verb reports a view: by itself ("vreest"), or because a clause follows ("stelt dat")."""
    if verb.startswith(("noem", "acht")) and _JUDGES.match(low, at):
        return True
    return not _NEEDS_CLAUSE.match(verb) or _CLAUSE.match(low, at) is not None


# "Noemt het plan een gemiste kans", "acht de maatregelen onvoldoende": what is said of it is a judgement.
_JUDGES = re.compile(
    r"\s(?:het|de|dit|deze|dat|die|hun|haar|zijn)\s(?:[\w-]+\s){0,6}?(?:een\s(?:[\w-]+e?\s)?(?:\w*kans|stap|fout|vergissing|ramp|goed|slecht|verbetering|verslechtering|probleem|risico|gevaar|schande)|te\s\w+|on(?:voldoende|acceptabel|aanvaardbaar|haalbaar|realistisch|wenselijk|nodig|verantwoord|juist|gewenst)\w*|"
    r"niet\s\w+|teleurstellend|noodzakelijk|wenselijk|belangrijk|voldoende|zorgelijk|zorgwekkend|verstandig|kansrijk|terecht)\b"
)


_SUBJECT_SAYS = re.compile(
    rf"[\s•●▪*–-]{{0,4}}(?:(?:maar|en|ook|want|but|and)\s)?(?P<who>[^,.;:()\n]{{2,80}}?)(?:,\sdie)?\s(?P<verb>{_VIEW})\b"
)
# What cannot hold a view, or is the author: a subject that begins or ends so reports of nobody.
_NOBODY_FIRST = word_set(
    "gelet gezien overwegende ondanks gegeven conform overeenkomstig samen wij we ik je men er dit dat deze het die in op voor bij met naar uit aan door over onder tegen daarbij daarmee daarin daarom dus hier zo als wanneer indien omdat hoewel terwijl "
    "ook echter wel juist verder tevens daarnaast inmiddels toch nu hierbij hiermee zoals enerzijds anderzijds helaas tegelijkertijd tegelijk tenslotte ten allereerst momenteel terecht naast steeds soms vaak ze zij hij they he she about also however om te wat wie waar hoe volgens volgend na van tot tijdens binnen it this that these there we i if when as in on for by with while although because what who how"
)
_NOBODY_WORDS = word_set(
    "wij we ik ons onze wie die dat wordt worden is zijn moet moeten kan kunnen zal zullen heeft hebben our us is are was were has have must will can "
    "te laten laat member handleiding leidraad strategie strategy wetsvoorstel verordening directive regulation practices studies schattingen berekeningen prognoses modellen metingen signalen gegevens data estimates projections onderzoek onderzoeken rapport studie cijfers cijfer analyse resultaten resultaat tabel figuur model wet artikel hoofdstuk paragraaf plan visie agenda programma nota "
    "beleid doel doelen ambitie praktijk ervaring situatie ontwikkeling opgave strategie kaart lijst grafiek document bijlage prijs norm besluit regeling markt techniek "
    "study report figures figure table results law article chapter plan policy goal model market evidence data analysis"
)
_PAPER_ENDS = ("gegevens", "cijfers", "metingen", "modellen", "statistiek")
# The subject follows its verb ("Tegelijk vinden wij"), or the verb is a noun ("het stellen van").
_TURNED = re.compile(r"\s(?:wij|we|ik|zij|ze|hij|men|van|te|we|i)\b")
_MINE = word_set("de het een the a an")


_OUR_NEIGHBOURS = re.compile(
    r"(?:onze|our)\s(?:buren|buurgemeenten?|partners|inwoners|bewoners|klanten|critici|tegenstanders|omwonenden|neighbours|residents|partners|customers|critics)\b"
)


def _is_somebody(who: str) -> bool:
    """Whether a subject may be people or an organisation: not a pronoun of the author, a thing or a clause."""
    words = who.split()
    content = [word for word in words if word not in _MINE]
    if len(words) > 1 and _OUR_NEIGHBOURS.match(who):
        return len(words) <= 9
    if not content or content[0] in _NOBODY_FIRST or len(words) > 9 or (words[0] == "het" and len(words) == 1):
        return False
    return not any(word in _NOBODY_WORDS or word.endswith(_PAPER_ENDS) for word in content)


_BETWEEN = frozenset(
    ("", "ook", "echter", "daarom", "zelf", "nu", "terecht", "daarnaast", "also", "itself", "therefore", "dan ook", "bovendien", "eveneens")
)  # fmt: skip
# "samen met X stelt ...", "de plannen van X vinden ...": X is not the subject.
_DEPENDENT = re.compile(
    r"\b(?:met|van|voor|bij|door|aan|naar|binnen|in|op|uit|over|naast|tussen|tegen|vanuit|richting|with|of|for|by|to|in|within)\s(?:de\s|het\s|the\s|een\s)?(?:gemeente\s|provincie\s)?$"
)


def _first_mention(mentions: Sequence[Mention], start: int, end: int) -> int | None:
    return next((mention.start for mention in mentions if start <= mention.start < end), None)


_OF_PARTY = re.compile(
    r"(?:de|het|een|the|onze|uw|drie|twee|gemeente|provincie|college|colleges|gemeenteraad|raad|fractie|bestuur|directie|ministerie|minister|wethouder|"
    r"bewonersgroep|stichting|vereniging|vakbond|bedrijf|van|of|en|council|board|ministry|municipality|o\.a\.|\s)*"
)


def _party_at(low: str, mentions: Sequence[Mention], start: int) -> str | None:
    """The party whose name begins at ``start``, behind no more than what it is ("het college van …")."""
    for mention in mentions:
        if start <= mention.start <= start + 48 and _OF_PARTY.fullmatch(low, start, mention.start):
            return mention.party
    return None

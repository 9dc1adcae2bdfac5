"""The head of a letter that says in labels or in its title who writes to whom: "Van: X", "Aan: Y", "Brief van X aan Y"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rodedraad.describe.front import Front
from rodedraad.describe.named import ORGANS, of_sites
from rodedraad.parties import Mention, Register, find, party

_MARK = r"[\s*_|>#-]{0,4}"
_FROM_WORD = r"van|from|afzenders?|verzender|sender"
_TO_WORD = r"aan|to|gericht aan|geadresseerden?|ontvangers?|recipients?|addressees?"
_CARE_WORD = r"t\.?\s?a\.?\s?v\.?|ter attentie van|attn\.?|for the attention of"
_OTHER_WORD = (
    r"datum|date|verzonden|sent|onderwerp|betreft|betreffende|inzake|subject|re|(?:ons|uw) (?:kenmerk|brief)|kenmerk"
    r"|(?:our|your) ref(?:erence)?|referentie|zaaknummer|bijlagen?|bijlage\(n\)|status|versie|b?cc|c\.c\.|afschrift|kopie|behandeld door|contactpersoon|telefoon|e-?mail"
)
_BEGIN = r"(?:^|(?<=[\s*|]))"
# A colon, also behind the blanks of a column; or the bar of a table that was typed in plain text.
_END = r"(?:[*_ ]{0,20}:|[*_ ]{0,40}\|)"
_FROM = re.compile(rf"(?im){_BEGIN}(?:{_FROM_WORD}){_END}")
_TO = re.compile(rf"(?im){_BEGIN}(?:{_TO_WORD}){_END}")
# Columns without a colon, of which a reader of Markdown leaves one line: "Van X Aan Y Datum Z".
_ROW = re.compile(
    r"(?m)^[\s*|]{0,4}Van\s+(?P<sender>[^\n]{3,120}?)\s+Aan\s+(?P<sent>[^\n]{3,160}?)\s+(?:Datum|Onderwerp|Betreft|(?:Ons |Uw )?[Kk]enmerk)\s"
)
_CARE = re.compile(rf"(?im){_BEGIN}(?:(?:{_CARE_WORD})[*_ ]{{0,3}}:|(?:t\.a\.v\.|ter attentie van)(?=\s))")
_LABEL = re.compile(
    rf"(?im){_BEGIN}(?:{_FROM_WORD}|{_TO_WORD}|{_CARE_WORD}|{_OTHER_WORD}){_END}|^{_MARK}(?:geachte?|dear|beste)\b"
)
_SUBJECT = re.compile(rf"(?im){_BEGIN}(?:onderwerp|betreft|betreffende|subject|re)[*_ ]{{0,3}}:")
# Where somebody starts to speak, the head has ended, also within one paragraph.
_SPEECH = re.compile(
    r"(?<=\s)(?:Wij|We|Ik|I|Hierbij|Hiermee|Graag|Geachte?|Beste|Dear|Namens|Met (?:deze|dit)|Naar aanleiding|Op \d|In uw|Uw (?:brief|verzoek))(?=\s)"
)
_GOES_ON = re.compile(r"(?i)(?:[,&/;]|\b(?:en|and|van|de|het|of|the|namens))$")
_VALUE_LINES = 5
_LONGEST_VALUE = 300

_MESSAGE = (
    r"(?:raads|college|staten|aanbiedings|antwoord|vraag|bezwaar|dank|kamer|verzoek)?brief|briefadvies|(?:e-?)?mail|bericht|antwoord|beantwoording"
    r"|reactie|verzoek|vraag|vragen|zienswijze|bezwaar|oproep|uitnodiging|aanbod|voorstel|mededeling|notitie|memo|letter|reply|response|request|message|note"
)
_TITLED = re.compile(rf"(?i)^[\s#*]{{0,4}}(?:(?:open|joint|formal|\w{{2,20}}e)\s){{0,2}}(?:{_MESSAGE})\b(?=\s)")
# Behind these words a title says what it is about, not who writes to whom.
_ABOUT = re.compile(
    r"(?i)(?<!\w)(?:over|inzake|betreffende|betreft|met|op|om|voor|tegen|naar aanleiding|n\.a\.v\.|tot|d\.d\.|about|on|regarding|concerning|for|of \d|waarin)(?!\w)|[:(–;]"
)
_TURN = re.compile(r"(?i)(?<!\w)(?:(?P<sender>van|namens|door|from|by)|(?P<sent>aan|to))(?=\s)")
_MINISTRY = re.compile(r"(?i)\b(?:ministerie|minister|staatssecretaris|ministry)\b")
_NEAR = 45
_FROM_FIELDS = ("van", "afzender", "from")
_TO_FIELDS = ("aan", "geadresseerde", "to")


def is_addressed(front: Front, title: str) -> bool:
    """Whether the head says in labels, or the title in words, both who writes and who is written to."""
    above = front.above
    if front.field(*_FROM_FIELDS) and front.field(*_TO_FIELDS):
        return True
    if _FROM.search(above) and _TO.search(above):
        return True
    turns = [turn.lastgroup for turn in _TURN.finditer(titled(title))]
    return "sender" in turns and "sent" in turns


def has_subject(front: Front) -> bool:
    """Whether a line of the head says in a label what the letter is about."""
    return _SUBJECT.search(front.above) is not None


def sender(front: Front, title: str, register: Register) -> tuple[Mention, ...]:
    """The parties that the head or the title says the letter is from; empty where neither names one."""
    found = _of_field(front, register, *_FROM_FIELDS)
    return found or _behind(_FROM, front, register) or _in_title(front, title, "sender", register)


def sent_to(front: Front, title: str, register: Register) -> tuple[Mention, ...]:
    """The parties that the head or the title says the letter is to; empty where neither names one."""
    found = _of_field(front, register, *_TO_FIELDS)
    found = found or _behind(_TO, front, register) or _in_title(front, title, "sent", register)
    care = _CARE.search(front.above)
    if care is not None:
        words = front.above[care.end() :].split("\n", 1)[0]
        stop = _LABEL.search(words)
        words = words[: stop.start() if stop else _LONGEST_VALUE]
        # "Aan: gemeente Velsen, t.a.v. het college van burgemeester en wethouders" is to the college.
        found = as_organ(found, words, register) or _parties(words, register)
    return found


def _of_field(front: Front, register: Register, *labels: str) -> tuple[Mention, ...]:
    words = front.field(*labels)
    return _parties(words, register) if words else ()


def _behind(label: re.Pattern[str], front: Front, register: Register) -> tuple[Mention, ...]:
    """The parties of the first line behind a label that names one, with the lines in which that list goes on."""
    text = front.above
    found = label.search(text)
    if found is None:
        row = _ROW.search(text)
        return _parties(row["sender" if label is _FROM else "sent"], register) if row else ()
    stop = _LABEL.search(text, found.end())
    value = text[found.end() : min(stop.start() if stop else len(text), found.end() + _LONGEST_VALUE)]
    speech = _SPEECH.search(value)
    lines = (value[: speech.start()] if speech else value).strip(" *_|\t\n").split("\n")[:_VALUE_LINES]
    for number in range(len(lines)):
        words = lines[number]
        for following in lines[number + 1 :]:
            if not _GOES_ON.search(words.rstrip()):
                break
            words = f"{words} {following}"
        if mentions := _parties(words, register):
            return mentions
    return ()


def _parties(words: str, register: Register) -> tuple[Mention, ...]:
    """The parties that the words of a label name, also by an e-mail address; a ministry without a known name is the Rijk."""
    found = find(register, words)
    if found:
        return as_organ(found, words, register)
    by_site = of_sites(words, register)
    if by_site:
        return tuple(Mention(0, len(words), known.id, known.name, known.organ) for known in by_site)
    state = register.by_id.get("rijk")
    if state is not None and _MINISTRY.search(words):
        return (Mention(0, len(words), state.id, state.name, "ministry", "pattern"),)
    return ()


def as_organ(mentions: Sequence[Mention], words: str, register: Register) -> tuple[Mention, ...]:
    """The mentions, with the organ that these words name without a town or province, where there is one such body."""
    for pattern, organ, form in ORGANS:
        bodies = {
            mention.party for mention in mentions if party(register, mention.party, name=mention.name).form == form
        }
        if len(bodies) == 1 and pattern.search(words) and not any(mention.organ for mention in mentions):
            return tuple(mention._replace(organ=organ) if mention.party in bodies else mention for mention in mentions)
    return tuple(mentions)


def titled(title: str) -> str:
    """What a title says behind "Brief", up to what it is about; empty where it does not start so."""
    starts = _TITLED.match(title[:300])
    if starts is None:
        return ""
    rest = title[starts.end() : 300]
    about = _ABOUT.search(rest)
    return rest[: about.start()] if about else rest


def _in_title(front: Front, title: str, wanted: str, register: Register) -> tuple[Mention, ...]:
    lines = (title, *(line.text for line in front.first[:4] if line.is_short))
    for words in dict.fromkeys(lines):
        rest = titled(words)
        mentions = find(register, rest)
        turns = [turn for turn in _TURN.finditer(rest) if not _inside(turn.start(), mentions)]
        for number, turn in enumerate(turns):
            if turn.lastgroup != wanted:
                continue
            following = [other.start() for other in turns[number + 1 :] if other.lastgroup != wanted]
            part = rest[turn.end() : following[0] if following else len(rest)]
            named = _parties(part, register)
            if named and named[0].start <= _NEAR:
                return named
    return ()


def _inside(place: int, mentions: Sequence[Mention]) -> bool:
    return any(mention.start <= place < mention.end for mention in mentions)

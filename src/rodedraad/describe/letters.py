"""The parties of a letter: who signed it and as which organ, and whom it is sent to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rodedraad.describe.front import Front
from rodedraad.describe.heads import as_organ
from rodedraad.describe.named import ORGANS, Taken, issuer_of, of_sites, of_words, run_on
from rodedraad.parties import Mention, Register, find, party, slug
from rodedraad.records import Issuer, Organ

_MOST = 20
_BOARD = r"voorzitter|vice-?voorzitter|secretaris|penningmeester|bestuurslid|(?:namens het )?bestuur|chair(?:man|woman|person)?"
_MANAGEMENT = r"(?:algemeen |programma|project|regio|managing |uitvoerend )?(?:directeur|director)|(?:programma|project|algemeen )?manager|directie|ceo|hoofd"
_ROLE = re.compile(
    rf"(?i)(?<!\w)(?:(?P<board>{_BOARD})|(?P<management>{_MANAGEMENT}))(?!\w)\s*(?:van|namens|bij|of|,|-|–|:)?\s*(?:de\s|het\s|the\s)?"
)
_ROLE_WORD = re.compile(
    rf"(?i)^(?:{_BOARD}|{_MANAGEMENT}|burgemeester|wethouder|minister|staatssecretaris|namens|drs|ir|dr|mr|prof)$"
)
_ORGANISATION = re.compile(r"[A-ZÀ-Þ][\w&.'’-]+(?: (?:van|de|der|&|en) [A-ZÀ-Þ][\w&.'’-]+| [A-ZÀ-Þ][\w&.'’-]+){0,5}")
_OFFICE = re.compile(r"[a-zà-ÿ &-]{0,40},?\s?")  # "directeur strategie, Havenbedrijf X"
_COUNCIL = re.compile(r"(?i)\b(?:gemeenteraad|raadsleden|leden van de (?:gemeente)?raad)\b")
_ON_BEHALF = re.compile(r"(?i)\b(?:mede\s)?namens\b|\bon behalf of\b")
_PORTFOLIO = re.compile(
    r"(?im)^\W*(?:de\s|het\s)?(?:minister|staatssecretaris|wethouder|burgemeester|gedeputeerde|fractievoorzitter|voorzitter)\b.{0,120}$"
)
# In a head of one paragraph ("Van: X Aan: Y Datum: Z") a label needs its colon.
_TO = re.compile(r"(?im)^\W{0,3}(?:aan|to|gericht aan|geadresseerde)\b\s*:?(?:\s|$)|(?<=[^\n])(?<=\s)(?:aan|to)\s?:\s")
_INLINE = r"(?<=\s)(?:aan|to|van|from|datum|date|verzonden|sent|onderwerp|betreft|subject|b?cc|c\.c\.)\s?:(?=\s|$)"
_LABEL = re.compile(
    r"(?im)^\W{0,3}(?:datum|date|onderwerp|betreft|subject|van|ons kenmerk|uw kenmerk|kenmerk|geachte?)\b|^.{2,40}, \d{1,2} \w+ \d{4}$|"
    + _INLINE
)
_FROM = re.compile(r"(?im)(?:^\W{0,3}|(?<=\s))(?:van|from|afzender)\s?:[ \t]+(?=\S)")
# Who is sent a copy is neither written to nor the sender.
_COPY = re.compile(
    r"(?im)(?:^\W{0,3}(?:b?cc|b?c\.\s?c\.?|i\.?\s?a\.?\s?a\.?|in afschrift|(?:een )?(?:afschrift(?:en)?|kopie(?:ën)?|kopieën|copy) (?:(?:van \w+ \w+ )?(?:is |wordt )?(?:\w+ )?(?:aan|naar|to))|afschrift(?:en)?|kopie(?=\s?:))(?:\s+(?:aan|to))?(?:\s?:|(?=\s))|"
    r"(?<=\s)(?:b?cc|b?c\.c\.)(?:\s+(?:aan|to))?\s?:)[ \t]*"
)
_ABOVE = 2000
_READ = 20_000
"""Characters of a letter in which the one province that it speaks of is looked for."""
_SENTENCE = re.compile(r"(?:\w+\W+){8,}\w+\.\s*$")
# A party of the subject, or behind "over" or "aan" in its line, does not write the letter.
_IS_ABOUT = re.compile(
    r"(?im)(?:^\W{0,3}(?:betreft|onderwerp|subject|inzake|re)\b[^\n]*|(?<!\w)(?:aan|over|tegen|inzake|betreffende|met|voor|naar|to|about|regarding|against)\s(?:(?:de|het|the|uw|een)\s)?)\Z"
)
_COPIED_LINES = 9
_CARE_OF = re.compile(r"(?i)\b(?:t\.?\s?a\.?\s?v\.?|ter attentie van|attn\.?)(?!\w)")
_POSTCODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b")
_SENDER = re.compile(
    r"(?i)retouradres|bezoekadres|postadres|correspondentieadres|behandeld door|contactpersoon|directoraat|telefoon|\bT\s?:?\s?[0+(]|www\.|kvk|iban"
)
_CHAIR = re.compile(r"(?i)(?:de\s)?(?:voorzitter|leden|griffie[r]?|griffier)\s(?:van\s)?(?:de|het)?\s?$")


def _without_copies(text: str) -> str:
    """The text with blanks for who is sent a copy ("cc: …"); places stay."""
    kept, end = [], 0
    for label in _COPY.finditer(text):
        if label.start() < end:
            continue
        stop = _copied_until(text, label.end())
        kept += [text[end : label.start()], re.sub(r"[^\n]", " ", text[label.start() : stop])]
        end = stop
    return "".join((*kept, text[end:]))


def _copied_until(text: str, start: int) -> int:
    """Where the names behind "cc:" end: at the next label, or with the line unless it is empty or goes on."""
    first = text.find("\n", start)
    is_list = first >= 0 and not text[start:first].strip()
    stop = at = start
    for _ in range(_COPIED_LINES):
        found = text.find("\n", at)
        stop = found if found >= 0 else len(text)
        line = text[at:stop].strip()
        if found < 0 or not (is_list or line.endswith((",", " en", ";", "&"))):
            break
        at = stop + 1
    label = _LABEL.search(text, start, stop) or _TO.search(text, start, stop)
    return label.start() if label else stop


def signed(front: Front, register: Register, others: Taken, sender: Sequence[Mention] = ()) -> tuple[Issuer, ...]:
    """The parties that a letter is signed for: on behalf of whom, and in which roles; ``sender`` is whom its head names."""
    text = None if front.signature is None else _without_copies(front.signature)
    if text is None:
        lines = [match[0] for match in _PORTFOLIO.finditer(front.ending) if not _SENTENCE.search(match[0])]
        found = [issuer_of(mention) for line in lines for mention in find(register, line) if not others.has(mention)]
    else:
        found = _in_signature(text[:1500], front, register) or _bare_organ(text[:1500], front, register, others, sender)
    if found:
        # Ministers sign alone and name in the first sentence those on whose behalf they write.
        for behalf in _ON_BEHALF.finditer(_first_paragraph(front)):
            if behalf[0].casefold().startswith("mede"):
                found += [issuer_of(mention) for mention in run_on(register, _first_paragraph(front)[behalf.end() :])]
    return tuple(found)


def _bare_organ(text: str, front: Front, register: Register, others: Taken, sender: Sequence[Mention]) -> list[Issuer]:
    """A college or council that signs without the name of its town: that of the letterhead."""
    for pattern, organ, form in ORGANS:
        if pattern.search(text):
            above = front.above[:_ABOVE]
            local = [
                mention
                for mention in (*sender, *find(register, above))
                if mention.organ in (None, organ) and party(register, mention.party, name=mention.name).form == form
            ]
            # Another town in the head may be the one that is written to.
            local = list(sender and local[:1]) or [mention for mention in local if not others.has(mention)] or local
            return [issuer_of(local[0], organ=organ)] if local else []
    return []


def _first_paragraph(front: Front) -> str:
    text = front.document.text
    start = len(front.before_letter or "")
    return text[max(0, start - 200) : start + 2500]


def _in_signature(text: str, front: Front, register: Register) -> list[Issuer]:
    mentions = list(find(register, text))
    roles: dict[int, Organ] = {}
    unknown: list[tuple[int, Issuer]] = []
    for role in _ROLE.finditer(text):
        if any(mention.start <= role.start() < mention.end for mention in mentions):
            continue
        organ: Organ = "board" if role["board"] else "management"
        near = next((mention for mention in mentions if 0 <= mention.start - role.end() <= 45), None)
        if near is not None and not _OFFICE.fullmatch(text, role.end(), near.start):
            near = None
        if near is not None:
            roles[near.start] = organ
            continue
        name = _organisation(text, role.end())
        # An organisation that nobody knows is one only when the letter speaks of it elsewhere too.
        if (
            name
            and len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", front.document.text[: front.document.body_end])) >= 3
        ):
            unknown.append((role.end(), Issuer(id=slug(name), name=name, organ=organ)))
    behalf = bool(_ON_BEHALF.search(text))
    found: list[tuple[int, Issuer]] = list(unknown)
    for mention in mentions:
        organ_said = roles.get(mention.start) or mention.organ
        if mention.certainty == "bare" and not behalf and organ_said is None:
            continue
        found.append((mention.start, issuer_of(mention, organ=organ_said)))
    found.sort(key=lambda entry: entry[0])
    if any(issuer.organ == "fractie" for _, issuer in found):
        # A councillor signs for the faction; the council that is named beside it is where it sits.
        found = [entry for entry in found if entry[1].organ not in ("raad", "parliament")]
    return [issuer for _, issuer in found]


def _organisation(text: str, start: int) -> str | None:
    """The capitalised words behind a role, up to the next role or line: "Directeur Techport Voorzitter ..."."""
    name = _ORGANISATION.match(text, start)
    if name is None:
        return None
    words: list[str] = []
    for word in name[0].split():
        if _ROLE_WORD.match(word):
            break
        words.append(word)
    return " ".join(words) if words and len(words[0]) > 2 else None


def letterhead(front: Front, register: Register, others: Taken, properties: Mapping[str, str]) -> tuple[Issuer, ...]:
    """The parties that stand above a letter and are not those it is sent to, or the sender of an e-mail."""
    if properties.get("from"):
        sent = of_words(properties["from"], register) or of_sites(properties["from"], register)
        if sent:
            return sent
    above = _without_copies(front.above[:_ABOVE])
    if label := _FROM.search(above):
        stop = _LABEL.search(above, label.end()) or _TO.search(above, label.end())
        line = above[label.end() :].split("\n", 1)[0]
        sender = of_words(line[: stop.start() - label.end()] if stop else line, register)
        if sender:
            return sender
    found = [
        issuer_of(mention)
        for mention in find(register, above)
        if not others.has(mention) and mention.certainty != "bare" and not _IS_ABOUT.search(above, 0, mention.start)
    ]
    return tuple(found[:4]) or of_sites(above, register, others)


def addressees(
    front: Front, properties: Mapping[str, str], register: Register, said: Sequence[Mention] = ()
) -> tuple[Mention, ...]:
    """The parties that a letter is sent to: whom its head or title says, behind "Aan", in the address, in the salutation."""
    text = _without_copies(front.above[:_ABOVE])
    found: list[Mention] = list(said)
    if properties.get("to"):
        found += find(register, properties["to"])
    sent = None if said else _TO.search(text)
    behind = (0, 0)
    if sent:
        stop = _LABEL.search(text, sent.end())
        behind = (sent.end(), min(stop.start() if stop else len(text), sent.end() + 300))
    there = find(register, text)
    for mention in there:
        organ = mention.organ
        following = next((other.start for other in there if other.start >= mention.end), len(text))
        after = text[mention.end : min(mention.end + 140, following)]
        line_before = text[max(0, mention.start - 40) : mention.start]
        postcode = _POSTCODE.search(after)
        is_named = behind[0] <= mention.start < behind[1]
        is_elected = organ in ("raad", "parliament", "committee") or _CHAIR.search(line_before)
        is_address = (postcode is not None or _CARE_OF.search(after[:60])) and not _SENDER.search(
            after[: postcode.start() if postcode else 60]
        )
        is_letterhead = _SENDER.search(line_before) is not None
        if (is_named or is_elected or (is_address and mention.organ != "ministry")) and not is_letterhead:
            found += as_organ((mention,), after[:60], register) if is_address else (mention,)
    if front.salutation:
        found += find(register, front.salutation)
    return tuple(dict.fromkeys(found)) or _the_province(
        f"{text[slice(*behind)]}\n{front.salutation or ''}", front, register
    )


def _the_province(words: str, front: Front, register: Register) -> tuple[Mention, ...]:
    """Whom "Aan: Gedeputeerde Staten" means without a province: that of the dossier's places, else the one that the letter names."""
    organ = next((one for pattern, one, form in ORGANS if form == "province" and pattern.search(words)), None)
    if organ is None:
        return ()
    known = {one.id: one for one in register.parties if one.form == "province"}
    here = {id_ for id_, one in known.items() if one.name.partition(" ")[2] in register.place_names}
    told = {mention.party for mention in find(register, front.document.text[:_READ]) if mention.party in known}
    only = next((found for found in (here, told) if len(found) == 1), frozenset[str]())
    return tuple(Mention(0, len(words), id_, known[id_].name, organ) for id_ in only)


def own_council(front: Front, authors: Sequence[Issuer], register: Register) -> tuple[str, ...]:
    """The council that a college writes to without naming the town: its own."""
    above = f"{front.before_letter or ''}\n{front.salutation or ''}"
    towns = [
        issuer.id
        for issuer in authors
        if issuer.organ == "college" and party(register, issuer.id, name=issuer.name).form == "municipality"
    ]
    return (
        tuple(f"{register.organs.get((town, 'raad'), town)}#raad" for town in towns) if _COUNCIL.search(above) else ()
    )


def named(addressed: Sequence[Mention], register: Register) -> tuple[str, ...]:
    """Each addressee once; a house of parliament not beside its committees, a council not beside its municipality."""
    houses = {
        house
        for mention in addressed
        if mention.organ == "committee"
        for house in party(register, mention.party, name=mention.name).member_of
    }
    with_organ = {mention.party for mention in addressed if mention.organ}
    return tuple(
        dict.fromkeys(
            f"{mention.party}#{mention.organ}" if mention.organ else mention.party
            for mention in addressed
            if mention.party not in houses and (mention.organ or mention.party not in with_organ)
        )
    )[:_MOST]

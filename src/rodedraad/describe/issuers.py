"""Whose document this is: who signed or issued it and as which organ, for whom it was made, to whom it is addressed.

Evidence is taken in order of strength and the search stops at the first that names a party: what a letter is
signed with, what the document says of its makers, the lines of its title page that are nothing but a party's
name, its running headers, the metadata and the name of its file. An author is never invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rodedraad.describe.front import Front
from rodedraad.parties import Mention, Register, find, party, resolve, slug
from rodedraad.records import Issuer, IssuerRole, Organ

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
_MAYOR = re.compile(r"(?i)\b(?:burgemeester|secretaris|gemeentesecretaris)\s(?:van\s)?")
_ON_BEHALF = re.compile(r"(?i)\b(?:mede\s)?namens\b|\bon behalf of\b")
_PORTFOLIO = re.compile(
    r"(?im)^\W*(?:de\s|het\s)?(?:minister|staatssecretaris|wethouder|burgemeester|gedeputeerde|fractievoorzitter|voorzitter)\b.{0,120}$"
)

_MADE_BY = re.compile(
    r"(?im)(?:^|\s{2,}|[|>]\s*)(?:(?:dit (?:rapport |document |onderzoek )?is een )?(?:gezamenlijke? )?(?:uitgave|publicatie|product|presentatie)\s(?:van|vanuit|door)|this is a publication (?:of|by)|uitgegeven door|uitgever|uitgave"
    r"|opgesteld door|opgesteld|geschreven door|samengesteld door|uitgevoerd door|auteurs?(?:\(s\))?|penvoerder(?: en medeaanvragers)?|initiatiefnemers?|afzender|authors?|author\(s\)|published by|prepared by|(?:van|from|door|vanuit)(?=\s*:))\b\s*:?"
)
_TOGETHER = re.compile(
    r"(?i)\b(?:gezamenlijke? (?:presentatie|uitgave|visie|brief|verklaring|notitie)\b.{0,20}\b(?:van|vanuit|door)|in samenwerking door|een (?:gezamenlijke? )?(?:uitgave|publicatie) van)\b"
)
_FOR = re.compile(
    r"(?im)\b(?:in opdracht van|commissioned by|on commission of)\s*|\bopdrachtgevers?\b\s*:\s*|^\W{0,3}opdrachtgevers?(?=\s[A-Z])\s*"
)
# A sentence that says for whom something was made is about this document only if it says so.
_THIS = re.compile(
    r"(?i)\b(?:dit|deze|this|het)\s(?:\w+\s){0,2}(?:rapport|onderzoek|studie|document|verkenning|notitie|advies|brochure|publicatie|uitgave|project|report|study)\b"
)
_PAID = re.compile(
    r"(?i)\b(?:(?:mede )?gefinancierd door|(?:mede )?mogelijk gemaakt door|met (?:een )?(?:financiële )?(?:steun|subsidie|bijdrage|financiering) van(?:uit)?|gesubsidieerd door|funded by|financed by|with (?:the )?(?:financial )?support (?:of|from))\s*"
)
# Between two makers may stand a person: "J. Jansen (TNO), P. Pieters (Enexis)"; between two payers only a comma or "en".
_BETWEEN_AUTHORS = re.compile(r"[^.;:\n]{0,3}(?:[^.;:\n]|\.(?=\s?\w)){0,60}|[\s,;)]{1,4}(?:en\s|and\s)?[^\n]{0,40}")
_BETWEEN_PAYERS = re.compile(
    r"[\s,;/&()A-Z-]{0,20}(?:(?:en|and|de|het|the|van|mede|ministerie|gemeenten?|provincies?|alsmede|samen|met)[\s,;&()]{1,3}){0,5}"
)
_TO = re.compile(r"(?im)^\W{0,3}(?:aan|to|gericht aan|geadresseerde)\b\s*:?(?:\s|$)")
_CARE_OF = re.compile(r"(?i)\b(?:t\.?\s?a\.?\s?v\.?|ter attentie van|attn\.?)(?!\w)")
_POSTCODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b")
_SENDER = re.compile(
    r"(?i)retouradres|bezoekadres|postadres|correspondentieadres|behandeld door|contactpersoon|directoraat|telefoon|\bT\s?:?\s?[0+(]|www\.|kvk|iban"
)
_CHAIR = re.compile(r"(?i)(?:de\s)?(?:voorzitter|leden|griffie[r]?|griffier)\s(?:van\s)?(?:de|het)?\s?$")
_SITE = re.compile(
    r"(?i)(?:www\.|@|https?://(?:www\.)?)([a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){0,2})\.(?:nl|com|eu|org|net|nu|info)\b(?:/([a-z]{2,6})\b)?"
)
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&-]{2,11}$")
_SEPARATOR = re.compile(r"[_\s-]+")


def issuers(
    front: Front, *, title: str, kind: str, path: str, properties: Mapping[str, str], register: Register
) -> tuple[tuple[Issuer, ...], tuple[str, ...]]:
    """The parties of a document in the order in which it names them, and whom it is addressed to.

    An addressee is a party id, with its organ behind a number sign where the document says it: ``gemeente-velsen#raad``.
    """
    addressed = _addressees(front, properties, register) if kind == "letter" else ()
    commissioners = _behind(_FOR, front, register, "commissioner")
    payers = _behind(_PAID, front, register, "payer")
    others = {mention.party for mention in addressed} | {issuer.id for issuer in (*commissioners, *payers)}
    authors: tuple[Issuer, ...] = ()
    if kind == "letter":
        authors = _signed(front, register) or _letterhead(front, register, others, properties)
    authors = authors or _made_by(front, register, others)
    if kind != "data":
        authors = authors or _name_lines(front, register, others)
    authors = (
        authors
        or _in_title(title, kind, register, others)
        or _of_file(front, path=path, properties=properties, register=register, others=others, kind=kind)
    )
    return _once((*authors, *commissioners, *payers)), _named(addressed, register)


def _issuer(mention: Mention, role: IssuerRole = "author", organ: Organ | None = None) -> Issuer:
    return Issuer(id=mention.party, name=mention.name, organ=organ or mention.organ, role=role)


def _named(addressed: Sequence[Mention], register: Register) -> tuple[str, ...]:
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


def _once(issuers: Iterable[Issuer]) -> tuple[Issuer, ...]:
    """Each party once per role, with the first organ that is said."""
    kept: dict[tuple[str, str], Issuer] = {}
    for issuer in issuers:
        key = (issuer.id, issuer.role)
        if key not in kept:
            kept[key] = issuer
        elif kept[key].organ is None and issuer.organ is not None:
            kept[key] = Issuer(id=issuer.id, name=kept[key].name, organ=issuer.organ, role=issuer.role)
    return tuple(kept.values())[:_MOST]


# --- letters --------------------------------------------------------------------------------------------------


def _signed(front: Front, register: Register) -> tuple[Issuer, ...]:
    """The parties that a letter is signed for: on behalf of whom, and in which roles."""
    text = front.signature
    if text is None:
        lines = [match[0] for match in _PORTFOLIO.finditer(front.ending)]
        found = [_issuer(mention) for line in lines for mention in find(register, line)]
    else:
        found = _in_signature(text[:1500], front, register)
    if found:
        # Ministers sign alone and name in the first sentence those on whose behalf they write.
        for behalf in _ON_BEHALF.finditer(_first_paragraph(front)):
            if behalf[0].casefold().startswith("mede"):
                found += [_issuer(mention) for mention in _run_on(register, _first_paragraph(front)[behalf.end() :])]
    return tuple(found)


def _first_paragraph(front: Front) -> str:
    text = front.document.text
    start = len(front.before_letter or "")
    return text[max(0, start - 200) : start + 2500]


def _in_signature(text: str, front: Front, register: Register) -> list[Issuer]:
    mentions = list(find(register, text))
    roles: dict[int, Organ] = {}
    unknown: list[tuple[int, Issuer]] = []
    for role in _ROLE.finditer(text):
        organ: Organ = "board" if role["board"] else "management"
        near = next((mention for mention in mentions if 0 <= mention.start - role.end() <= 3), None)
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
        signs = mention.organ is None and _MAYOR.search(text[max(0, mention.start - 20) : mention.start])
        if signs and mention.party in register.by_id and register.by_id[mention.party].form == "municipality":
            organ_said = "college"
        if mention.certainty == "bare" and not behalf and organ_said is None:
            continue
        found.append((mention.start, _issuer(mention, organ=organ_said)))
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


def _letterhead(
    front: Front, register: Register, others: set[str], properties: Mapping[str, str]
) -> tuple[Issuer, ...]:
    """The parties that stand above a letter and are not those it is sent to, or the sender of an e-mail."""
    if properties.get("from"):
        sent = _of_words(properties["from"], register) or _of_sites(properties["from"], register)
        if sent:
            return sent
    above = front.before_letter or front.head[:1500]
    found = [
        _issuer(mention)
        for mention in find(register, above)
        if mention.party not in others and mention.certainty != "bare"
    ]
    return tuple(found[:4]) or _of_sites(above, register, others)


def _addressees(front: Front, properties: Mapping[str, str], register: Register) -> tuple[Mention, ...]:
    """The parties that a letter is sent to: behind "Aan", in the address, in the salutation."""
    text = front.before_letter if front.before_letter is not None else front.head[:2000]
    found: list[Mention] = []
    if properties.get("to"):
        found += find(register, properties["to"])
    sent = _TO.search(text)
    behind = (sent.end(), min(len(text), sent.end() + 300)) if sent else (0, 0)
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
            found.append(mention)
    if front.salutation:
        found += find(register, front.salutation)
    return tuple(dict.fromkeys(found))


# --- other documents ------------------------------------------------------------------------------------------


def _made_by(front: Front, register: Register, others: set[str]) -> tuple[Issuer, ...]:
    """What a title page, a colophon or a memo says of its makers."""
    found: list[Issuer] = []
    for text in (
        front.colophon,
        "\n".join(line.text for line in front.opening[: 80 if front.document.pages else 25] if line.is_short),
    ):
        for label in (*_MADE_BY.finditer(text), *_TOGETHER.finditer(text)):
            window = _window(text, label.end())
            run = _run_on(register, window)
            found += [_issuer(mention) for mention in run if mention.party not in others]
            if not run:
                first = re.match(r"\s*([^\s,;:(]+)", window)
                if first and _ACRONYM.match(first[1]) and not resolve(register, first[1]):
                    found.append(Issuer(id=slug(first[1]), name=first[1]))
    return tuple(found)


def _window(text: str, start: int) -> str:
    """What stands behind a label: the rest of its line and, where that breaks off, the next lines."""
    rest = text[start : start + 400]
    lines = rest.split("\n")
    kept = lines[:1]
    for line in lines[1:4]:
        if not kept[-1].strip() or kept[-1].rstrip().endswith((",", " en", "&", " van", " and", ":")):
            kept.append(line)
        else:
            break
    return "\n".join(kept)


def _run_on(register: Register, words: str, *, between: re.Pattern[str] = _BETWEEN_AUTHORS) -> list[Mention]:
    """The parties at the start of these words, one after another, with no more between them than a list has."""
    run: list[Mention] = []
    end = 0
    for mention in find(register, words):
        gap = words[end : mention.start]
        if (len(gap) > 40) if not run else not between.fullmatch(gap):
            break
        run.append(mention)
        end = mention.end
    return run


def _name_lines(front: Front, register: Register, others: set[str]) -> tuple[Issuer, ...]:
    """The lines of the first page, or its running headers, that hold little but the names of parties."""
    for lines in ([line.text for line in front.first if line.is_short][:40], list(front.running)):
        found: list[Issuer] = []
        for number, line in enumerate(lines):
            following = lines[number + 1] if number + 1 < len(lines) else ""
            # A name may be set on two lines: "Ministerie van" / "Infrastructuur en Waterstaat".
            joined = f"{line} {following}" if len(line) < 40 and not find(register, line) else line
            mentions = [mention for mention in find(register, joined) if mention.certainty != "bare"]
            share = sum(mention.end - mention.start for mention in mentions)
            if mentions and share * 10 >= len(joined.strip(" |-0123456789")) * 6:
                found += [_issuer(mention) for mention in mentions if mention.party not in others]
            elif mentions and re.match(r"(?i)(?:van|door|by|from)\s", line) and mentions[0].start < 20:
                found += [_issuer(mention) for mention in mentions[:3] if mention.party not in others]
        if found:
            return tuple(found)
    return ()


def _in_title(title: str, kind: str, register: Register, others: set[str]) -> tuple[Issuer, ...]:
    """A plan or programme is of the body that its title names; a study about a body is not."""
    if kind not in ("programme", "plan", "vision", "agreement"):
        return ()
    return tuple(
        _issuer(mention)
        for mention in find(register, title)
        if mention.party not in others and mention.certainty == "named"
    )


def _of_file(
    front: Front, *, path: str, properties: Mapping[str, str], register: Register, others: set[str], kind: str
) -> tuple[Issuer, ...]:
    for key in ("author", "company"):
        given = properties.get(key, "").strip()
        found = _of_words(given, register)
        if not found and _ACRONYM.match(given) and re.search(rf"(?<!\w){re.escape(given)}(?!\w)", front.head):
            found = (Issuer(id=slug(given), name=given),)
        if found and found[0].id not in others:
            return found
    if kind == "programme":
        for lines in (front.running, [line.text for line in front.opening]):
            political = _political(lines, register)
            if political:
                return political
    stem = path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = _SEPARATOR.sub(" ", stem)
    named = [
        mention for mention in find(register, words) if mention.certainty != "bare" and mention.party not in others
    ]
    if named:
        return (_issuer(named[0]),)
    return _of_sites(f"{front.head} {front.document.text[-1500:]}", register, others)


def _political(lines: Sequence[str], register: Register) -> tuple[Issuer, ...]:
    for line in lines:
        for mention in find(register, line[:400]):
            if register.by_id.get(mention.party) and register.by_id[mention.party].form == "political_party":
                return (_issuer(mention),)
    return ()


def _of_words(words: str, register: Register) -> tuple[Issuer, ...]:
    """The party that these words are: resolved whole, or the one party they name."""
    if not words or len(words) > 300:
        return ()
    known = resolve(register, words)
    if known is not None:
        return (Issuer(id=known.id, name=known.name, organ=known.organ),)
    return tuple(_issuer(mention) for mention in find(register, words) if mention.certainty != "bare")


def _of_sites(text: str, register: Register, others: set[str] | None = None) -> tuple[Issuer, ...]:
    """The party whose site or e-mail address the document gives."""
    for site in _SITE.finditer(text):
        for name in (site[2] or "", *site[1].split(".")[::-1]):
            if len(name) < 3 or name.casefold() in ("www", "mail", "info", "rijksoverheid"):
                continue
            for written in (name.upper(), name.capitalize(), name):
                known = resolve(register, written)
                if known is not None and known.id not in (others or set()):
                    return (Issuer(id=known.id, name=known.name, organ=known.organ),)
    return ()


def _behind(label: re.Pattern[str], front: Front, register: Register, role: IssuerRole) -> tuple[Issuer, ...]:
    """The parties behind "in opdracht van" or "met subsidie van", on the first pages and in the colophon."""
    found: list[Issuer] = []
    for text in ("\n".join(line.text for line in front.opening[:100] if line.kind != "list_item"), front.colophon):
        for match in label.finditer(text):
            line_start = text.rfind("\n", 0, match.start()) + 1
            line_end = text.find("\n", match.end())
            is_short = (line_end if line_end >= 0 else len(text)) - line_start <= 160
            if not is_short and not _THIS.search(text[max(line_start, match.start() - 100) : match.start()]):
                continue
            window = _window(text, match.end())
            run = _run_on(register, window, between=_BETWEEN_PAYERS)
            found += [_issuer(mention, role) for mention in run]
            if not run and match[0].casefold().startswith("opdrachtgever"):
                name = re.match(r"\s*([A-ZÀ-Þ][\w&'’ -]{3,80}?)(?=[,;.(\n]|$)", window)
                if name and len(name[1].split()) <= 8:
                    found.append(Issuer(id=slug(name[1]), name=" ".join(name[1].split()), role=role))
    return tuple(found)

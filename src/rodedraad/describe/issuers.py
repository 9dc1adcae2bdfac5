"""Whose document this is: who signed or issued it and as which organ, for whom it was made, to whom it is addressed.

Evidence is taken in order of strength and the search stops at the first that names a party: what a letter is
signed with, what the document says of its makers, the lines of its title page that are nothing but a party's
name, its running headers, the metadata and the name of its file. An author is never invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rodedraad.describe import heads
from rodedraad.describe.front import Front
from rodedraad.describe.letters import addressees, letterhead, named, own_council, signed
from rodedraad.describe.named import PAYERS, Taken, issuer_of, of_sites, of_words, run_on, taken
from rodedraad.parties import Register, find, resolve, slug
from rodedraad.records import Issuer, IssuerRole

_MOST = 20


_MADE_BY = re.compile(
    r"(?im)(?:^|\s{2,}|[|>]\s*)(?:(?:dit (?:rapport |document |onderzoek )?is een )?(?:gezamenlijke? )?(?:uitgave|publicatie|product|presentatie)\s(?:van|vanuit|door)|this is a publication (?:of|by)|uitgegeven door|uitgever|uitgave"
    r"|opgesteld door|opgesteld|geschreven door|samengesteld door|uitgevoerd door|auteurs?(?:\(s\))?|penvoerder(?: en medeaanvragers)?|initiatiefnemers?|afzender|authors?|author\(s\)|published by|prepared by|(?:van|from|door|vanuit)(?=\s*:))\b\s*:?"
)
_TOGETHER = re.compile(
    r"(?i)\b(?:in opdracht van [^\n]{2,120}?, (?:uitgevoerd|opgesteld|geschreven) door|gezamenlijke? (?:presentatie|uitgave|visie|brief|verklaring|notitie)\b.{0,20}\b(?:van|vanuit|door)|in samenwerking door|een (?:gezamenlijke? )?(?:uitgave|publicatie) van)\b"
)
_FOR = re.compile(
    r"(?im)\b(?:in opdracht van|commissioned by|on commission of|prepared (?:by [^\n]{2,60}? )?for)\s+|\bopdrachtgevers?\b\s*:\s*|^\W{0,3}opdrachtgevers?(?=\s[A-Z])\s*"
)
# A sentence that says for whom something was made is about this document only if it says so.
_THIS = re.compile(
    r"(?i)\b(?:dit|deze|this|het)\s(?:\w+\s){0,2}(?:rapport|onderzoek|studie|document|verkenning|notitie|advies|brochure|publicatie|uitgave|project|report|study)\b"
)
_PAID = re.compile(
    r"(?i)\b(?:(?:mede )?gefinancierd door|(?:mede )?mogelijk gemaakt door|met (?:een )?(?:financiële )?(?:steun|subsidie|bijdrage|financiering) van(?:uit)?|gesubsidieerd door|funded by|financed by|with (?:the )?(?:financial )?support (?:of|from))\s*"
)


_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&-]{2,11}$")
_OF_TOWN = re.compile(r"(?i)(?:visie|plan|programma|agenda|nota|besluitenlijst|notulen|verslag|akkoord)\s(?:van\s)?")
_SEPARATOR = re.compile(r"[_\s-]+")


def issuers(
    front: Front, *, title: str, kind: str, path: str, properties: Mapping[str, str], register: Register
) -> tuple[tuple[Issuer, ...], tuple[str, ...]]:
    """The parties of a document in the order in which it names them, and whom it is addressed to.

    An addressee is a party id, with its organ behind a number sign where the document says it: ``gemeente-velsen#raad``.
    """
    is_letter = kind == "letter" or heads.is_addressed(front, title)
    # An e-mail has its own lines for this; those in its text may be of a message that it forwards.
    sender = () if properties.get("from") else heads.sender(front, title, register)
    sent_to = () if properties.get("to") else heads.sent_to(front, title, register)
    addressed = addressees(front, properties, register, sent_to) if is_letter else ()
    commissioners = _behind(_FOR, front, register, "commissioner")
    payers = _behind(_PAID, front, register, "payer")
    others = taken(addressed, (*commissioners, *payers))
    authors: tuple[Issuer, ...] = ()
    if kind == "letter":
        said = tuple(issuer_of(mention) for mention in sender)
        # What the head says goes before names in the last lines, which without closing words may be running text.
        authors = (() if said and front.signature is None else signed(front, register, others, sender)) or said
        authors = authors or letterhead(front, register, others, properties)
    elif sender:
        authors = tuple(issuer_of(mention) for mention in sender if not others.has(mention))
    authors = authors or _made_by(front, register, others)
    if kind != "data":
        authors = authors or _name_lines(front, register, others)
    authors = (
        authors
        or _in_title(title, kind, register, others)
        or _of_file(front, path=path, properties=properties, register=register, others=others, kind=kind)
    )
    # The sender's own address stands above a letter too.
    senders = {issuer.id for issuer in authors}
    receivers = [mention for mention in addressed if mention.organ or mention.party not in senders]
    to = named(receivers, register) or (own_council(front, authors, register) if is_letter else ())
    return _once((*authors, *commissioners, *payers), register), to


def _once(issuers: Iterable[Issuer], register: Register) -> tuple[Issuer, ...]:
    """Each party once per role, with the first organ that is said, else the one that the frame gives it."""
    kept: dict[tuple[str, str], Issuer] = {}
    for issuer in issuers:
        key = (issuer.id, issuer.role)
        if key not in kept:
            kept[key] = issuer
        elif kept[key].organ is None and issuer.organ is not None:
            kept[key] = Issuer(id=issuer.id, name=kept[key].name, organ=issuer.organ, role=issuer.role)
    return tuple(
        issuer
        if issuer.organ is not None or issuer.id not in register.by_id
        else replace(issuer, organ=register.by_id[issuer.id].organ)
        for issuer in kept.values()
    )[:_MOST]


def _made_by(front: Front, register: Register, others: Taken) -> tuple[Issuer, ...]:
    """What a title page, a colophon or a memo says of its makers."""
    found: list[Issuer] = []
    for text in (
        front.colophon,
        "\n".join(line.text for line in front.opening[: 80 if front.document.pages else 25] if line.is_short),
    ):
        for label in (*_MADE_BY.finditer(text), *_TOGETHER.finditer(text)):
            window = _window(text, label.end())
            run = run_on(register, window)
            found += [issuer_of(mention) for mention in run if not others.has(mention)]
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


def _name_lines(front: Front, register: Register, others: Taken) -> tuple[Issuer, ...]:
    """The lines of the first page, or its running headers, that hold little but the names of parties."""
    for lines in ([line.text for line in front.first if line.is_short][:40], list(front.running)):
        found: list[Issuer] = []
        for number, line in enumerate(lines):
            if heads.titled(line):
                continue  # "Brief aan X over Y" names two that did not write it
            following = lines[number + 1] if number + 1 < len(lines) else ""
            # A name may be set on two lines: "Ministerie van" / "Infrastructuur en Waterstaat".
            joined = f"{line} {following}" if len(line) < 40 and not find(register, line) else line
            mentions = [mention for mention in find(register, joined) if mention.certainty != "bare"]
            share = sum(mention.end - mention.start for mention in mentions)
            if mentions and share * 10 >= len(joined.strip(" |-0123456789")) * 6:
                found += [issuer_of(mention) for mention in mentions if not others.has(mention)]
            elif mentions and re.match(r"(?i)(?:van|door|by|from)\s", line) and mentions[0].start < 20:
                found += [issuer_of(mention) for mention in mentions[:3] if not others.has(mention)]
        if found:
            return tuple(found)
    return ()


def _in_title(title: str, kind: str, register: Register, others: Taken) -> tuple[Issuer, ...]:
    """A plan or decision list is of the body that its title names ("Omgevingsvisie Velsen"); a study about a body is not."""
    if kind not in ("programme", "plan", "vision", "agreement", "minutes"):
        return ()
    found = [issuer_of(mention) for mention in find(register, title) if not others.has(mention)]
    for word in _OF_TOWN.finditer(title) if not found else ():
        town = register.towns.at(title, word.end())
        found += [
            Issuer(id=known, name=register.by_id[known].name)
            for known in (town[1].parties if town else ())
            if known not in others.ids and known in register.by_id
        ]
    return tuple(found)


def _of_file(
    front: Front, *, path: str, properties: Mapping[str, str], register: Register, others: Taken, kind: str
) -> tuple[Issuer, ...]:
    for key in ("author", "company"):
        given = properties.get(key, "").strip()
        found = of_words(given, register)
        if not found and _ACRONYM.match(given) and re.search(rf"(?<!\w){re.escape(given)}(?!\w)", front.head):
            found = (Issuer(id=slug(given), name=given),)
        if found and found[0].id not in others.ids:
            return found
    if kind == "programme":
        for lines in (front.running, [line.text for line in front.opening]):
            political = _political(lines, register)
            if political:
                return political
    stem = path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = _SEPARATOR.sub(" ", stem)
    titled = _in_title(words, kind, register, others)
    if titled:
        return titled
    named = [mention for mention in find(register, words) if mention.certainty != "bare" and not others.has(mention)]
    if named:
        return (issuer_of(named[0]),)
    return of_sites(front.head, register, others)


def _political(lines: Sequence[str], register: Register) -> tuple[Issuer, ...]:
    for line in lines:
        for mention in find(register, line[:400]):
            if register.by_id.get(mention.party) and register.by_id[mention.party].form == "political_party":
                return (issuer_of(mention),)
    return ()


def _behind(label: re.Pattern[str], front: Front, register: Register, role: IssuerRole) -> tuple[Issuer, ...]:
    """The parties behind "in opdracht van" or "met subsidie van", on the first pages and in the colophon."""
    found: list[Issuer] = []
    for text in ("\n".join(line.text for line in front.opening[:100] if line.kind != "list_item"), front.colophon):
        for match in label.finditer(text):
            line_start = text.rfind("\n", 0, match.start()) + 1
            line_end = text.find("\n", match.end())
            is_short = (line_end if line_end >= 0 else len(text)) - line_start <= 160
            sentence = max(line_start, match.start() - 300, text.rfind(". ", line_start, match.start()))
            if not is_short and not _THIS.search(text[sentence : min(sentence + 80, match.start())]):
                continue
            window = _window(text, match.end())
            run = run_on(register, window, between=PAYERS)
            found += [issuer_of(mention, role) for mention in run]
            if not run and match[0].casefold().startswith("opdrachtgever"):
                name = re.match(r"\s*([A-ZÀ-Þ][\w&'’ -]{3,80}?)(?=[,;.(\n]|$)", window)
                if name and len(name[1].split()) <= 8:
                    found.append(Issuer(id=slug(name[1]), name=" ".join(name[1].split()), role=role))
    return tuple(found)

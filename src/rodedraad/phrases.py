"""Names, dates and places as a reader expects them, in Dutch and English. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rodedraad.records import Actor, ActorRole, Issuer, Message, Party, Source, Value
from rodedraad.wording import Language, word

_MONTHS: dict[Language, str] = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?")
_ORGANS_OF_LAYER = frozenset({"provincie", "waterschap"})
_YOU = frozenset({"u", "uw", "you", "your"})
_SHOWN_ADDRESSEES = 4
_MUNICIPALITY = "Gemeente "
NEAR_CHARS = 90
LONGEST_NAME = 160
"""Characters of a name; a longer one is a sentence that was taken for a name, and would bury the rest."""


def said(code: str, language: Language, **values: Value) -> str:
    """The words of a code of the report."""
    return word(Message.of(code, **values), language)


def label(kind: str, value: str | None, language: Language) -> str:
    """The word for a value of a closed list."""
    return said(f"label.{kind}_{value or 'unknown'}", language)


def listed(names: Sequence[str], language: Language) -> str:
    """Names in one phrase: "a, b en c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {said('html.and', language)} {names[-1]}"


def number(value: int, language: Language) -> str:
    """A count with its thousands apart."""
    return f"{value:,}".replace(",", "." if language == "nl" else ",")


_NUMERALS = {
    "nl": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+"),
    "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+"),
}
"""A number with thousands apart or decimals, as a text in that language writes it."""
_NUMERAL = re.compile(r"(?<![\w.,])\d[\d.,]*(?<![.,])(?!\w)")


def renoted(words: str, own: str | None, language: Language) -> str:
    """An amount out of a text in another language with its numbers as the reader writes them: 1,900 is 1.900 in Dutch.

    Only where ``own``, the language of that text, is known and writes a number so: nothing is guessed. For what we say
    beside a quote; the quote itself stays as it is.
    """
    if own == language or own not in _NUMERALS:
        return words
    written = _NUMERALS[own]
    swap = str.maketrans(",.", ".,")
    return _NUMERAL.sub(lambda one: one[0].translate(swap) if written.fullmatch(one[0]) else one[0], words)


def date(value: str | None, language: Language) -> str:
    """A date as far as it is known; what is no date shows as it stands."""
    if not value:
        return label("date", None, language)
    year, *rest = value.split("-")
    try:
        named = [_MONTHS[language].split()[int(rest[0]) - 1]] if rest else []
        return " ".join([*(str(int(day)) for day in rest[1:2]), *named, year])
    except (ValueError, IndexError):
        return value


def moment(stamp: str, language: Language) -> str:
    """A time stamp as a date with its time; any other text as it stands."""
    found = _STAMP.fullmatch(stamp)
    if not found:
        return stamp
    zone = " UTC" if found[3] == "Z" else f" ({found[3]})" if found[3] else ""
    return f"{date(found[1], language)}, {found[2]}{zone}"


def party(parties: Mapping[str, Party], id_: str, language: Language) -> str:
    """The name of a party; of one organ of it where the id says so ("gemeente-velsen/raad")."""
    plain, _, organ = id_.partition("/")
    known = parties.get(plain)
    name = clipped(known.name if known else plain, LONGEST_NAME)
    return f"{name} ({_organ(organ, known.layer if known else None, language)})" if organ else name


def addressee(parties: Mapping[str, Party], id_: str) -> str:
    """The name of whom a letter is addressed to ("id#organ"); the words of its id where no party is known."""
    plain = id_.partition("#")[0]
    known = parties.get(plain)
    words = plain.replace("-", " ")
    return clipped(known.name if known else words[:1].upper() + words[1:], LONGEST_NAME)


def by_role(actors: Sequence[Actor]) -> list[tuple[ActorRole, tuple[Actor, ...]]]:
    """The actors of each role, roles in the order in which the text first names them."""
    found: dict[ActorRole, list[Actor]] = {}
    for actor in actors:
        found.setdefault(actor.role, []).append(actor)
    return [(role, tuple(group)) for role, group in found.items()]


def actors(group: Sequence[Actor], source: Source, parties: Mapping[str, Party], language: Language) -> str:
    """Who must act, in one phrase, each once; "u" of a letter with those whom it is addressed to."""
    names: dict[str, None] = {}
    for actor in group:
        name = party(parties, actor.party, language) if actor.party else clipped(actor.words, 120)
        if not actor.party and actor.words.lower() in _YOU and source.addressees:
            told = [addressee(parties, id_) for id_ in source.addressees[:_SHOWN_ADDRESSEES]]
            name = f"{name} ({listed(told, language)})"
        names[name] = None
    return _named(list(names), language)


def speakers(issuers: Sequence[Issuer], parties: Mapping[str, Party], language: Language) -> str:
    """Who speaks, each as its organ; parties that speak as the same organ stand together."""
    groups: dict[str, list[str]] = {}
    for issuer in issuers:
        known = parties.get(issuer.id)
        layer = known.layer if known else None
        organ = "" if issuer.organ is None or _is_said(issuer, layer) else _organ_code(issuer.organ, layer)
        groups.setdefault(organ, []).append(clipped(issuer.name, LONGEST_NAME))
    phrases = []
    for organ, names in groups.items():
        many = "organs" if len(names) > 1 else "organ"
        phrases.append(_named(names, language) + (f" ({label(many, organ, language)})" if organ else ""))
    return "; ".join(phrases) or said("html.unknown_author", language)


def voices(spoken: Sequence[str], parties: Mapping[str, Party], language: Language) -> str:
    """Who speaks, by their ids ("velsen/raad"), in one phrase; those that speak as the same organ stand together."""
    groups: dict[str, list[str]] = {}
    for voice in spoken:
        plain, _, organ = voice.partition("/")
        known = parties.get(plain)
        issuer = Issuer(id=plain, name=known.name if known else plain, organ=organ or None)  # type: ignore[arg-type]  # an id of ours
        layer = known.layer if known else None
        told = "" if not organ or _is_said(issuer, layer) else _organ_code(organ, layer)
        groups.setdefault(told, []).append(clipped(issuer.name, LONGEST_NAME))
    found = []
    for organ, names in groups.items():
        many = "organs" if len(names) > 1 else "organ"
        found.append(_named(names, language) + (f" ({label(many, organ, language)})" if organ else ""))
    return listed(found, language)


def _named(names: Sequence[str], language: Language) -> str:
    if len(names) > 1 and all(name.startswith(_MUNICIPALITY) for name in names):
        return said(
            "html.municipalities", language, names=listed([name[len(_MUNICIPALITY) :] for name in names], language)
        )
    return listed(names, language)


def _is_said(issuer: Issuer, layer: str | None) -> bool:
    """Whether the name says the organ already: no "Ministerie van X (ministerie)"."""
    name = issuer.name.casefold()
    told = {"ministry": ("ministerie", "ministry"), "parliament": ("kamer", "parlement")}
    return layer == "parlement" or any(one in name for one in told.get(issuer.organ or "", (issuer.organ or "",)))


def _organ_code(organ: str, layer: str | None) -> str:
    is_special = layer in _ORGANS_OF_LAYER and organ in ("college", "raad")
    return f"{layer}_{organ}" if is_special else organ


def _organ(organ: str, layer: str | None, language: Language) -> str:
    return label("organ", _organ_code(organ, layer), language)


def held(field: str, value: object, parties: Mapping[str, Party], themes: Mapping[str, str], language: Language) -> str:
    """The value of a statement's field in words: of a type, themes, parties, actors, yes or no."""
    if value is None or value in ("", ()):
        return said("html.nothing_held", language)
    if isinstance(value, bool):
        return said("html.yes" if value else "html.no", language)
    if isinstance(value, tuple):
        return ", ".join(held(field, one, parties, themes, language) for one in value)
    if isinstance(value, Actor):
        name = party(parties, value.party, language) if value.party else value.words
        return f"{name} ({label('role', value.role, language)})"
    text = str(value)
    if field == "type":
        return label("type", text, language)
    if field == "themes":
        return themes.get(text, text)
    if field in ("parties", "holder"):
        return party(parties, text, language)
    if field in ("deadline_from", "deadline_to"):
        return date(text, language)
    return clipped(text, LONGEST_NAME)


def where(source: Source, page: int | None, page_end: int | None, locator: Message | None, language: Language) -> str:
    """The place in a source: page, slide or locator; empty where none is known."""
    if page is not None:
        code = "html.slide" if source.path.lower().endswith(".pptx") else "html.page"
        if page_end is not None and page_end != page:
            return said(f"{code}s", language, first=page, last=page_end)
        return said(code, language, page=page)
    return word(locator, language) if locator else ""


def clipped(text: str, limit: int, focus: str = "") -> str:
    """At most ``limit`` characters of a text with its white space folded, around ``focus``, cut between words."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    found = text.find(focus.split(" … ", maxsplit=1)[0]) if focus else 0
    first = max(0, found - limit // 2) if found + len(focus) > limit else 0
    piece = text[first : first + limit]
    if first:
        piece = "… " + (piece.partition(" ")[2] or piece)
    return (piece.rpartition(" ")[0] or piece) + " …" if first + limit < len(text) else piece


def near(text: str, is_after: bool) -> str:  # noqa: FBT001  the template passes it by place
    """The few words of surrounding text next to a quote, cut between words, with the blank between."""
    folded = " ".join(text.split())
    blank = " " if text[:1].isspace() else ""
    if is_after:
        return blank + clipped(folded, NEAR_CHARS)
    blank = " " if text[-1:].isspace() else ""
    if len(folded) > NEAR_CHARS:
        folded = "… " + folded[-NEAR_CHARS:].partition(" ")[2]
    return folded + blank


def marked(text: str, words: str) -> list[tuple[str, bool]]:
    """A text in pieces, those that are among ``words`` ("niet … gesteund" are two) marked once each."""
    spans: list[tuple[int, int]] = []
    place = 0
    for part in words.split(" … ") if words else ():
        found = re.compile(re.escape(part), re.IGNORECASE).search(text, place)
        if found and part:
            spans.append(found.span())
            place = found.end()
    pieces, place = [], 0
    for start, end in spans:
        pieces += [(text[place:start], False), (text[start:end], True)]
        place = end
    return [piece for piece in [*pieces, (text[place:], False)] if piece[0]]

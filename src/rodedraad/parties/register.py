"""The register: every party that a dossier knows by name, ready to be looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from dataclasses import replace as changed
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from rodedraad.parties.known import institutions, public_bodies
from rodedraad.parties.names import WORD, Names, slug
from rodedraad.parties.patterns import FORMS, form_of
from rodedraad.records import Frame, Organ, Party, Source

# A party of this form is one voice of the group that a frame may expect to hear.
_GROUPS = {
    "residents": "bewoners",
    "union": "vakbonden",
    "environmental": "milieuorganisaties",
    "university": "kennisinstellingen",
    "school": "kennisinstellingen",
    "institute": "kennisinstellingen",
}

Certainty: TypeAlias = Literal["named", "pattern", "bare"]


class Mention(NamedTuple):
    """A party in a text: ``text[start:end]`` names it, here as ``organ`` if that is said.

    ``certainty`` is ``named`` where the register knows the name, ``pattern`` where only the form of the name says
    that this is a party ("Stichting X"), and ``bare`` where the words may mean something else (a town that may be
    its municipality, "de Kamer"). One name that stands for several parties gives a mention of each.
    """

    start: int
    end: int
    party: str
    name: str
    organ: Organ | None = None
    certainty: Certainty = "named"


class Named(NamedTuple):
    """What a name stands for: one party or several, as which organ, how surely."""

    parties: tuple[str, ...]
    organ: Organ | None = None
    certainty: Certainty = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The known parties by id, and trees of their names. Made by ``register``; treat it as immutable.

    ``towns``, ``provinces``, ``topics`` and ``factions`` are names that mean a party only after the word that says
    so: "gemeenten", "provincie", "ministerie van", "fractie van".
    """

    by_id: dict[str, Party]
    names: Names[Named]
    towns: Names[Named]
    provinces: Names[Named]
    topics: Names[Named]
    factions: Names[Named]
    roots: frozenset[str] = field(repr=False)
    place_names: tuple[str, ...] = ()
    organs: dict[tuple[str, Organ], str] = field(default_factory=dict)

    @property
    def parties(self) -> tuple[Party, ...]:
        """All known parties, sorted by id."""
        return tuple(self.by_id[key] for key in sorted(self.by_id))


def register(frame: Frame) -> Register:
    """The register of a dossier: the frame's parties first, then institutions, then public bodies.

    A party of the frame replaces a known one with the same id and keeps what it leaves open (aliases are joined).
    """
    by_id: dict[str, Party] = {}
    names: Names[Named] = Names()
    towns: Names[Named] = Names()
    provinces: Names[Named] = Names()
    topics: Names[Named] = Names()
    factions: Names[Named] = Names()
    places = {place.casefold() for place in frame.places}
    for own in frame.parties:
        layer, form = form_of(own.name)
        by_id[own.id] = changed(own, layer=own.layer or layer, form=own.form or form)
    for group in frame.groups:
        for name in group.names:
            names.add(_lowered(name), Named(group.members))
            towns.add(name, Named(group.members))
    for institution in institutions():
        known = _joined(by_id, institution.party)
        for topic in institution.topics:
            topics.add(topic, Named((known.id,), "ministry"))
    for public in public_bodies():
        tree = {"gemeente": towns, "provincie": provinces}.get(public.kind)
        known = _joined(by_id, public.party)
        if tree is not None:
            tree.add(public.bare, Named((known.id,)))
            if " (" in public.bare:
                tree.add(public.bare.partition(" (")[0], Named((known.id,)))
    for known in tuple(by_id.values()):
        voice = _GROUPS.get(known.form or "")
        if voice in by_id and known.id != voice and voice not in known.member_of:
            by_id[known.id] = changed(known, member_of=(*known.member_of, voice))
    provinces.add("Friesland", Named(("provincie-fryslan",)))
    for name, body in _ALSO.items():
        towns.add(name, Named((body,)))
    for known in by_id.values():
        _take_up(known, names, factions, towns, places)
    for words in ("uw Kamer", "de Kamer"):
        names.add(words, Named(("tweede-kamer",), "parliament", "bare"))
    names.add("de Kamer van Koophandel", Named(("kamer-van-koophandel",)))
    made = Register(
        by_id=by_id,
        names=names,
        towns=towns,
        provinces=provinces,
        topics=topics,
        factions=factions,
        roots=frozenset(_roots(names)) | FORMS.keys(),
        place_names=frame.places,
    )
    return changed(made, organs=_organs(made, frame))


# What people call a municipality that is named otherwise.
_ALSO = {"Den Bosch": "gemeente-s-hertogenbosch", "'s-Gravenhage": "gemeente-den-haag"}
# A ministry that was only renamed keeps its identity: the id that it had under the earlier name.
_RENAMED = {"ministerie-ienm": "ministerie-ienw", "ministerie-lnv": "ministerie-lvvn"}


@lru_cache(maxsize=8)
def registered(frame: Frame) -> Register:
    """The register of a frame, made once per process: it takes some fifty milliseconds."""
    return register(frame)


def _organs(made: Register, frame: Frame) -> dict[tuple[str, Organ], str]:
    """The organs that a frame lists as parties of their own: (municipality, "raad") -> the id of its council."""
    from rodedraad.parties.mentions import listed  # noqa: PLC0415 - find builds on this module

    organs: dict[tuple[str, Organ], str] = {}
    for own in frame.parties:
        body = listed(made, own.name)
        if own.organ is not None and len(body) == 1 and body[0].organ == own.organ and body[0].party != own.id:
            organs[body[0].party, own.organ] = own.id
    return organs


def resolve(register: Register, name: str) -> Party | None:
    """The known party of that name, id or abbreviation; None where the register knows none or more than one.

    Here a bare town is its municipality, since whoever asks for a party by name means one.
    """
    words = " ".join(name.split())
    if not words or len(words) > 200:
        return None
    words = _RENAMED.get(words, words)
    if words in register.by_id:
        return register.by_id[words]
    plain = words[0].upper() + words[1:]
    for tree in (register.names, register.towns, register.provinces, register.topics):
        for written in (words, plain):
            found = tree.at(written, 0)
            if found is not None and found[0] == len(written) and len(found[1].parties) == 1:
                return register.by_id.get(found[1].parties[0])
    from rodedraad.parties.mentions import find  # noqa: PLC0415 - find builds on this module

    whole = [mention for mention in find(register, words) if (mention.start, mention.end) == (0, len(words))]
    if len(whole) == 1:
        return party(register, whole[0].party, name=whole[0].name)
    return register.by_id.get(slug(words))


def party(register: Register, id: str, *, name: str) -> Party:  # noqa: A002 - the word of the record
    """The party with this id: the known one, or one made of the name that it was found under."""
    known = register.by_id.get(id)
    if known is not None:
        return known
    house, _, committee = id.partition("-vaste-commissie-")
    if committee and house in register.by_id and not name.casefold().startswith("vaste"):
        # Known by its id alone, as whom a letter is addressed to: "u" and the id's own letters are no name.
        name = f"Vaste commissie {committee.replace('-', ' ')}"
    layer, form = form_of(name)
    group = _GROUPS.get(form or "")
    if form == "committee":
        group = "tweede-kamer"
    return Party(id=id, name=name, layer=layer, form=form, member_of=(group,) if group in register.by_id else ())


def heard(parties: Iterable[Party], ids: Iterable[str]) -> frozenset[str]:
    """Whose voice is there when these parties spoke: they, and each group ("bewoners") that one of them belongs to.

    Only parties of the form ``group`` are heard through a member; an umbrella speaks for itself alone.
    """
    by_id = {party.id: party for party in parties}
    voices = set(ids)
    waiting = sorted(voices)
    while waiting:
        speaker = by_id.get(waiting.pop())
        for body in speaker.member_of if speaker else ():
            if body not in voices and body in by_id and by_id[body].form == "group":
                voices.add(body)
                waiting.append(body)
    return frozenset(voices)


def absent(parties: Iterable[Party], sources: Iterable[Source]) -> tuple[str, ...]:
    """The ids of parties that the dossier expects and that wrote none of its sources, sorted.

    A group (residents, ministries) is heard when a member is; a member's document does not stand for its umbrella.
    """
    known = tuple(parties)
    present = heard(known, {party for source in sources for party in source.authors})
    return tuple(sorted(party.id for party in known if party.expected and party.id not in present))


def _joined(by_id: dict[str, Party], party: Party) -> Party:
    """Adds a known party, or completes the frame's party of that id or name with what is known."""
    own = by_id.get(party.id)
    if own is None:
        by_id[party.id] = party
        return party
    joined = changed(
        own,
        aliases=tuple(dict.fromkeys((*own.aliases, *party.aliases))),
        organ=own.organ or party.organ,
        layer=own.layer or party.layer,
        form=own.form or party.form,
        tooi=own.tooi or party.tooi,
        member_of=tuple(dict.fromkeys((*own.member_of, *party.member_of))),
    )
    by_id[party.id] = joined
    return joined


def _take_up(party: Party, names: Names[Named], factions: Names[Named], towns: Names[Named], places: set[str]) -> None:
    for name in dict.fromkeys((party.name, *party.aliases)):
        if party.form == "political_party":
            factions.add(name, Named((party.id,), "fractie"))
            names.add(name, Named((party.id,)))
            for ending in ("fractie", "Kamerfractie", "raadsfractie", "Statenfractie"):
                names.add(f"{name}-{ending}", Named((party.id,), "fractie"))
        elif party.form == "municipality":
            if " " in name.strip() and name.casefold().startswith(("gemeente ", "openbaar lichaam ")):
                continue
            towns.add(name, Named((party.id,)))
            _add_adjectives(party, name, names)
            # Only a town that the frame names itself may be its municipality when it stands alone.
            if name.casefold() in places or name in party.aliases:
                names.add(name, Named((party.id,), None, "bare"))
        elif party.form == "province" and name.casefold().startswith("provincie "):
            continue
        else:
            organ = party.organ
            names.add(_lowered(name), Named((party.id,), organ, "bare" if party.form == "province" else "named"))


_ORGANS_OF_TOWNS: tuple[tuple[str, Organ | None], ...] = (
    ("gemeenteraad", "raad"),
    ("raad", "raad"),
    ("college", "college"),
    ("wethouder", "college"),
    ("wethouders", "college"),
    ("burgemeester", "college"),
    ("gemeentebestuur", None),
)


def _add_adjectives(town: Party, name: str, names: Names[Named]) -> None:
    """The adjective of a town of one word before an organ: "de Velsense gemeenteraad" is that of Velsen."""
    if " " in name or not name[-1].isalpha():
        return
    adjective = f"{name}e" if name.endswith("s") else f"{name}se"
    for word, organ in _ORGANS_OF_TOWNS:
        names.add(f"{adjective} {word}", Named((town.id,), organ))


def _lowered(name: str) -> str:
    """A name that starts with a common noun may be written with a small letter: omgevingsdienst IJmond."""
    first = WORD.match(name)
    if first is not None and first[0].casefold() in FORMS and " " in name:
        return name[0].lower() + name[1:]
    return name


def _roots(names: Names[Named]) -> Iterable[str]:
    for name, _ in names.values():
        first = WORD.match(name)
        if first is None:
            continue
        word = first[0]
        yield word
        if word[0].islower():
            yield word[0].upper() + word[1:]
        if len(name) > 5:
            yield word.upper()

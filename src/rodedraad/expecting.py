"""Of whom a dossier expects documents: said in dossier.toml, as a person would by hand, its comments kept.

It is an event in the log at once, of who said it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, get_args

from rodedraad import consult, frame, in_force
from rodedraad.adapters.folder import DossierFolder
from rodedraad.amending import Act
from rodedraad.errors import WrongUse
from rodedraad.parties import slug
from rodedraad.records import Layer, Party

_LONGEST: Final = 160
_KEYS: Final = (
    ("id", "id"),
    ("naam", "name"),
    ("aliassen", "aliases"),
    ("laag", "layer"),
    ("orgaan", "organ"),
    ("vorm", "form"),
    ("tooi", "tooi"),
    ("lid_van", "member_of"),
)
"""What dossier.toml says of a party, and the field of the record."""


def written(folder: DossierFolder) -> frozenset[str]:
    """The ids of the parties that are expected by what the settings file says now, counted or not yet."""
    table = frame.parse(folder.text(folder.settings), name=folder.settings.name)
    return frozenset(one.id for one in frame.frame(table).parties if one.expected)


def expect(folder: DossierFolder, name: str, known: Iterable[Party], act: Act, *, keeper: str, layer: str = "") -> str:
    """Puts a party on the list by its name, alias or id; its id.

    ``known`` are the parties that the dossier knows beside its frame's. One that nobody knows is new, and needs a layer.
    ``keeper`` is as with ``in_force.put``. Raises WrongUse where it is no name, or a new one has no layer.
    """
    told = " ".join(name.split())
    if not told or len(told) > _LONGEST or not told.isprintable() or not slug(told):
        raise WrongUse("expecting.no_name", most=_LONGEST)
    party = _known(told, (*consult.frame_of(folder).parties, *known))
    if party is None:
        own: Layer | None = next((one for one in get_args(Layer) if one == layer), None)
        if own is None:
            raise WrongUse("expecting.no_layer", name=told)
        party = Party(id=slug(told), name=told, layer=own)
    _write(folder, party, act, keeper=keeper, is_expected=True)
    return party.id


def expect_no_more(folder: DossierFolder, party: Party, act: Act, *, keeper: str) -> None:
    """Takes a party off the list."""
    _write(folder, party, act, keeper=keeper, is_expected=False)


def _known(name: str, parties: Iterable[Party]) -> Party | None:
    """The party of that name, else of that id, else the only one that is also called so."""
    low, every = name.casefold(), tuple(parties)
    exact = next((one for one in every if low in (one.name.casefold(), one.id)), None)
    if exact is not None:
        return exact
    called = {one.id: one for one in every if any(low == alias.casefold() for alias in one.aliases)}
    return next(iter(called.values())) if len(called) == 1 else None


def _write(folder: DossierFolder, party: Party, act: Act, *, keeper: str, is_expected: bool) -> None:
    """Says it in the entry of the party; of one that the file has not with all that is known of it: it stands for that."""
    import tomlkit  # noqa: PLC0415  of the web extra, for this alone

    document = tomlkit.parse(folder.text(folder.settings))
    entries: Any = document.get("partij")
    entry = next((one for one in entries or () if one.get("id") == party.id), None)
    if entry is None:
        entry = tomlkit.table()
        for key, field in _KEYS:
            value = getattr(party, field)
            if value:
                entry[key] = list(value) if isinstance(value, tuple) else value
        entry["verwacht"] = is_expected
        if entries is None:
            entries = document["partij"] = tomlkit.aot()
        entries.append(entry)
    else:
        entry["verwacht"] = is_expected
    in_force.put(folder, folder.settings, tomlkit.dumps(document), keeper=keeper, name=act.by, at=act.at)

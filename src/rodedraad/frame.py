"""dossier.toml and bronnen.toml: the frame a dossier looks through, and what people say about its files.

A frame is data: themes in the order they are shown, known parties, groups of parties that one name stands for,
places, and the stations that measure there. ``frames/ijmond.toml`` is the first; a dossier names one (``kader = "ijmond"``), or a file, and adds to it.
Settings keep their Dutch keys, since people write them by hand; docs/reference/settings.md lists them.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, get_args

from rodedraad.errors import WrongUse
from rodedraad.records import Frame, Group, Layer, Organ, Party, Station, Theme

_PARTY_KEYS = frozenset({"id", "naam", "aliassen", "laag", "orgaan", "vorm", "tooi", "lid_van", "verwacht"})
_THEME_KEYS = frozenset({"id", "nl", "en", "cues"})
_GROUP_KEYS = frozenset({"namen", "leden"})
_STATION_KEYS = frozenset({"code", "naam", "plaatsen"})
DOSSIER_KEYS = frozenset(
    {
        "titel",
        "kader",
        "partijen_uit_kader",
        "plaatsen",
        "partij",
        "groep",
        "meetpunt",
        "thema",
        "naam",
        "herlezen",
        "model",
    }
)
SOURCE_KEYS = frozenset(
    {
        "pad",
        "titel",
        "datum",
        "soort",
        "status",
        "vastgesteld_door",
        "partijen",
        "opdrachtgever",
        "betaald_door",
        "perspectief",
        "gebied",
        "horizon",
        "vervangt",
        "openbaar",
        "weg",
    }
)
DEFAULT_FRAME = "ijmond"
_NAMED = re.compile(r"(?m)^naam\b")
_DEEPEST = 12  # tables in tables: what is deeper means nothing here, and would trip what goes through it


def parse(text: str, *, name: str) -> dict[str, Any]:
    """The table of a TOML text; ``name`` is the file named in the message. Raises WrongUse with the line."""
    try:
        table = tomllib.loads(text)
    except ValueError as error:  # also for a number of thousands of digits
        raise WrongUse("frame.not_toml", file=name, reason=str(error)) from error
    except RecursionError as error:
        raise WrongUse("frame.too_deep", file=name, most=_DEEPEST) from error
    level: list[Any] = [table]
    for _ in range(_DEEPEST):
        level = [
            below
            for above in level
            for below in (above.values() if isinstance(above, dict) else above)
            if isinstance(below, dict | list)
        ]
    if level:
        raise WrongUse("frame.too_deep", file=name, most=_DEEPEST)
    return table


@lru_cache(maxsize=8)  # every page of the workspace asks for it
def shipped(name: str) -> Mapping[str, Any]:
    """The frame of that name that the package carries. Raises WrongUse, naming those there are."""
    folder = resources.files("rodedraad") / "frames"
    names = sorted(PurePosixPath(entry.name).stem for entry in folder.iterdir() if entry.name.endswith(".toml"))
    if name not in names:
        raise WrongUse("frame.unknown", frame=name, known=", ".join(names))
    return parse((folder / f"{name}.toml").read_text(encoding="utf-8"), name=f"{name}.toml")


def starting(name: str, *, title: str, template: str) -> str:
    """The dossier.toml of a new dossier. ``template`` is that of a dossier with the shipped frame ``name``.

    Where ``name`` is the text of a frame of one's own (it has tables), that becomes the dossier's settings, without
    the parties of the shipped frame. Raises WrongUse when it is no frame.
    """
    if "\n" not in name:
        shipped(name)
        return template
    above, bracket, below = f"\n{name}".partition("\n[")
    name = f"{_NAMED.sub('titel', above)}{bracket}{below}"[1:]  # in a dossier ``naam`` is who acts: no frame says that
    table = parse(name, name="--frame")
    lines = [] if "titel" in table else [f'titel = "{title}"']
    lines += [] if "partijen_uit_kader" in table else ["partijen_uit_kader = false"]
    text = "\n".join((*lines, name))
    frame(parse(text, name="--frame"))
    return text


def frame(settings: Mapping[str, Any]) -> Frame:
    """The frame of a dossier: the one it names, with its own themes, parties, groups and places added.

    A theme or party with an id that the frame has replaces that one. ``partijen_uit_kader = false`` leaves the
    frame's parties, groups, places and stations out. Raises WrongUse on an unknown key or value, naming it.
    """
    _known(settings, DOSSIER_KEYS, "dossier.toml")
    base = shipped(_text(settings, "kader", "dossier.toml") or DEFAULT_FRAME)
    themes = {theme.id: theme for theme in _themes(base)}
    if own := _themes(settings):
        themes = {theme.id: theme for theme in own}
    parties: dict[str, Party] = {}
    groups: list[Group] = []
    places: list[str] = []
    stations: dict[str, Station] = {}
    for table in ((base,) if settings.get("partijen_uit_kader", True) else ()) + (settings,):
        parties |= {party.id: party for party in _parties(table)}
        groups += _groups(table)
        places += [place for place in _texts(table, "plaatsen", "dossier.toml") if place not in places]
        stations |= {station.code: station for station in _stations(table)}
    return Frame(
        name=_text(settings, "titel", "dossier.toml") or str(base.get("titel", "")),
        themes=tuple(themes.values()),
        parties=tuple(parties.values()),
        groups=tuple(groups),
        places=tuple(places),
        is_reread=_yes_or_no(settings, "herlezen", "dossier.toml"),
        stations=tuple(stations.values()),
    )


def overrides(table: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """What bronnen.toml says, per path below ``bronnen/``. Raises WrongUse on an unknown key or a path twice."""
    found: dict[str, Mapping[str, Any]] = {}
    _known(table, frozenset({"bron"}), "bronnen.toml")
    for entry in _tables(table, "bron", "bronnen.toml"):
        _known(entry, SOURCE_KEYS, "bronnen.toml")
        # composed, as the dossier knows its files: a disk or an editor may spell an accent as a letter of its own
        path = unicodedata.normalize("NFC", _text(entry, "pad", "bronnen.toml") or "")
        if not path or path in found:
            raise WrongUse("frame.source_path", file="bronnen.toml", path=path)
        found[path] = MappingProxyType({key: value for key, value in entry.items() if key != "pad"})
    return MappingProxyType(found)


def _themes(table: Mapping[str, Any]) -> list[Theme]:
    themes = []
    for entry in _tables(table, "thema", "dossier.toml"):
        _known(entry, _THEME_KEYS, "dossier.toml")
        themes.append(
            Theme(
                id=_required(entry, "id"),
                nl=_required(entry, "nl"),
                en=_text(entry, "en", "dossier.toml") or _required(entry, "nl"),
                cues=tuple(_texts(entry, "cues", "dossier.toml")),
            )
        )
    return themes


def _parties(table: Mapping[str, Any]) -> list[Party]:
    parties = []
    for entry in _tables(table, "partij", "dossier.toml"):
        _known(entry, _PARTY_KEYS, "dossier.toml")
        parties.append(
            Party(
                id=_required(entry, "id"),
                name=_required(entry, "naam"),
                aliases=tuple(_texts(entry, "aliassen", "dossier.toml")),
                organ=_one_of(entry, "orgaan", get_args(Organ)),
                layer=_one_of(entry, "laag", get_args(Layer)),
                form=_text(entry, "vorm", "dossier.toml"),
                tooi=_text(entry, "tooi", "dossier.toml"),
                member_of=tuple(_texts(entry, "lid_van", "dossier.toml")),
                expected=entry.get("verwacht") is True,
            )
        )
    return parties


def _groups(table: Mapping[str, Any]) -> list[Group]:
    groups = []
    for entry in _tables(table, "groep", "dossier.toml"):
        _known(entry, _GROUP_KEYS, "dossier.toml")
        groups.append(
            Group(
                names=tuple(_texts(entry, "namen", "dossier.toml")),
                members=tuple(_texts(entry, "leden", "dossier.toml")),
            )
        )
    return groups


def _stations(table: Mapping[str, Any]) -> list[Station]:
    stations = []
    for entry in _tables(table, "meetpunt", "dossier.toml"):
        _known(entry, _STATION_KEYS, "dossier.toml")
        stations.append(
            Station(
                code=_required(entry, "code"),
                name=_required(entry, "naam"),
                places=tuple(_texts(entry, "plaatsen", "dossier.toml")),
            )
        )
    return stations


def _known(table: Mapping[str, Any], keys: frozenset[str], file: str) -> None:
    for key in table:
        if key not in keys:
            raise WrongUse("frame.unknown_key", file=file, key=key, known=", ".join(sorted(keys)))


def _tables(table: Mapping[str, Any], key: str, file: str) -> list[Mapping[str, Any]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise WrongUse("frame.wrong_value", file=file, key=key, value=str(value)[:80])
    return value


def _text(table: Mapping[str, Any], key: str, file: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise WrongUse("frame.wrong_value", file=file, key=key, value=str(value)[:80])
    return value


def _yes_or_no(table: Mapping[str, Any], key: str, file: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise WrongUse("frame.wrong_value", file=file, key=key, value=f"{str(value)[:80]} (true, false)")
    return value


def _texts(table: Mapping[str, Any], key: str, file: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise WrongUse("frame.wrong_value", file=file, key=key, value=str(value)[:80])
    return value


def _required(table: Mapping[str, Any], key: str) -> str:
    value = _text(table, key, "dossier.toml")
    if not value:
        raise WrongUse("frame.missing_key", file="dossier.toml", key=key)
    return value


def _one_of(table: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> Any:
    value = _text(table, key, "dossier.toml")
    if value is not None and value not in allowed:
        raise WrongUse("frame.wrong_value", file="dossier.toml", key=key, value=f"{value} ({', '.join(allowed)})")
    return value

"""The parties that every dossier knows: Dutch public bodies (TOOI) and institutions that policy texts name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import cast

from rodedraad.parties.names import slug
from rodedraad.records import Layer, Organ, Party

_COUNCIL_FORMS: dict[str, tuple[Layer, str]] = {
    "gemeente": ("gemeente", "municipality"),
    "provincie": ("provincie", "province"),
    "waterschap": ("waterschap", "water_board"),
    "samenwerking": ("gemeente", "partnership"),
    "zbo": ("rijk", "agency"),
    "rijk": ("rijk", "agency"),
}
_UMBRELLAS = {"gemeente": ("vng",), "provincie": ("ipo",), "waterschap": ("unie-van-waterschappen",)}
_SERVICES = (
    ("omgevingsdienst", "environmental_service", ("omgevingsdienst-nl",)),
    ("regionale uitvoeringsdienst", "environmental_service", ("omgevingsdienst-nl",)),
    ("ggd", "health_service", ("ggd-ghor",)),
    ("gemeentelijke gezondheidsdienst", "health_service", ("ggd-ghor",)),
    ("veiligheidsregio", "safety_region", ()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """A public body of TOOI: what kind of body, its bare name ("Velsen") and its record."""

    kind: str
    bare: str
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A well-known institution. ``topics`` are names that mean it only after a word such as "ministerie van"."""

    party: Party
    topics: tuple[str, ...]


def public_bodies() -> Iterator[Public]:
    """The bodies of data/tooi.csv."""
    for kind, code, name in csv.reader(io.StringIO(_data("tooi.csv"))):
        yield public_body(kind, code, name)


def public_body(kind: str, code: str, name: str) -> Public:
    """A body of TOOI by its kind, code and bare name."""
    layer, form = _COUNCIL_FORMS[kind]
    member_of: tuple[str, ...] = _UMBRELLAS.get(kind, ())
    folded = name.casefold()
    for start, service, umbrellas in _SERVICES:
        if folded.startswith(start):
            form, member_of = service, umbrellas
    full = f"{kind} {name}" if kind in ("gemeente", "provincie") else name
    full = full[0].upper() + full[1:]
    party = Party(id=slug(full), name=full, layer=layer, form=form, tooi=code, member_of=member_of, aliases=(full,))
    return Public(kind=kind, bare=name, party=party)


def institutions() -> Iterator[Institution]:
    """The institutions of data/institutions.csv."""
    for row in csv.DictReader(io.StringIO(_data("institutions.csv"))):
        names = [name for name in row["aliases"].split("|") if name]
        is_ministry = row["form"] == "ministry"
        # "Onderwijs" or "Financiën" alone is a subject, not a ministry; a bare abbreviation such as EZK is one.
        bare = [name for name in names if not is_ministry or (len(name) <= 6 and name[0] != "*")]
        yield Institution(
            party=Party(
                id=row["id"],
                name=row["name"],
                aliases=tuple(
                    dict.fromkeys((row["name"], *(name for name in bare if " " not in name or not is_ministry)))
                ),
                organ=cast("Organ | None", row["organ"] or None),
                layer=cast("Layer | None", row["layer"] or None),
                form=row["form"] or None,
                member_of=tuple(filter(None, row["member_of"].split("|"))),
            ),
            topics=tuple(name.lstrip("*") for name in names) if is_ministry else (),
        )


def _data(name: str) -> str:
    return (resources.files("rodedraad") / "data" / name).read_text(encoding="utf-8")

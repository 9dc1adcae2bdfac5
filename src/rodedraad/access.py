"""Who gets into a workspace that is shared, by the settings in ``toegang.toml``: its address, who signs people in, who gets which role.

```toml
adres = "https://ijmond.example.nl"   # the address that browsers use
voorpost = "127.0.0.1"                # optional: the machine that passes requests on, whose word on addresses counts
open = "reader"                       # optional: who did not sign in reads
[oidc]                                # optional: an identity provider
uitgever = "https://login.example.nl/realms/regio"
client = "rodedraad"                  # its secret comes from RODEDRAAD_OIDC_SECRET
naam = "Regio IJmond"                 # what the button says
[rollen]                              # who gets which role at signing in: an address, a group, or everybody
"anna@example.nl" = "administrator"
"groep:griffie" = "editor"
"*" = "reader"
```
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from rodedraad.endpoints import is_loopback
from rodedraad.errors import WrongUse
from rodedraad.records import ROLES, Role

EVERYBODY: Final = "*"
GROUP: Final = "groep:"
SETTINGS: Final = "toegang.toml"
_KEYS: Final = frozenset({"adres", "voorpost", "open", "oidc", "rollen"})
_PROVIDER_KEYS: Final = frozenset({"uitgever", "client", "naam"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An OpenID Connect provider. ``issuer`` is its address, ``client`` how it knows us, ``name`` what a button says."""

    issuer: str
    client: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The settings of a shared workspace. ``public`` is the role of who did not sign in, if any may read without."""

    address: str
    proxy: str | None
    public: Role | None
    provider: Provider | None
    roles: tuple[tuple[str, Role], ...]

    @property
    def host(self) -> str:
        """The name by which browsers know it."""
        return urlsplit(self.address).hostname or ""

    @property
    def is_secure(self) -> bool:
        """Whether it is reached over an encrypted connection; else it is on this machine alone."""
        return self.address.startswith("https://")


def parsed(text: str) -> Access:
    """The settings that a ``toegang.toml`` holds. Raises WrongUse, saying which key is wrong and what it may be."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongUse("access.no_toml", reason=str(error)) from error
    for key in sorted(set(told) - _KEYS):
        raise WrongUse("access.unknown_key", key=key[:80], known=" ".join(sorted(_KEYS)))
    return Access(
        address=_address(_text(told, "adres") or ""),
        proxy=_text(told, "voorpost"),
        public=_public(told.get("open")),
        provider=_provider(told.get("oidc")),
        roles=_roles(told.get("rollen", {})),
    )


def role_for(access: Access, *, email: str, groups: Iterable[str]) -> Role | None:
    """The role at signing in: the highest that an address or a group gives, else that of everybody; null where none does.

    ``email`` is empty where the provider does not vouch for it.
    """
    named = {email.lower()} - {""} | {f"{GROUP}{one}" for one in groups}
    given = dict(access.roles)
    held = [role for who, role in access.roles if who in named or (who.lower() in named and "@" in who)]
    return max(held, key=ROLES.index) if held else given.get(EVERYBODY)


def _address(text: str) -> str:
    parts = urlsplit(text.strip().rstrip("/"))
    is_site = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.path or parts.query)
    if not is_site or parts.username is not None:
        raise WrongUse("access.no_address", found=text[:80])
    if parts.scheme == "http" and not is_loopback(f"{text}/"):
        raise WrongUse("access.open_address", found=text[:80])
    return text.strip().rstrip("/")


def _public(told: Any) -> Role | None:
    if told is None:
        return None
    if told not in ("reader", "contributor"):
        raise WrongUse("access.no_public_role", found=str(told)[:80])
    found: Role = told
    return found


def _provider(told: Any) -> Provider | None:
    if told is None:
        return None
    if not isinstance(told, dict) or set(told) - _PROVIDER_KEYS:
        raise WrongUse("access.no_provider")
    issuer, client = _text(told, "uitgever"), _text(told, "client")
    if not issuer or not client:
        raise WrongUse("access.no_provider")
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(issuer)):
        raise WrongUse("access.open_provider", found=issuer[:80])
    return Provider(issuer=issuer.rstrip("/"), client=client, name=_text(told, "naam") or parts.hostname or client)


def _roles(told: Any) -> tuple[tuple[str, Role], ...]:
    if not isinstance(told, dict):
        raise WrongUse("access.no_roles", roles=" ".join(ROLES))
    for who, role in told.items():
        if role not in ROLES:
            raise WrongUse("access.no_role", who=str(who)[:80], found=str(role)[:80], roles=" ".join(ROLES))
    return tuple(told.items())


def _text(told: Mapping[str, Any], key: str) -> str | None:
    value = told.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise WrongUse("access.no_text", key=key)
    return value.strip()


LONGEST_NAME: Final = 80
_ALIKE: Final = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN"})
"""Alphabets with letters that look as those of another."""


def named(name: str) -> str:
    """A name as it signs. Raises WrongUse for what cannot be one, or mixes alphabets, in which one letter looks as another."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise WrongUse("web.no_name", most=LONGEST_NAME)
    if len(_ALIKE & {_alphabet(one) for one in name if one.isalpha()}) > 1:
        raise WrongUse("access.mixed_name", name=name)
    return name


def first_name(names: Iterable[str]) -> str:
    """The first of these that may sign; empty where none may."""
    for name in names:
        with suppress(WrongUse):
            return named(name)
    return ""


def likeness(name: str) -> str:
    """What two names have in common that a reader takes for one: without capitals, accents apart and blanks."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(one for one in plain if one.isalnum())


def _alphabet(letter: str) -> str:
    """The alphabet of a letter, by the first word of its name in Unicode: LATIN, GREEK, CYRILLIC."""
    return unicodedata.name(letter, "?").partition(" ")[0]

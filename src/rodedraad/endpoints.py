"""The address of a language model, in one place: what it may be, whose machine it is, and what in it is a secret.

Settings, flags and the adapter that sends all hold an address to these rules, so that what the one takes no other refuses.
"""

from __future__ import annotations

import ipaddress
import itertools
import re
from urllib.parse import SplitResult, urlsplit

from rodedraad.errors import WrongUse

LONGEST_ADDRESS = 300
LONGEST_NAME = 200
LONGEST_KEY = 4096
SECRET_NAME = re.compile(r"(?i)sleutel|key|token|secret|geheim|wachtwoord|password|bearer|auth")
_ISSUED = re.compile(
    r"(?i)(?<![^\W_])(?:(?:sk|pk|rk|gsk|xai|ghp|gho|glpat|nvapi|pplx)[-_]|bearer[ :]+|(?:hf|key|api)[-_](?=[a-z]*\d)(?=[a-z\d]{12}))[\w-]{8,}"
)
"""How keys begin that providers issue. What follows ``api-`` in a name is mostly a word."""
_SIGNED_IN = re.compile(r"//[^/?#\s]*@|[^/@\s]:[^/@\s]+@")
"""A name and a password before a host, also in an address that is misspelt."""
_UUID = re.compile(r"(?i)(?<![\da-f])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\da-f])")
_RUN = re.compile(r"[A-Za-z\d_+/=-]{24,}")
_ON_END = re.compile(r"(?i)(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{24,}|\d{24,}|[a-z]{32,}")
_TURNS_IN = 3
"""In words and versions the kind of sign (small, capital, figure) turns less than once in so many signs; in what was drawn
by lot it turns at every second."""
_PATH_OF_QUESTIONS = "/chat/completions"
_USUAL_PATH = "/v1"
_OWN_NETWORK = (".local", ".lan", ".internal", ".intranet", ".home.arpa", ".test")
"""Endings of names that the public internet does not know (RFC 6762, RFC 8375, RFC 9476, RFC 6761)."""

_KEY_IN_QUERY = re.compile(rf"{SECRET_NAME.pattern}|sig")
_PLAIN = re.compile(r"[!-~]+")
_LABEL = r"[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?"
_NAME = re.compile(rf"(?i){_LABEL}(?:\.{_LABEL})*\.?")
_IN_BRACKETS = re.compile(r"\[[^\[\]]+\](?::\d*)?")
_AS_NUMBER = re.compile(r"(?i)(?:.*\.)?(?:\d+|0x[\da-f]*)\.?")
"""What programs take for the number of a machine, however it is written: 134744072 is one on the public internet."""
_USUAL_PORTS = {"http": 80, "https": 443}


def address(url: str) -> str:
    """The address of an endpoint as it is asked: without slash at the end, with ``/v1`` where no path is given.

    Two addresses that are written so lead to the same place where they are equal: to one scheme, host, port and path.
    Raises WrongUse where it is none, holds a secret, or would send text in the open over the public internet. The
    sentence never repeats an address that may hold a secret.
    """
    url = url.strip()
    parts = _split(url)
    host = parts.hostname or ""
    if (
        parts.username is not None  # also where only a password is given
        or ("." not in host and is_secret(host))
        or any(is_secret(part) for part in (parts.path, parts.query, parts.fragment))
        or _KEY_IN_QUERY.search(parts.query + parts.fragment)
    ):
        raise WrongUse("endpoint.key_in_address", host=host if "." in host else "…")
    if parts.query or parts.fragment:
        raise WrongUse("endpoint.query", host=host)
    if parts.scheme == "http" and not _is_own_network(host):
        raise WrongUse("endpoint.in_the_open", host=host)
    path = parts.path.rstrip("/").removesuffix(_PATH_OF_QUESTIONS).rstrip("/") or _USUAL_PATH
    named = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, _USUAL_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{named}{port}{path}"


def is_same(one: str, other: str) -> bool:
    """Whether two addresses are one: what holds for a path at a host holds for no other path there. No address is none's."""
    try:
        return address(one) == address(other)
    except WrongUse:
        return False


def host_of(url: str) -> str:
    """The host of an address, with its port where it names one."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def leaves_house(url: str) -> bool:
    """Whether text sent to this address leaves this machine. Raises WrongUse as ``address`` does.

    Only what is surely this machine does not: ``localhost`` and the addresses that lead back to it.
    """
    return not is_loopback(address(url))


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_good = parts.scheme in _USUAL_PORTS and (parts.port is None or parts.port > 0) and _is_host(parts)
    except ValueError:  # a port or an address in brackets that is none
        is_good = False
    if not is_good or len(url) > LONGEST_ADDRESS or not _PLAIN.fullmatch(url) or "\\" in url or "%" in parts.netloc:
        raise WrongUse("endpoint.no_address" if url.isascii() else "endpoint.not_ascii")
    if any(part in (".", "..") for part in parts.path.split("/")):
        raise WrongUse("endpoint.no_address")
    return parts


def _is_host(parts: SplitResult) -> bool:
    """Whether an address has a host: a name, or a number as everybody reads it."""
    host, written = parts.hostname or "", parts.netloc.rpartition("@")[2]
    if "[" in written:
        return _IN_BRACKETS.fullmatch(written) is not None and _number(host) is not None
    return _number(host) is not None or bool(_NAME.fullmatch(host) and not _AS_NUMBER.fullmatch(host))


def _is_own_network(host: str) -> bool:
    """Whether a host is this machine or in the organisation's own network, as a server with a graphics card often is."""
    number = _number(host)
    if number is not None:
        return number.is_private and not number.is_unspecified
    host = host.rstrip(".")
    return "." not in host or host.endswith((*_OWN_NETWORK, ".localhost"))


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def is_loopback(endpoint: str) -> bool:
    """Whether an http address surely leads to this machine: ``localhost`` and the numbers that lead back.

    Names below ``localhost`` do not count: they are looked up like others, and who answers may say what it likes.
    """
    try:
        host = (_split(endpoint).hostname or "").rstrip(".")
    except WrongUse:  # another copy's log may hold any words
        return False
    number = _number(host)
    return number.is_loopback if number is not None else host == "localhost"


def is_secret(value: str) -> bool:
    """Whether a text looks like a key, or is an address that holds one."""
    query = value.partition("?")[2] if "//" in value else ""
    if _SIGNED_IN.search(value) or SECRET_NAME.search(query):
        return True
    return bool(_ISSUED.search(value) or _UUID.search(value)) or any(map(_is_drawn, _RUN.findall(value)))


def is_issued_key(value: str) -> bool:
    """Whether a text of any kind surely holds a key that a provider issued: it begins as those do, and was drawn by lot.

    ``is_secret`` is for where a key is likely, and takes the code of a map or the name of a file for one.
    """
    return any(_is_drawn(found[0]) for found in _ISSUED.finditer(value))


def _is_drawn(run: str) -> bool:
    """Whether signs on end were drawn by lot, as a key is, and written by nobody."""
    kinds = [(sign.isupper(), sign.islower(), sign.isdigit()) for sign in run]
    turns = sum(a != b and any(a) and any(b) for a, b in itertools.pairwise(kinds))
    return bool(_ON_END.search(run)) or _TURNS_IN * turns >= len(run)


def is_key(value: str) -> bool:
    """Whether a text can be a key: one that could write headers of its own cannot."""
    return len(value) <= LONGEST_KEY and _PLAIN.fullmatch(value) is not None

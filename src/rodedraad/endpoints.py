"""The address of a language model, in one place: what it may be, whose machine it is, and what in it is a secret.

Settings, flags and the adapter that sends all hold an address to these rules, so that what the one takes no other refuses.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from rodedraad.errors import WrongUse

LONGEST_ADDRESS = 300
LONGEST_NAME = 200
LONGEST_KEY = 4096
SECRET_NAME = re.compile(r"(?i)sleutel|key|token|secret|geheim|wachtwoord|password|bearer|auth")
_SECRET = re.compile(
    r"(?i)\b(?:sk|pk|rk|gsk|xai|hf|ghp|glpat|key|api|bearer)[-_ ][\w-]{12,}|(?<![^\W_])(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{24,}(?![^\W_])"
)
_PATH_OF_QUESTIONS = "/chat/completions"
_USUAL_PATH = "/v1"
_OWN_NETWORK = (".local", ".lan", ".internal", ".intranet", ".home.arpa", ".test")
"""Endings of names that the public internet does not know (RFC 6762, RFC 8375, RFC 9476, RFC 6761)."""

_KEY_IN_QUERY = re.compile(rf"{SECRET_NAME.pattern}|sig")
_PLAIN = re.compile(r"[!-~]+")


def address(url: str) -> str:
    """The address of an endpoint as it is asked: without slash at the end, with ``/v1`` where no path is given.

    Raises WrongUse where it is none, holds a secret, or would send text in the open over the public internet. The
    sentence never repeats an address that may hold a secret.
    """
    parts = _split(url.strip())
    host = parts.hostname or ""
    if (
        parts.username is not None
        or parts.password is not None
        or is_secret(url)
        or _KEY_IN_QUERY.search(parts.query + parts.fragment)
    ):
        raise WrongUse("endpoint.key_in_address", host=host)
    if parts.query or parts.fragment:
        raise WrongUse("endpoint.query", host=host)
    if parts.scheme == "http" and not _is_own_network(host):
        raise WrongUse("endpoint.in_the_open", host=host)
    path = parts.path.rstrip("/").removesuffix(_PATH_OF_QUESTIONS).rstrip("/") or _USUAL_PATH
    return f"{parts.scheme}://{parts.netloc.lower()}{path}"


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
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port or an address in brackets that is none
        is_good = False
    if not is_good or len(url) > LONGEST_ADDRESS or not _PLAIN.fullmatch(url) or "\\" in url or "%" in parts.netloc:
        raise WrongUse("endpoint.no_address")
    return parts


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
    host = (urlsplit(endpoint).hostname or "").rstrip(".").lower()
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    inner = getattr(number, "ipv4_mapped", None)
    return (inner or number).is_loopback


def is_secret(value: str) -> bool:
    """Whether a text looks like a key, or is an address that holds one."""
    parts = urlsplit(value) if "//" in value else None
    if parts and (parts.password or parts.username or SECRET_NAME.search(parts.query)):
        return True
    return bool(_SECRET.search(value))


def is_key(value: str) -> bool:
    """Whether a text can be a key: one that could write headers of its own cannot."""
    return len(value) <= LONGEST_KEY and _PLAIN.fullmatch(value) is not None

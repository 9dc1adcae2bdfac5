"""Whether an address is this machine's own: what is sent there does not leave the house."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(endpoint: str) -> bool:
    """Whether an http address surely leads to this machine: ``localhost`` and the numbers that lead back.

    Names below ``localhost`` do not count: they are looked up like others, and who answers may say what it likes.
    """
    host = (urlsplit(endpoint).hostname or "").rstrip(".").lower()
    try:
        number = ip_address(host)
    except ValueError:
        return host == "localhost"
    inner = getattr(number, "ipv4_mapped", None)
    return (inner or number).is_loopback

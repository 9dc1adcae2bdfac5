"""Addresses in a text: whole where a line end parted them, none where a site and not a document is meant."""

from __future__ import annotations

import re

URL = re.compile(r"(?:https?://|www\.)[^\s<>\[\]\"“”|{}]{4,600}")
# Where one writes, signs in, looks things up or meets: pages of a site, no documents.
_NO_DOCUMENT = re.compile(
    r"(?i)//(?:[\w-]+\.)*(?:wikipedia\.org|linkedin\.com|twitter\.com|facebook\.com|instagram\.com|youtube\.com|youtu\.be|wetten\.overheid\.nl|lokaleregelgeving\.overheid\.nl)(?:/|$)"
    r"|//eur-lex\.europa\.eu/\S*(?:CELEX(?:%3A|:|=)0?3|/eli/(?:dir|reg|dec))|/(?:stb|stcrt|trb|prb|gmb|wsb)-(?:19|20)\d\d-\d"
    r"|/(?:[\w-]*contact(?:formulier|-formulier|form|us|-us|gegevens|en)?|[\w-]*formulieren?|login|inloggen|aanmelden|inschrijven|registreren|zoeken|search|cookies?|privacy\w*|"
    r"disclaimer|colofon|sitemap|vacatures|winkelwagen)(?:\.\w{2,5})?/?(?:[?#]|$)|//github\.com/(?!\S+\.(?:pdf|md|docx|html)$)"
)
_GENERIC_PATHS = frozenset({"", "nl", "en", "home", "index", "index.html", "index.php", "contact"})


def address(found: str) -> str | None:
    """The address itself: without what the sentence put behind it; None where it is a site, not a document."""
    url = re.sub(r"\\{1,2}(?=[_&?=#*])", "", found).rstrip(".,;:'’”*_>")
    while url.endswith(")") and url.count("(") < url.count(")"):
        url = url[:-1].rstrip(".,;:")
    if url.startswith("www."):
        url = f"https://{url}"
    if _NO_DOCUMENT.search(url):
        return None
    path, _, query = url.split("://", 1)[1].partition("/")[2].partition("?")
    parts = [part for part in path.lower().split("/") if part not in _GENERIC_PATHS]
    # One short part is a section of a site; a document lies deeper, or has a name of its own.
    return url if len(parts) > 1 or query or any(len(part) >= 8 for part in parts) else None


_SUFFIX = re.compile(r"\s(?:pdf|html?|docx?|pptx?|xlsx?)\b")


def rest(text: str, at: int, end: int) -> str:
    """The suffix of an address that a line end parted from it: "rapport. pdf"."""
    suffix = _SUFFIX.match(text, at, end) if text[at - 1] == "." else None
    return suffix[0].strip() if suffix else ""


def title_of(url: str) -> str | None:
    """A name for an address that is all there is: its last readable part."""
    from urllib.parse import unquote_plus  # noqa: PLC0415  needed for addresses without a name only

    path = url.split("://", 1)[1].partition("/")[2].split("?")[0].split("#")[0]
    for part in reversed(path.split("/")):
        words = re.sub(r"\.[a-z]{2,5}$", "", unquote_plus(part)).replace("-", " ").replace("_", " ").split()
        if sum(character.isalpha() for character in "".join(words)) >= 8:
            return " ".join(words)[:160]
    return None

"""Parties named in the words of a label, a signature or an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rodedraad.parties import Mention, Register, find, resolve
from rodedraad.records import Issuer, IssuerRole, Organ

_SITE = re.compile(
    r"(?i)(?:www\.|@|https?://(?:www\.)?)([a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){0,2})\.(?:nl|com|eu|org|net|nu|info)\b(?:/([a-z]{2,6})\b)?"
)
# How an organ is written that does not say of which town or province it is, and the form of its body.
ORGANS: tuple[tuple[re.Pattern[str], Organ, str], ...] = (
    (re.compile(r"(?i)\bburgemeesters? en wethouders|\bcollege van b\s?(?:en|&)\s?w\b"), "college", "municipality"),
    (re.compile(r"(?i)\bgedeputeerde staten\b"), "college", "province"),
    (re.compile(r"(?i)\bgemeenteraad\b"), "raad", "municipality"),
    (re.compile(r"(?i)\bprovinciale staten\b"), "raad", "province"),
)
_AND = r"[\s,;/&()]{0,4}(?:(?:en|and|de|het|the|van|mede|ministerie|gemeenten?|provincies?|alsmede|samen|met|in samenwerking)[\s,;&()]{1,3}){0,6}"
PAYERS = re.compile(_AND)
# Between two makers may stand a person: "J. Jansen (TNO), P. Pieters (Enexis)".
MAKERS = re.compile(
    rf"{_AND}|[)\s,;]{{1,4}}(?:en\s|and\s)?(?:[A-ZÀ-Þ][\w.'’-]{{0,30}}\s?(?:(?:van|de|der|den|ten|ter)\s){{0,2}}){{1,6}}\("
)


@dataclass(frozen=True, slots=True)
class Taken:
    """The parties that have another role than author: those a letter is sent to, and those who ordered or paid.

    A council that is addressed does not stop its municipality, another organ, from being the author.
    """

    ids: frozenset[str] = frozenset()
    organs: frozenset[tuple[str, Organ | None]] = frozenset()

    def has(self, mention: Mention) -> bool:
        """Whether this mention is of one of them."""
        return mention.party in self.ids or (mention.party, mention.organ) in self.organs


def taken(addressed: Iterable[Mention], issuers: Iterable[Issuer]) -> Taken:
    """Those who are addressed, and those who issue the document in another role."""
    mentions = tuple(addressed)
    return Taken(
        frozenset(mention.party for mention in mentions if mention.organ != "raad")
        | frozenset(issuer.id for issuer in issuers),
        frozenset((mention.party, mention.organ) for mention in mentions),
    )


def issuer_of(mention: Mention, role: IssuerRole = "author", organ: Organ | None = None) -> Issuer:
    """The issuer that a mention names, in this role and as the organ that is said."""
    return Issuer(id=mention.party, name=mention.name, organ=organ or mention.organ, role=role)


def run_on(register: Register, words: str, *, between: re.Pattern[str] = MAKERS) -> list[Mention]:
    """The parties at the start of these words, one after another, with no more between them than a list has."""
    run: list[Mention] = []
    end = 0
    for mention in find(register, words):
        gap = words[end : mention.start]
        if (len(gap) > 40) if not run else not between.fullmatch(gap):
            break
        run.append(mention)
        end = mention.end
    return run


def of_words(words: str, register: Register) -> tuple[Issuer, ...]:
    """The party that these words are: resolved whole, or the one party they name."""
    if not words or len(words) > 300:
        return ()
    known = resolve(register, words)
    if known is not None:
        return (Issuer(id=known.id, name=known.name, organ=known.organ),)
    return tuple(issuer_of(mention) for mention in find(register, words) if mention.certainty != "bare")


def of_sites(text: str, register: Register, others: Taken | None = None) -> tuple[Issuer, ...]:
    """The party whose site or e-mail address the document gives."""
    for site in _SITE.finditer(text):
        for name in (site[2] or "", *site[1].split(".")[::-1]):
            if len(name) < 3 or name.casefold() in ("www", "mail", "info", "rijksoverheid"):
                continue
            for written in (name.upper(), name.capitalize(), name):
                known = resolve(register, written)
                if known is not None and known.id not in (others or Taken()).ids:
                    return (Issuer(id=known.id, name=known.name, organ=known.organ),)
    return ()

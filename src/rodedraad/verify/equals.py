"""Hard words and phrases that have a plain one which says the same: a closed list, written by hand. Pure.

With it the rules put a sentence in plain words, and a sentence in a model's words is held against the sources' as they
stand in plain words. Each entry is equal in every sense in which a policy text uses it, with guards where a plain word
would read otherwise: who *neemt een besluit over twee jaar* does not *besluit over twee jaar*. The list:
``data/equals.toml``; what is asked of it: docs/method/verify.md, section 6.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rodedraad.extract.lexicon import MONTHS, NUMBERS, alternation, word_set
from rodedraad.wording import Language

ARTICLES = word_set(
    "de het een geen dit dat deze die ons onze hun haar zijn uw elk elke alle mijn "
    "the a an this that these those our their its his her your any no each every all"
)
"""Words with which a noun begins."""
_BEFORE_TIME = word_set("voor over na bij met tijdens in om op alleen for about in at on over only")
"""Plain words that before a number or a time say when or about how much."""
_UNITS = (
    "jaar|jaren|maand|maanden|week|weken|dag|dagen|uur|kwartaal|kwartalen|eeuw|zomer|winter|voorjaar|najaar|lente|herfst|begin|medio|eind|"
    "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|morgen|nu|toen|years?|months?|weeks?|days?|hours?|quarters?|summer|winter|spring|autumn|noon|then|now"
)
_COUNTED = re.compile(
    rf"(?:€ ?)?\d|(?:{alternation(tuple(word for word in NUMBERS if word not in ('een', 'a')))}|{alternation(tuple(MONTHS))}|{_UNITS}|"
    r"honderd\w*|duizend\w*|tientallen|enkele|paar|half|halve|anderhal\w+|één|dozens|hundreds|thousands|several|few)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\s+([^\W\d_]+(?:-[^\W\d_]+)*)(?=\W|$)")
_SKIPPED = word_set(
    "komend komende volgend volgende eerste laatste afgelopen heel hele next coming first last past whole nieuwe new"
)
_QUOTED_INSIDE = re.compile(r"[“\"][^“”\"]{1,200}[”\"]|‘[^‘’]{1,200}’")
_SENTENCE_ENDS = re.compile(r"\s*(?:$|»)|\s+[A-Z]")
_BEGINS = re.compile(r"(?:^|[.!?:;«…(]\s*)$")
_MUST = re.compile(
    r"\b(dient|dienen)(?=( (?:(?!(?:om|als|ter|dient|dienen|en|of|die|dat|door|zonder|na|voor|alvorens|teneinde|plaats|behalve|dan|met|tegen)\b)(?:(?:in|tot) (?="
    rf"(?:\d|de\b|het\b|{alternation(tuple(MONTHS))}))"
    r"|(?!(?:in|tot) )[\w'’,.-]+ )){0,14}?)te \w)",
    re.IGNORECASE,
)
"""That something must be: *dient uiterlijk in mei te zijn aangevraagd*, not *dient een plan in om schade te beperken*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equal:
    """One entry. ``plain`` are what stands for ``hard``, the first for the rules; ``where`` is its table in the list."""

    hard: str
    plain: tuple[str, ...]
    where: str
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where an entry stands in a text; ``plain`` are those of its words that may stand there."""

    start: int
    end: int
    plain: tuple[str, ...]


def plain(text: str, language: Language) -> str:
    """A text with each hard word of the list in plain words."""
    return _with(text, language, lambda found, _: found.plain[0])


def offered(text: str, language: Language) -> tuple[tuple[str, str], ...]:
    """The hard words of a text, each with the plain one that the rules put for it, in their order and each once."""
    found = ((text[one.start : one.end], one.plain[0]) for one in _found(text, language))
    return tuple(dict.fromkeys((words, put) for words, put in found if put))


def eased(text: str, said: str, language: Language) -> str:
    """A text with those of its hard words in plain ones that another text has in plain ones; else it stays as it is.

    So what the other may say is decided here alone: it may not put a hard word for a plain one, nor go by one to a third.
    """
    low = said.lower()

    def chosen(found: Found, words: str) -> str:
        if _stands(words, low):
            return words
        return max((one for one in found.plain if _stands(one, low)), key=len, default=words)

    return _with(text, language, chosen)


@cache
def listed(language: Language) -> tuple[Equal, ...]:
    """The list of one language, longest first."""
    told = tomllib.loads((files("rodedraad") / "data/equals.toml").read_text(encoding="utf-8"))[language]
    barred: Mapping[str, str] = told.get("not_before", {})
    found = [
        Equal(
            hard=hard,
            plain=(words,) if isinstance(words, str) else tuple(words),
            where=where,
            not_before=barred.get(hard, ""),
        )
        for where in ("words", "not_after_article", "before_number", "after_number")
        for hard, words in told.get(where, {}).items()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.hard), one.hard)))


def _with(text: str, language: Language, chosen: Callable[[Found, str], str]) -> str:
    parts, at = [], 0
    for found in _found(text, language):
        words = text[found.start : found.end]
        put = chosen(found, words)
        if words.endswith(".") and not put.endswith(".") and _SENTENCE_ENDS.match(text, found.end):
            put += "."
        is_head = words[:1].isupper() and not words.isupper()
        parts += [text[at : found.start], put[:1].upper() + put[1:] if is_head else put]
        at = found.end
    return "".join((*parts, text[at:]))


def _found(text: str, language: Language) -> Iterator[Found]:
    """Where words of the list stand, in order, none over another; not in a name or a title."""
    by_hard, pattern = _compiled(language)
    inside = [match.span() for match in _QUOTED_INSIDE.finditer(text)]
    spans = [(match.span(), by_hard[_key(match[0])]) for match in pattern.finditer(text) if _key(match[0]) in by_hard]
    if language == "nl":
        must = {"dient": "moet", "dienen": "moeten"}
        for match in _MUST.finditer(text):
            te = match.end(1) + len(match[2])
            spans.append((match.span(1), Equal(hard=match[1], plain=(must[match[1].lower()],), where="words")))
            spans.append(((te, te + len("te ")), Equal(hard="te ", plain=("",), where="words")))
    for (start, end), entry in sorted(spans, key=lambda one: one[0]):
        if any(first <= start < last for first, last in inside) or not _is_at_home(text, start, end, entry):
            continue
        put = tuple(one for one in entry.plain if entry.where == "before_number" or _reads_alike(text, end, one))
        if put:
            yield Found(start, end, put)


@cache
def _compiled(language: Language) -> tuple[Mapping[str, Equal], re.Pattern[str]]:
    every = {_key(one.hard): one for one in listed(language)}
    words = "|".join(re.escape(one.hard).replace(r"\ ", r"\s+") for one in listed(language))
    return every, re.compile(rf"(?<![\w.@/&-])(?:{words})(?![\w@/-])", re.IGNORECASE)


def _key(words: str) -> str:
    words = " ".join(words.split())
    return words if words.isupper() or words == "B en W" else words.lower()


def _is_at_home(text: str, start: int, end: int, entry: Equal) -> bool:
    """Whether the words stand there as the entry means them, and are no part of a name."""
    words, ahead = text[start:end], text[end:].lstrip()
    if any(letter.isupper() for letter in words) and not any(letter.isupper() for letter in entry.hard):
        if not words[1:].islower() and len(words) > 1:
            return False
        if not _BEGINS.search(text[:start]) or ahead[:1].isupper():
            return False
    if entry.not_before and re.match(rf"(?:{entry.not_before})", ahead, re.IGNORECASE):
        return False
    before = re.findall(r"[\w'’]+", text[max(0, start - 40) : start])
    last = before[-1] if before else ""
    if entry.where == "not_after_article":
        return last.lower() not in ARTICLES and not last.isdecimal()
    if entry.where == "before_number":
        return bool(_COUNTED.match(ahead))
    if entry.where == "after_number":
        return last.isdecimal()
    # "het Verdrag inzake biologische diversiteit" is a name
    is_in_name = last[:1].isupper() and len(before) > 1 and entry.plain[0] == "over"
    return not is_in_name


def _reads_alike(text: str, end: int, put: str) -> bool:
    """Whether a plain word reads there as the hard one does, and does not say when or how much."""
    return put.rpartition(" ")[2] not in _BEFORE_TIME or not _COUNTED.match(_noun(text, end))


def _noun(text: str, end: int) -> str:
    """What follows, from behind its article."""
    at = end
    while (match := _AHEAD.match(text, at)) and match[1].lower() in ARTICLES | _SKIPPED:
        at = match.end()
    return text[at:].lstrip()


def _stands(words: str, low: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(words.lower())}(?![\w-])", low) is not None

"""Whether what a clause says in its own words, outside the quotes, is in the quotes that it cites. Pure.

Numbers, dates, names and denials must be there; what a restated sentence denies, restricts or sets as a condition must
be here. Method: docs/method/verify.md, sections 3 and 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rodedraad import phrases
from rodedraad.extract.lexicon import NUMBERS, alternation, word_set
from rodedraad.propose.ground import shown
from rodedraad.propose.sentences import LONGEST_TITLE
from rodedraad.propose.sentences import said as framed
from rodedraad.records import Citation, Clause, ClauseVerdict
from rodedraad.verify import conditional, polarity, scripts, verbs
from rodedraad.verify.citations import QUOTED
from rodedraad.verify.evidence import Evidence, fault
from rodedraad.verify.figures import unfounded
from rodedraad.verify.frames import APART, asked_of
from rodedraad.verify.names import Mentioned, is_among, is_subject, strangers, words_of

_ENGLISH = {
    "gemeente": ("gemeenten", "municipality", "municipalities"),
    "provincie": ("province",),
    "ministerie": ("ministry",),
}
_FRAMED = ("open", "nothing_shared", "open_nowhere", "no_measure", *(f"apart_{kind}" for kind in APART))
"""Sentences of the rules without a value of their own, which stay when a person changes the rest."""
_WORDS = {word: int(number) for word, number in NUMBERS.items() if number in range(2, 21)}
_COUNTED = re.compile(
    rf"\b(\d{{1,4}}|{alternation(tuple(_WORDS))}) (stukken|documenten|bronnen|maatregelen|partijen|gemeenten|organisaties|uitspraken|"
    r"documents|sources|measures|parties|municipalities|organisations|statements)\b",
    re.IGNORECASE,
)
"""Counts of what is cited: "de drie gemeenten" of three that hold it."""
_AS_CONDITION = re.compile(r"\b(?<=stelt )als voorwaarde dat\b|(?<=stellen )als voorwaarde dat\b", re.IGNORECASE)
"""That the quote is a condition, as a sentence of that kind may say it before the quote."""
_YOU = re.compile(r"\b(?:u|uw|you|your)\b", re.IGNORECASE)
_SMALL_ENGLISH = word_set(
    "the of and to are will a an for into with by on as from at that they it its has have must not no million billion if unless when wants says"
)
_SMALL_DUTCH = word_set(
    "de het een en van te wil zijn voor op met door aan om als bij uit naar er wordt komt dat heeft moet niet geen miljoen miljard mits tenzij zegt"
)
_BREAK = " … "


def faults(clause: Clause, evidence: Evidence, *, is_rules: bool) -> Iterator[ClauseVerdict]:
    """What the own words of a clause say that its citations do not. Of the rules' frames no denials are asked."""
    texts = dict.fromkeys((clause.text, clause.english))
    for text, language in zip(texts, ("nl", "en"), strict=False):
        said = _plain(clause, QUOTED.sub(_BREAK, text), evidence)
        if not is_rules or not _counts(clause):
            yield from _figured(clause, said, evidence)
        yield from _named(clause, said, evidence)
        if not is_rules:
            yield from _turned(clause, text, said, _language(said) if len(texts) == 1 else language)
            yield from verbs.faults(clause, text, said, evidence)
            yield from _spelt(clause, said, evidence)


def _plain(clause: Clause, said: str, evidence: Evidence) -> str:
    """The own words of a clause without what its records bear out: fixed sentences, titles, and counts of what is cited."""
    for code in _FRAMED:
        for texts in framed(f"clause.{code}"):
            said = said.replace(texts, _BREAK)
    for source in {one.source for one in clause.citations}:
        title = evidence.title(source)
        for words in {title, phrases.clipped(title, LONGEST_TITLE)}:
            if not words.isalpha():  # a document may be called "a", or "niet": that stays what it says
                said = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", _BREAK, said)
    counts = {
        len({one.source for one in clause.citations}),
        len(clause.citations),
        len({voice.partition("/")[0] for one in clause.citations for voice in one.voices}),
        len(evidence.gaps_of.get(clause.about or "", ())),
    }
    return _COUNTED.sub(lambda found: found[2] if _count(found[1]) in counts else found[0], said)


def _count(words: str) -> int:
    return int(words) if words.isdecimal() else _WORDS[" ".join(words.lower().split())]


def _counts(clause: Clause) -> bool:
    """Whether the frame of a clause states a count of its own."""
    return clause.kind in ("gap", "shared")


def _figured(clause: Clause, said: str, evidence: Evidence) -> Iterator[ClauseVerdict]:
    numbers, days = unfounded(said, [text for one in clause.citations for text in _told(one, evidence)])
    for number in numbers:
        yield fault(clause, "unsupported", "verify.number", words=number.words)
    for day in days:
        yield fault(clause, "unsupported", "verify.date", words=day.words)


def _told(citation: Citation, evidence: Evidence) -> Iterator[str]:
    """A cited quote, and what its table row tells beside it."""
    yield citation.quote
    one = evidence.statements.get(citation.id)
    if one is not None:
        yield from (amount.words for amount in one.amounts)
        if one.deadline:
            yield one.deadline


def _named(clause: Clause, said: str, evidence: Evidence) -> Iterator[ClauseVerdict]:
    found = evidence.called.find(said)
    voices = [voice for one in clause.citations for voice in one.voices]
    holders = {voice.partition("/")[0] for voice in voices}
    if clause.kind == "gap":  # "nothing was found in the documents of X": X is who is missing
        holders.update(gap.party for gap in evidence.gaps_of.get(clause.about or "", ()) if gap.party)
    around = words_of(_around(clause, evidence))
    around |= {other for word, others in _ENGLISH.items() if word in around for other in others}
    elsewhere: list[Mentioned] = []
    for one in found:
        name = said[one.start : one.end]
        if one.party in holders:
            organs = {voice.partition("/")[2] for voice in voices if voice.partition("/")[0] == one.party} - {""}
            if one.is_holder and one.organs and organs and not one.organs & organs:
                told = phrases.voices([f"{one.party}/{organ}" for organ in sorted(organs)], evidence.parties, "nl")
                yield fault(clause, "misattributed", "verify.organ", name=name, holder=told)
            elsewhere.append(one)
        elif one.is_holder:
            elsewhere.append(one)
            right = phrases.voices(tuple(dict.fromkeys(voices)), evidence.parties, "nl") or "–"
            yield fault(clause, "misattributed", "verify.holder", name=name, holders=right)
        elif _is_near(one, name, clause, evidence):
            elsewhere.append(one)
        elif is_subject(said, one.start):
            elsewhere.append(one)
            yield fault(clause, "unsupported", "verify.name", name=name)
    for name in strangers(said, around, elsewhere):
        yield fault(clause, "unsupported", "verify.name", name=name)
    quotes = [one.quote for one in clause.citations]
    under = _AS_CONDITION.sub(" ", said) if clause.kind == "condition" else said  # whose whole quote is what is asked
    for name in dict.fromkeys(conditional.strangers(under, quotes, holders, evidence.called)):
        yield fault(clause, "misattributed", "verify.condition_party", name=name)


def _is_near(one: Mentioned, name: str, clause: Clause, evidence: Evidence) -> bool:
    """Whether a party that acts in a sentence stands in a quote, or is who a cited statement says must act or is asked."""
    texts = [citation.quote for citation in clause.citations]
    ids = set(asked_of(clause, evidence))
    ids.update(gap.party for gap in evidence.gaps_of.get(clause.about or "", ()) if gap.party)
    for citation in clause.citations:
        statement = evidence.statements.get(citation.id)
        source = evidence.sources.get(citation.source)
        if statement is not None:
            ids.update(actor.party for actor in statement.actors if actor.party)
            texts += [actor.words for actor in statement.actors]
        if source is not None:
            ids.update(issuer.id for issuer in source.parties)
            if _YOU.search(citation.quote):
                ids.update(id_.partition("#")[0] for id_ in source.addressees)
    if one.party in ids or any(other.party == one.party for text in texts for other in evidence.called.find(text)):
        return True
    words = words_of(texts)
    return all(is_among(word, words) for word in re.findall(r"\w+", name))


def _spelt(clause: Clause, said: str, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """Words in letters or digits that only look like those of the quotes."""
    if said.isascii():
        return
    around = frozenset(word for text in _around(clause, evidence) for word in scripts.tokens(text))
    for word in scripts.oddities(said, around):
        yield fault(clause, "unsupported", "verify.letters", words=word)


def _around(clause: Clause, evidence: Evidence) -> Iterator[str]:
    """Every text in which a name of a clause may stand: quotes, who holds, issues, must act or is asked, themes."""
    ids: set[str] = set(asked_of(clause, evidence))
    ids.update(gap.party for gap in evidence.gaps_of.get(clause.about or "", ()) if gap.party)
    for citation in clause.citations:
        yield citation.quote
        ids.update(voice.partition("/")[0] for voice in citation.voices)
        one = evidence.statements.get(citation.id)
        if one is not None:
            yield from (actor.words for actor in one.actors)
            ids.update(actor.party for actor in one.actors if actor.party)
        source = evidence.sources.get(citation.source)
        if source is not None:
            yield source.title
            yield from (issuer.name for issuer in source.parties)
            ids.update(issuer.id for issuer in source.parties)
            ids.update(id_.partition("#")[0] for id_ in source.addressees)
    for id_ in sorted(ids):
        party = evidence.parties.get(id_)
        yield from (party.name, *party.aliases) if party else (id_.replace("-", " "),)
    for theme in evidence.proposition.themes:
        yield theme.nl
        yield theme.en
    yield "B W"  # of "college van B en W"


def _turned(clause: Clause, text: str, said: str, language: str) -> Iterator[ClauseVerdict]:
    quotes = [(one.quote, one.language) for one in clause.citations]
    # that something is missing is said by a denial, and rests on the gap
    extra = None if clause.kind == "gap" else polarity.added(said, quotes, language)
    if extra:
        yield fault(clause, "unsupported", "verify.denial_added", words=extra)
    # what is shown whole, in this text or both, can be read beside the words: its condition is not dropped
    whole = set(QUOTED.findall(text))
    restated = [
        (one.quote, one.language)
        for one in clause.citations
        if not one.shown and one.role in ("says", "backs") and shown(one.quote) not in whole
    ]
    less = polarity.dropped(said, restated, language)
    if less:
        yield fault(clause, "unsupported", "verify.denial_dropped", words=less)


def _language(said: str) -> str:
    """The language of a text that stands for both: of the two the one in which more of its small words are."""
    words = re.findall(r"\w+", said.lower())
    return "en" if sum(map(_SMALL_ENGLISH.__contains__, words)) > sum(map(_SMALL_DUTCH.__contains__, words)) else "nl"

"""The fixed frames in which a clause says who says what: a code per frame, worded in Dutch and English. Pure.

A frame names the parties and leaves the rest to the quote, so that nothing is said that no source says. Quotes stand
between « and », as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rodedraad import phrases
from rodedraad.propose.signing import Voice
from rodedraad.records import Citation, Message, Party, Source, Value
from rodedraad.wording import LANGUAGES, Language, word

LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What ids are called: parties and sources by their ids."""

    parties: Mapping[str, Party]
    sources: Mapping[str, Source]

    def who(self, voices: Sequence[str], language: Language) -> str:
        """These voices in one phrase."""
        return phrases.voices(voices, self.parties, language)

    def whose(self, spoken: Sequence[Voice], language: Language) -> str:
        """These voices in one phrase, of those who signed together that they did."""
        joint = [one for one in spoken if len(one) > 1]
        signers = {name for one in joint for name in one}
        told = [self._who_signed(one, language) for one in joint]
        alone = [one[0] for one in spoken if len(one) == 1]
        told += [
            phrases.said("names.alone", language, names=self.who([one], language)) for one in alone if one in signers
        ]
        if others := [one for one in alone if one not in signers]:
            told.append(self.who(others, language))
        return phrases.listed(told, language)

    def _who_signed(self, signers: Voice, language: Language) -> str:
        return phrases.said("names.signed", language, names=self.who(signers, language))


def said(code: str, **values: Mapping[Language, str] | Value) -> tuple[str, str]:
    """A frame in Dutch and English. A value is the same in both, or a mapping with one for each."""
    found = []
    for language in LANGUAGES:
        plain = {name: value[language] if isinstance(value, Mapping) else value for name, value in values.items()}
        found.append(word(Message.of(code, **plain), language))
    return found[0], found[1]


def both(names: Names, voices: Sequence[str]) -> dict[Language, str]:
    """These voices in Dutch and English."""
    return {language: names.who(voices, language) for language in LANGUAGES}


def holding(code: str, citation: Citation, names: Names, *, asked: Sequence[str] = ()) -> tuple[str, str]:
    """One quote with who says it: of one voice, of several, or of a document whose author is not known."""
    if not citation.voices:
        title = phrases.clipped(names.sources[citation.source].title, LONGEST_TITLE)
        return said("clause.says_document", title=title, quote=citation.shown)
    many = "_many" if len(citation.voices) > 1 else ""
    to = "_of" if asked else ""
    return said(f"{code}{to}{many}", who=both(names, citation.voices), quote=citation.shown, asked=both(names, asked))


def together(names: Names, spoken: Sequence[Voice], quote: str, documents: int, *, is_certain: bool) -> tuple[str, str]:
    """One quote with all who share it; where nobody has looked whether they do, that they seem to."""
    code = "clause.shared" if is_certain else "clause.seems"
    if len(spoken) > 1:
        who: Mapping[Language, str] = {language: names.whose(spoken, language) for language in LANGUAGES}
        return capital(said(f"{code}_many", who=who, quote=quote))
    if spoken:
        code = f"{code}_signed" if len(spoken[0]) > 1 else code
        return capital(said(code, who=both(names, spoken[0]), quote=quote, documents=documents))
    return capital(said(f"{code}_unknown", quote=quote, documents=documents))


def capital(texts: tuple[str, str]) -> tuple[str, str]:
    """The same sentences, each with a capital: a name may begin without ("fractie Duin en Dorp")."""
    first, second = (text[:1].upper() + text[1:] for text in texts)
    return first, second

"""Plain language by the list of equal words: what an honest editor writes enters now and then, and no lie that uses the list."""

import re
import tomllib
from pathlib import Path

import pytest
from genai.lies import LIES

from genai import spoken
from rodedraad.verify.equals import plain

EVERY = [(language, one) for language, halves in spoken.PLAIN.items() for half in halves.values() for one in half]
HAND = tomllib.loads((Path(__file__).parent / "equal_lies.toml").read_text(encoding="utf-8"))
DRIFT = {
    "nl": "alleen ook vooral meestal altijd nooit nu meteen voorlopig toch daarom omdat als wanneer hoewel vóór na tijdens vanaf "
    "behalve zonder met over volgens voor misschien bijna ongeveer minstens hoogstens genoeg veel weer vaak samen",
    "en": "only also mainly often never now later before after because if unless although during from except without with about "
    "near most almost under again more less enough extra many for",
}
EVERY_NTH = 16
"""Of some 9,000 lies so many are asked on every run; all of them were when the list was made."""
LEAST_DRIFTED = 140


def _drifted(language, one):
    """A plain word of the list changed into each other one, and each put in where a word may stand; but for the rules' own."""
    text, own = one["plain"], plain(one["quote"], language).split()
    words = [word for word in DRIFT[language].split() if word not in own or word in text.split()]
    head = text.find(":") + 1 or text.find(" ", 30)
    for match in re.finditer(r"(?<![\w’'-])[^\W\d_]+(?![\w’'-])", text[head:]):
        if match[0].lower() in words:
            for other in words:
                if other != match[0].lower():
                    yield text[: head + match.start()] + other + text[head + match.end() :]
    places = [match.start() for match in re.finditer(r" ", text[head:])]
    for place in places[2::4]:
        for other in words:
            yield f"{text[: head + place]} {other}{text[head + place :]}"


@pytest.mark.parametrize(("half", "least"), [("open", {"nl": 1, "en": 2}), ("kept", {"nl": 1, "en": 3})])
def test_honest_sentences_enter_with_their_citation_beside_them(half, least):
    for language, count in least.items():
        made = [spoken.entered(one, language)[0] for one in spoken.PLAIN[language][half]]
        taken = [one for one in made if one is not None]
        assert len(taken) >= count
        assert all(one.citations[0].quote for one in taken)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_equal_word_drifts_into_another(language):
    lies = [(one, lie) for own, one in EVERY if own == language for lie in _drifted(language, one)][::EVERY_NTH]
    through = [lie for one, lie in lies if spoken.entered(one, language, lie)[0] is not None]
    assert through == []
    assert len(lies) >= LEAST_DRIFTED


@pytest.mark.parametrize(("language", "lie"), [(language, lie) for language, lies in HAND.items() for lie in lies])
def test_an_equal_word_in_another_sense_does_not_enter(language, lie):
    who, type_, quote, text = lie
    own = {"who": who, "type": type_, "quote": quote}
    assert spoken.entered(own, language, text)[0] is None


@pytest.mark.parametrize("kind", LIES)
def test_no_lie_about_a_plain_sentence_enters(kind):
    told = [(one, LIES[kind](one["plain"])) for language, one in EVERY if language == "nl"]
    lies = [(one, lie) for one, lie in told if lie is not None and lie != one["plain"]]
    assert [lie for one, lie in lies if spoken.entered(one, "nl", lie)[0] is not None] == []

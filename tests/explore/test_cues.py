"""What a sentence speaks of by cue words: checked against a slow reading of the same rule, and on sentences."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.explore.conditional import may_tie, tie
from rodedraad.explore.cues import DENIED, GAP, Cues
from rodedraad.records import Driver, Variant

PLANT = Driver(
    id="fabriek",
    nl="Fabriek",
    en="Works",
    cues=("fabriek",),
    variants=(
        Variant(id="fabriek1", nl="open", en="open", cues=("fabriek open", "=dri")),
        Variant(id="fabriek2", nl="dicht", en="closed", cues=("fabriek dicht", "geen fabriek")),
    ),
)
AIR = Driver(
    id="lucht",
    nl="Lucht",
    en="Air",
    cues=("lucht",),
    variants=(
        Variant(id="lucht1", nl="schoon", en="clean", cues=("schone lucht",)),
        Variant(id="lucht2", nl="vuil", en="dirty", cues=("vuile lucht",)),
    ),
)
CUES = Cues((PLANT, AIR))


@pytest.mark.parametrize(
    ("text", "variants", "denied", "drivers"),
    [
        ("De fabriek blijft open.", ("fabriek1",), (), ("fabriek",)),
        ("De fabriek gaat naar onze stellige verwachting weer open.", (), (), ("fabriek",)),
        ("De fabriek. Open dag op zaterdag.", (), (), ("fabriek",)),
        ("Een DRI-oven komt er; dringend.", ("fabriek1",), (), ("fabriek",)),
        ("Wij willen niet dat de fabriek dicht gaat.", (), ("fabriek2",), ("fabriek",)),
        ("De fabriek is dicht zonder opvolger.", ("fabriek2",), (), ("fabriek",)),
        # it used to read the opposite: "niet" denied what stood before the comma, and not the word after it
        ("De fabriek gaat dicht, niet open.", ("fabriek2",), ("fabriek1",), ("fabriek",)),
        ("Dit doen wij niet, schone lucht komt er.", ("lucht1",), (), ("lucht",)),
        ("Schone lucht in plaats van vuile lucht.", ("lucht1",), ("lucht2",), ("lucht",)),
        ("Clean or not: schone lucht rather than de vuile lucht.", ("lucht1",), ("lucht2",), ("lucht",)),
        ("Er komt geen fabriek.", ("fabriek2",), (), ("fabriek",)),
        ("Zonder schone lucht geen steun.", (), ("lucht1",), ("lucht",)),
        ("De luchtkwaliteit telt.", (), (), ("lucht",)),
        ("Niets hiervan.", (), (), ()),
    ],
)
def test_a_sentence_speaks_of_what_its_cues_say(text, variants, denied, drivers):
    found = CUES.spoken(text)
    assert (found.variants, found.denied, found.drivers) == (variants, denied, drivers)


PACT = Driver(
    id="verbond",
    nl="Verbond",
    en="Pact",
    cues=("maatwerkafspra", "leefomgeving"),
    variants=(Variant(id="verbond1", nl="x", en="x", cues=("gezond maatwerkafspra",)),),
)


@pytest.mark.parametrize(
    ("word", "is_read"),
    [
        ("maatwerkafspraken", True),
        ("maatwerkafpraak", True),  # as a council's own letter had it, whose wish was then tied to nothing
        ("maatwerrkafspraak", True),
        ("maatwekrafspraak", True),
        ("maatwekafpraak", False),  # two slips
        ("maatwerkafsluiting", False),
        ("leefomgevnig", False),  # at the end of a cue an ending of another word begins
        ("leeromgeving", False),  # a word of its own
    ],
)
def test_one_slip_in_a_long_word_is_read_over(word, is_read):
    found = Cues((PACT,)).spoken(f"Een gezonde {word} is nodig.")
    assert found.drivers == (("verbond",) if is_read else ())
    assert bool(found.variants) == (is_read and word.startswith("maat"))


def slowly(text):
    """The same rule, without tables: every cue at every place, by regular expressions over the words."""
    no = [
        "niet",
        "geen",
        "nooit",
        "zonder",
        "noch",
        "nergens",
        "evenmin",
        "not",
        "no",
        "never",
        "without",
        "neither",
        "nor",
        "cannot",
        "nimmer",
        "niets",
    ]
    hits, denied = set(), set()
    for driver in (PLANT, AIR):
        for target, cues in [(one.id, one.cues) for one in driver.variants] + [(driver.id, driver.cues)]:
            for cue in cues:
                words = cue.split()
                own = any(word.lstrip("=") in no for word in words)
                for sentence in re.split(r"[.!?;:]\s+|\n{2,}", text.lower()):
                    tokens = re.findall(r"[^\W_]+|,", sentence)
                    for start in range(len(tokens)):
                        at, end = start, None
                        for place, word in enumerate(words):
                            room = range(at, at + 1) if place == 0 else range(at, min(len(tokens), at + GAP + 1))
                            fits = [
                                one
                                for one in room
                                if (tokens[one] == word[1:] if word[0] == "=" else tokens[one].startswith(word))
                            ]
                            end = fits[0] + 1 if fits else None
                            if end is None:
                                break
                            at = end
                        if end is None:
                            continue
                        near = " ".join(tokens[max(0, start - DENIED) : start]).rpartition(",")[2].split()
                        pairs = " ".join(near)
                        before = (set(near) | set(tokens[start:end])) & set(no)
                        before |= {one for one in ("plaats van", "instead of", "rather than") if one in pairs}
                        after = set(tokens[end : end + 1]) & {"niet", "nooit", "not", "never"}
                        (denied if not own and before | after else hits).add((driver.id, target))
    variants = tuple(one.id for driver in (PLANT, AIR) for one in driver.variants if (driver.id, one.id) in hits)
    refused = tuple(
        one.id
        for driver in (PLANT, AIR)
        for one in driver.variants
        if (driver.id, one.id) in denied and (driver.id, one.id) not in hits
    )
    spoken = tuple(driver.id for driver in (PLANT, AIR) if driver.id in {owner for owner, _ in hits | denied})
    return variants, refused, spoken


TEXTS = st.lists(
    st.sampled_from(
        [
            "de",
            "fabriek",
            "fabrieken",
            "open",
            "opent",
            "dicht",
            "dri",
            "drie",
            "geen",
            "niet",
            "schone",
            "vuile",
            "lucht",
            "gaat",
            ".",
            ",",
            "weer",
            "plaats",
            "van",
        ]
    ),
    max_size=25,
).map(" ".join)


@given(TEXTS)
def test_the_quick_look_up_reads_as_the_slow_one(text):
    found = CUES.spoken(text)
    assert (found.variants, found.denied, found.drivers) == slowly(text)


@pytest.mark.parametrize(
    ("text", "cause", "effect", "sign"),
    [
        ("Wij steunen de fabriek alleen als de lucht schoon is.", "de lucht", "de fabriek", 1),
        ("De fabriek mag open, mits de lucht schoon blijft.", "de lucht", "de fabriek", 1),
        ("De fabriek gaat dicht, tenzij de lucht schoon wordt.", "de lucht", "de fabriek", -1),
        ("Als de lucht schoon is, dan blijft de fabriek open.", "de lucht", "de fabriek", 1),
        ("Zonder schone lucht kan de fabriek niet open.", "schone lucht", "de fabriek", 1),
        ("Een open fabriek leidt tot vuile lucht.", "open fabriek", "vuile lucht", 1),
        ("Schone lucht blijft voor ons cruciaal als voorwaarde voor de fabriek.", "schone lucht", "de fabriek", 1),
        ("Vuile lucht belemmert de fabriek.", "Vuile lucht", "de fabriek", -1),
        ("We support the works only if the air is clean.", "the air", "the works", 1),
        ("A clean works requires a strong grid.", "strong grid", "clean works", 1),
        ("Zodra de lucht schoon is, gaat de fabriek open.", "de lucht", "de fabriek", 1),
        ("Zodra de lucht schoon is dan gaat de fabriek open.", "de lucht", "de fabriek", 1),
        ("Tenzij de lucht schoon wordt, gaat de fabriek dicht.", "de lucht", "de fabriek", -1),
    ],
)
def test_a_sentence_ties_one_thing_to_another_with_its_sign(text, cause, effect, sign):
    found = tie(text)
    assert found is not None
    assert cause.casefold() in found.cause.casefold()
    assert effect.casefold() in found.effect.casefold()
    assert effect.casefold() not in found.cause.casefold()
    assert found.effect.casefold().count(effect.casefold()) == 1  # what stood after the comma used to stand there twice
    assert found.sign == sign


@pytest.mark.parametrize(
    "text",
    [
        "De fabriek is zo groot als een dorp.",
        "De lucht is schoon.",
        "x" * 5_000 + " mits y",
        "Een plan om geluid en hinder te beperken, met aandacht voor werk.",  # no verb of English
    ],
)
def test_other_sentences_tie_nothing(text):
    assert tie(text) is None
    assert not may_tie(text)

"""Sentences: every visible character in exactly one, boundaries where a reader would put them, linear time."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED, needs_shared

from rodedraad.extract.sentences import sentences

# Each case is written with | where a boundary belongs.
CASES = (
    "Zie Kamerstuk 32 813, nr. 1 en art. 3.2 lid 1. |Dhr. J. de Vries en prof. dr. A.B. Jansen zeiden dat dit ca. 3,5 mln. euro kost.",
    "Dit geldt o.a. voor de haven, d.w.z. de kades t.a.v. de Noord. |D.w.z. veel.",
    "Het gaat m.b.t. blz. 12 om mw. Van Dam, i.h.b. haar brief. |Daarna volgt de rest.",
    "Het college besloot in 2019. |De raad volgde op 3 mei. |Daarna bleef het stil.",
    "1. De eerste. |2. De tweede.",
    "3.2. De haven groeit. |Dat is goed.",
    "Wij vragen u om: |a) geld; |b) tijd; |c) rust.",
    "Is dat zo? |Ja! |Dat is zo… |En verder niets.",
    "‘Ja!’ zei hij. |’s Avonds niet.",
    "(Zie Fig. 3.) |De rest volgt. |“Het kan niet.” |Dat was alles.",
    "Een lijst: |• punt een |• punt twee",
    "Zie https://www.voorbeeld.nl/pad.html?q=1. |Dat is alles.",
    "De heer P.J. van der Berg is er, net als dr. Smit. |Hij spreekt.",
    "Kosten stijgen met 3.5 procent, enz. |De lonen niet.",
    "Dat is het einde.3 |De voetnoot staat onderaan.",
    "The U.S. government agrees, e.g. No. 5 on p. 12. |It will act. |Mr. Smith, cf. Sect. 2, does not.",
    "We saw a gem. |It shone.",
    "In bijlage 2 (zie nr. 4) staat het. |Op 1 jan. 2026 begint het.",
    'Hij zei: " Het is mooi. |Het blijft zo. " |Daarop zweeg zij.',
    "Aanwezig: B. Jansen (vz.) en de leden. |Afwezig: niemand.",
)


@pytest.mark.parametrize("case", CASES)
def test_boundaries(case: str) -> None:
    text = case.replace("|", "")
    language = "en" if "gem" in case else None
    wanted = [part.strip() for part in case.split("|")]
    assert [text[start:end] for start, end in sentences(text, language)] == wanted


KEPT_LINES = (
    "Samenvatting|\nDe haven groeit.|\nAanbevelingen|\nBouw de kade. |Verdiep de sluis|\ndrs. A. Jansen",
    "Het college van\nZuidermonde besluit.|\nDe kade, de sluis,\nHet gemaal en\nde haven|\nKaap-\nStad",
)


@pytest.mark.parametrize("case", KEPT_LINES)
def test_a_line_that_was_kept_is_a_unit_unless_its_words_go_on(case: str) -> None:
    """A heading used to be one sentence with the text below it where both stand in one block."""
    text = case.replace("|", "")
    assert [text[start:end] for start, end in sentences(text)] == [part.strip() for part in case.split("|")]


@given(st.text(alphabet=st.sampled_from("aA1 .!?…;:()\"'’”•-\n\tnr"), max_size=120))
def test_every_visible_character_lies_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    covered = [position for start, end in spans for position in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {position for position, character in enumerate(text) if not character.isspace()} <= set(covered)
    assert all(start < end and not text[start].isspace() and not text[end - 1].isspace() for start, end in spans)
    assert list(spans) == sorted(spans)


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    assert "".join(text[start:end] for start, end in sentences(text)).split() or not text.strip()


HOSTILE = ("a" * 50, ". ", "A. B. ", "((((", '" ', "1.1.", "• ", "...", "\n \t", 'a."""""', "; a) ", "'s ", "nr. ")


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_line_takes_linear_time(piece: str) -> None:
    line = (piece * 100_000)[:100_000]
    began = time.perf_counter()
    sentences(line)
    assert time.perf_counter() - began < 3


TERMINATED = re.compile(r"[.!?…][\s\"'”’»)\]]*$")
LEAST_F1 = 0.985  # 0.992 on dev and 0.994 on test when written


@needs_shared
@pytest.mark.parametrize("part", ["dev", "test"])
def test_boundaries_of_lassysmall(part: str) -> None:
    """Sentences of one document joined by a space; those without an end mark (headings, cells) are blocks of their own."""
    hits = found = wanted = 0
    for document in _documents(part):
        text = " ".join(document)
        ends, position = set(), 0
        for sentence in document:
            position += len(sentence)
            ends.add(position)
            position += 1
        got = {end for _, end in sentences(text, "nl")}
        ends.discard(len(text))
        got.discard(len(text))
        hits, found, wanted = hits + len(ends & got), found + len(got), wanted + len(ends)
    assert 2 * hits / (found + wanted) >= LEAST_F1


def _documents(part: str) -> list[list[str]]:
    path = SHARED / "reference" / "segmentation" / f"nl_lassysmall-ud-{part}.conllu"
    documents: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# source"):
            name = line.split("/")[1]
        elif line.startswith("# text = ") and TERMINATED.search(line[9:]):
            documents.setdefault(name, []).append(line[9:])
    return list(documents.values())

"""Letters say what the clauses say and nothing more; what nobody filled in shows; the reading level is measured."""

from dataclasses import replace

import pytest
from publish.foreseen import foreseen
from publish.proposed import SAYS, publication

from publish import made
from rodedraad.errors import UnknownRecord, WrongUse
from rodedraad.publish.letter_fields import Filled, filled
from rodedraad.publish.letters import letter
from rodedraad.publish.paper import Heading, Paragraph, Table, note_text, runs_of
from rodedraad.publish.reading_level import flesch, lix, measured, syllables
from rodedraad.records import Approval, Prospects, Version

KINDS = ("council", "parliament", "reply", "residents")


def lines(paper):
    """Every line as a reader sees it: number, what stands before, the text."""
    found = []
    for block in paper.blocks:
        if isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, Table):
            found += [" | ".join("".join(run.text for run in cell) for cell in row) for row in block.rows]
        else:
            before = "".join(run.text for run in getattr(block, "before", ()))
            number = f"{block.number}. " if getattr(block, "number", "") else ""
            found.append(number + before + "".join(run.text for run in block.runs))
    return found


def notes(paper):
    return [note_text(run.note, paper.language) for run in runs_of(paper.blocks) if run.note]


def test_a_council_reads_the_core_by_number_each_condition_before_what_it_governs():
    told = lines(letter(publication(), kind="council"))
    condition = next(at for at, line in enumerate(told) if line.startswith("1. "))
    wish = next(at for at, line in enumerate(told) if line.startswith("2. Onder voorwaarde 1: Dit delen"))
    assert condition < wish, "the condition is not in the core, and stands before what it governs all the same"
    assert told[wish + 1] == "Daartegen: Provincie.", "who is against stands with the clause"
    assert "Geachte raad," in told
    assert any(line.startswith("5. Van Stille Partij") for line in told)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_word_of_a_source_in_a_letter_has_a_footnote_with_its_place(kind, language):
    paper = letter(publication(language), kind=kind, party="haven" if kind == "reply" else None)
    runs = list(runs_of(paper.blocks))
    quoted = [(run, runs[at + 1]) for at, run in enumerate(runs) if run.is_quoted]
    assert quoted
    for run, closing in quoted:
        assert any(run.text in text for texts in SAYS.values() for text in texts)
        assert (run.note, closing.text) == (None, "»"), "the mark stands behind the quotation"
        assert closing.note is not None
        assert closing.note.title in ("Brief van het college", "Havenvisie")
        assert closing.note.place.endswith(("1", "2", "3", "4"))
    # what is cited without being quoted has its words in the note
    if kind != "reply":
        assert any("De haven wil ook schone lucht." in note for note in notes(paper))


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_filled_in_shows_and_what_somebody_did_does_not(kind):
    party = "Havenbedrijf" if kind == "reply" else None
    fields = [line for line in lines(letter(publication(), kind=kind, party=party)) if "[in te vullen: " in line]
    assert any("[in te vullen: datum]" in line for line in fields)
    given = Filled(
        to="de raad van Kustdorp", sender="A. de Wit", date="2026-12-01", reference="K-1", contact="c@k.example"
    )
    told = lines(letter(publication(), kind=kind, party=party, filled=given))
    assert "Datum: 1 december 2026" in told
    assert "Aan: de raad van Kustdorp" in told
    assert "A. de Wit" in told
    for gone in (": datum]", "kenmerk]", "afzender]", "e-mail of telefoon]"):
        assert not any(gone in line for line in told)


def test_fields_are_filled_by_their_names_and_a_wrong_one_is_said():
    told = filled(["aan=de raad  van Kustdorp", "sender=A", "Datum=2026-12-01", "kenmerk=K=1"])
    assert told == Filled(to="de raad van Kustdorp", sender="A", date="2026-12-01", reference="K=1")
    for wrong in ("naam=A", "aan", "aan=", "datum=morgen"):
        with pytest.raises(WrongUse, match=r"letters\.(unknown_field|no_date)"):
            filled([wrong])


def test_a_draft_says_so_in_the_file_and_to_residents_in_a_sentence():
    draft = letter(publication(), kind="residents")
    assert "Concept" in draft.mark
    assert "Dit is een concept. Nog niemand heeft het goedgekeurd." in lines(draft)
    version = Version(
        number=2, label="2", event="e2", at="2026-11-20T10:00:00Z", person="B", body="f" * 64, public="f" * 64,
        approval=Approval(event="e3", person="C. Bakker", at="2026-11-21T10:00:00Z"),
    )  # fmt: skip
    approved = letter(publication(version=version), kind="residents")
    assert "C. Bakker" in approved.mark
    assert "Deze tekst is door een mens goedgekeurd." in lines(approved)
    assert approved.identifier == "f" * 64


def test_a_reply_has_per_request_what_stands_who_decides_and_what_is_open():
    told = lines(letter(publication(), kind="reply", party="haven"))
    first, second = (told.index(f"Verzoek {number}") for number in (1, 2))
    assert told[first + 1].startswith("3. Gemeente Kustdorp")
    one, other = told[first:second], told[second:]
    assert "Termijn in het verzoek: vóór 2028" in one
    assert "Bevoegd orgaan: Provincie" in one
    assert any("«De kade gaat in 2027 open.» (uit een ouder stuk dan het verzoek)" in line for line in one)
    assert any(line.startswith("Nog te beslissen: [in te vullen") for line in one)
    assert any(line.startswith("Bevoegd orgaan: [in te vullen") for line in other)
    assert any(line.startswith("In de stukken is geen toezegging") and "Nergens gezocht" in line for line in other)


def test_a_party_is_found_by_id_name_or_alias_and_one_that_was_asked_nothing_is_told_who_was():
    same = [letter(publication(), kind="reply", party=name) for name in ("haven", "havenbedrijf", "HAVEN")]
    assert same[0] == same[1] == same[2]
    with pytest.raises(UnknownRecord, match="known=Havenbedrijf"):
        letter(publication(), kind="reply", party="Nergensdorp")
    with pytest.raises(WrongUse, match=r"nothing_asked.*known=Havenbedrijf"):
        letter(publication(), kind="reply", party="provincie")
    with pytest.raises(WrongUse, match="reply_of_whom"):
        letter(publication(), kind="reply")
    with pytest.raises(WrongUse, match="unknown_kind"):
        letter(publication(), kind="preek")


def test_a_council_of_a_party_that_is_asked_reads_those_requests_too_each_clause_once():
    told = lines(letter(publication(), kind="council", party="haven"))
    assert "Hierboven staat al zin 3." in told
    assert sum(line.startswith("3. ") for line in told) == 1
    assert sum(line.startswith("4. ") for line in told) == 1


def test_a_clause_that_does_not_hold_is_not_sent_without_saying_so():
    wrong = publication()
    clauses = tuple(replace(one, verdict="unsupported") for one in wrong.proposition.clauses)
    wrong = publication(proposition=replace(wrong.proposition, clauses=clauses))
    told = lines(letter(wrong, kind="residents"))
    for at, line in enumerate(told):
        if line[:2] in ("2.", "3.", "5."):
            assert told[at - 1] == "[Let op: de zin hieronder klopt niet met zijn bronnen.]"


def test_the_letter_to_residents_ends_with_its_measures_and_claims_no_level():
    plain = publication()
    long = "Dit is " + "heel " * 20 + "lang."
    clauses = tuple(replace(one, text=f"{one.text} {long}") for one in plain.proposition.clauses)
    paper = letter(publication(proposition=replace(plain.proposition, clauses=clauses)), kind="residents")
    told = lines(paper)
    start = told.index("Hoe moeilijk deze brief is, gemeten")
    spoken = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    last = next(at for at, line in enumerate(spoken) if "metingen aan de brief" in line)
    own = measured(spoken[spoken.index("Beste bewoner,") : last], "nl")
    assert told[start + 2] == f"Woorden | {own.words} | "
    assert any(line.startswith(f"LIX | {own.lix:.1f}".replace(".", ",")) for line in told[start:])
    assert f"Zinnen van meer dan 20 woorden: {len(own.long)}" in told
    assert f"{long} (23 woorden)" in [line for line in told[start:] if line.startswith("Dit is")]
    assert not any(level in " ".join(told) for level in ("B1", "B2", "A2", "C1", "taalniveau B"))


# --- the measures ---------------------------------------------------------------------------------------------


def test_lix_and_both_formulas_of_flesch_as_worked_by_hand():
    # docs/method/letters.md: 18 words in 2 sentences, 4 of them of more than six letters, 27 syllables
    text = "De kat zit op de mat. De gemeente legt het warmtenet aan voor de bewoners van de Kanaalzone."
    own = measured([text], "nl")
    assert (own.words, own.sentences, own.long_words, own.syllables) == (18, 2, 4, 27)
    assert own.lix == pytest.approx(18 / 2 + 100 * 4 / 18)  # 31.2
    assert own.flesch == pytest.approx(206.84 - 0.93 * 9 - 77 * 1.5)  # 82.97
    # Flesch (1948) on 100 words in 5 sentences with 150 syllables: 206.835 - 20.3 - 126.9
    assert flesch(100, 5, 150, "en") == pytest.approx(59.635)
    assert lix(100, 5, 25) == pytest.approx(45)


def test_hard_words_are_long_and_not_common_and_names_are_none():
    own = measured(["De gemeente legt het warmtenet aan in de Kanaalzone. Warmtenet of niet, natuurlijk."], "nl")
    assert own.hard == ("warmtenet",)
    assert own.long == ()
    many = " ".join(["woord"] * 21)
    assert measured([f"Kort. {many.capitalize()}."], "nl").long == (f"{many.capitalize()}.",)
    assert measured([" ".join(["woord"] * 20)], "nl").long == ()
    assert measured(["", "…"], "nl").lix is None


@pytest.mark.parametrize(
    ("word", "count"),
    [("gemeente", 3), ("bijeenkomst", 3), ("coöperatie", 5), ("ideeën", 3), ("reëel", 2), ("burgemeester", 4),
     ("omgevingsvisie", 5), ("nieuwe", 2), ("leeuw", 1), ("draaien", 2), ("yoghurt", 2), ("baby", 2), ("co2-uitstoot", 3),
     ("2030", 1), ("NOx", 1)],
)  # fmt: skip
def test_syllables_of_dutch_words(word, count):
    assert syllables(word, "nl") == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("make", 1), ("table", 2), ("tables", 2), ("wanted", 2), ("asked", 1), ("municipality", 6), ("houses", 2), ("changes", 2),
     ("rules", 1), ("the", 1)],
)  # fmt: skip
def test_syllables_of_english_words(word, count):
    assert syllables(word, "en") == count


def test_a_footnote_tells_the_date_of_its_source_and_not_that_of_its_file():
    given = publication()
    of_file = {"brief": {"date": "2021-12-15"}, "haven": {"date": "2020-01-01", "is_file_date": True}}
    sources = tuple(replace(one, **of_file[one.id]) for one in given.proposition.sources)
    told = notes(letter(publication(proposition=replace(given.proposition, sources=sources)), kind="council"))
    assert any(note.startswith("Brief van het college (15 december 2021), blz. ") for note in told)
    assert not any("2020" in note for note in told)


def test_in_a_reworded_sentence_too_the_mark_stands_behind_the_quotation():
    given = publication()
    text = "Kustdorp wil «" + SAYS["brief"][0][:-1] + ".» en meer."
    clauses = tuple(
        replace(one, text=text, origin="person", citations=(replace(one.citations[0], shown=SAYS["brief"][0][:-1]),))
        if one.id == "c-lucht"
        else one
        for one in given.proposition.clauses
    )
    paper = letter(publication(proposition=replace(given.proposition, clauses=clauses)), kind="council")
    (found,) = [block for block in paper.blocks if isinstance(block, Paragraph) and block.anchor == "c-lucht"]
    assert [(run.text, run.note is not None) for run in found.runs][-2:] == [(".»", True), (" en meer.", False)]
    assert found.text == text


def test_what_nobody_was_asked_is_not_asked_again():
    given = publication()
    clauses = tuple(replace(one, ask_again=("haven",)) for one in given.proposition.clauses)
    for language, words in (
        ("nl", "Of zij achter deze tekst staan, is hun nog niet gevraagd"),
        ("en", "has not been asked yet"),
    ):
        told = lines(
            letter(publication(language, proposition=replace(given.proposition, clauses=clauses)), kind="council")
        )
        assert any(words in line for line in told)
        assert not any("opnieuw" in line or "asked again" in line for line in told)


def _foreseen(actions):
    """A publication of the small dossier with these actions."""
    dossier = foreseen()
    return made.publication(replace(dossier, prospects=replace(dossier.prospects, actions=actions)))


def test_a_letter_to_a_party_has_what_the_roadmap_asks_of_it_and_what_it_promised_with_its_place_and_status():
    publication_ = made.publication(foreseen())
    paper = letter(publication_, kind="council", party="velsen")
    told = lines(paper)
    at = told.index("Op de routekaart: wat Gemeente Velsen heeft toegezegd")
    assert told[at + 1].startswith("«De fabriek blijft open.» | niet genoemd | ")
    assert told[at + 1].endswith(" | toegezegd")
    at = told.index("Op de routekaart: wat wacht op een daad of besluit van Gemeente Velsen")
    assert "«Wij willen» (gesteld door Gemeenten Velsen en Beverwijk)" in told[at + 1]
    assert told[at + 1].endswith("gevraagd; deels ingewilligd")
    tables = [run.note for one in paper.blocks if isinstance(one, Table) for row in one.rows for cell in row for run in cell if run.note]  # fmt: skip
    assert {note.title for note in tables} == {"Een visie (2025)", "Een brief (10 maart 2026)"}


def test_a_request_that_stands_in_a_reply_is_not_told_again_from_the_roadmap():
    dossier = foreseen()
    asked = dossier.prospects.actions[0]
    before = publication()
    told = {cited.id: cited for clause in before.proposition.clauses for cited in clause.citations}["s-brief2"]
    act = replace(asked, id="a-9", who=("haven",), asker=("kustdorp",), statements=("s-brief2",), conditions=(), depends_on=(), answers=(), funding=(), shown=(), what=told.quote, source="brief")  # fmt: skip
    other = replace(act, id="a-8", statements=("s-brief0",), what=SAYS["brief"][0])
    with_acts = replace(before, dossier=replace(before.dossier, prospects=Prospects(actions=(act, other))))
    found = lines(letter(with_acts, kind="reply", party="haven"))
    at = found.index("Op de routekaart: wat van Havenbedrijf wordt gevraagd")
    assert found[at + 1].startswith(f"kustdorp: «{SAYS['brief'][0]}»")
    assert not any(line.startswith(f"kustdorp: «{told.quote}»") for line in found)


def test_a_party_that_only_the_roadmap_asks_something_gets_its_reply_too():
    actions = tuple(replace(one, who=("bureau",)) for one in foreseen().prospects.actions[:1])
    told = lines(letter(_foreseen(actions), kind="reply", party="bureau"))
    assert any("In de propositie staat geen verzoek aan Bureau" in line for line in told)
    assert any(line.startswith("Gemeente Velsen: «Wij vragen de provincie om een kade.»") for line in told)
    with pytest.raises(WrongUse):
        letter(_foreseen(()), kind="reply", party="bureau")


def _of_region():
    """The small proposition as that of a region of which Kustdorp is a party and the harbour is not."""
    given = publication()
    clauses = tuple(
        replace(one, is_national=one.part == "ambition", confidence=0.65) if one.kind == "shared" else one
        for one in given.proposition.clauses
    )
    return publication(
        proposition=replace(given.proposition, clauses=clauses, regional_parties=("kustdorp",), held=("brief", "haven"))
    )


@pytest.mark.parametrize("kind", ["council", "parliament", "residents"])
def test_a_letter_of_a_region_says_whose_papers_it_counts_and_puts_what_is_not_its_own_at_the_end(kind):
    told = lines(letter(_of_region(), kind=kind))
    assert any("1 van partijen uit de regio (1 partij) en 1 van anderen" in line for line in told)
    at = told.index("Wat landelijke partijen schrijven")
    assert told[at + 1].startswith("Deze zinnen gaan niet over de regio")
    wish = next(place for place, line in enumerate(told) if "Dit delen" in line)
    last = max(place for place, line in enumerate(told) if line[:2] in ("3.", "5."))
    assert last < at < wish
    assert not any(
        "Wat landelijke" in line or "uit de regio" in line for line in lines(letter(publication(), kind=kind))
    )


def test_what_only_seems_to_be_shared_says_how_sure_that_is_in_the_letter_too():
    told = lines(letter(_of_region(), kind="council"))
    wish = next(place for place, line in enumerate(told) if "Dit delen" in line)
    assert told[wish + 1].startswith(
        "Zij zeggen dit in andere woorden. Dat zij hetzelfde bedoelen, is 65 procent zeker; niemand heeft het nagelezen."
    )
    assert not any("procent zeker" in line for line in lines(letter(publication(), kind="council")))


def test_what_only_touches_a_request_that_is_open_is_no_footnote_of_it():
    """A council read three footnotes, none of them an answer, behind "that was not answered"."""
    given = publication()
    other = given.proposition.clauses[1].citations[0]
    near = replace(other, role="answers", shown="", quote="De haven heeft een kade.")
    clauses = tuple(
        replace(one, citations=(*one.citations, near)) if one.part == "ask" else one
        for one in given.proposition.clauses
    )
    changed = publication(proposition=replace(given.proposition, clauses=clauses))
    for clause in changed.proposition.clauses:
        if clause.part == "ask":
            body = [
                note_text(run.note, "nl")
                for block in letter(changed, kind="council", party="haven").blocks
                if isinstance(block, Paragraph) and block.anchor == clause.id
                for run in block.runs
                if run.note
            ]
            assert any("De haven heeft een kade." in note for note in body) is (clause.searched is None)


def test_a_letter_to_a_council_names_its_town():
    given = publication()
    parties = tuple(
        replace(one, form="municipality") if one.id == "kustdorp" else one for one in given.proposition.parties
    )
    told = lines(
        letter(publication(proposition=replace(given.proposition, parties=parties)), kind="council", party="kustdorp")
    )
    assert "Aan: de gemeenteraad van Kustdorp" in told
    assert "Aan: de gemeenteraad (Havenbedrijf)" in lines(letter(given, kind="council", party="haven"))

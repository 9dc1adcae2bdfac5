"""The proposition as a text on paper: all of it, each clause once, and nothing that its sources do not bear."""

from dataclasses import replace

from publish.proposed import cite, publication

from rodedraad.publish.paper import Heading, Item, Paragraph, Table, bookmark, note_text, printable, runs_of
from rodedraad.publish.proposal import NOTED, paper
from rodedraad.records import Change, Gone, Message, Version
from rodedraad.wording import word


def _clauses(made):
    return {block.anchor: block for block in made.blocks if isinstance(block, Paragraph) and block.anchor}


def _changed(made, id_, **fields):
    """The publication with one clause otherwise."""
    clauses = tuple(replace(one, **fields) if one.id == id_ else one for one in made.proposition.clauses)
    return replace(made, proposition=replace(made.proposition, clauses=clauses))


def _words(made):
    return "\n".join("".join(run.text for run in runs_of([block])) for block in made.blocks)


def _under(made, id_):
    """What stands in small print under a clause."""
    blocks = list(made.blocks)
    place = next(at for at, one in enumerate(blocks) if isinstance(one, Paragraph) and one.anchor == id_)
    after = blocks[place + 1]
    is_detail = isinstance(after, Paragraph) and after.look == "detail"
    return "".join(run.text for run in after.runs) if is_detail else ""


def test_every_clause_stands_in_the_reading_once_with_its_number_and_its_own_words():
    for language in ("nl", "en"):
        made = publication(language)
        marked = [one.anchor for one in paper(made).blocks if isinstance(one, Paragraph) and one.anchor]
        assert sorted(marked) == sorted(one.id for one in made.proposition.clauses)
        for clause in made.proposition.clauses:
            block = _clauses(paper(made))[clause.id]
            assert block.text == made.text(clause)
            assert block.number == str(made.numbers[clause.id])


def test_the_core_is_first_and_each_of_its_clauses_leads_to_its_number():
    made = publication()
    blocks = paper(made).blocks
    end = next(place for place, one in enumerate(blocks) if isinstance(one, Heading) and one.starts_page)
    core = [one for one in blocks[:end] if isinstance(one, Paragraph) and one.look == "core"]
    assert [one.runs[-1].to for one in core] == [clause.id for _, clauses in made.core for clause in clauses]
    assert [one.runs[-1].text for one in core] == [
        f"(zin\u00a0{made.numbers[clause.id]})" for _, clauses in made.core for clause in clauses
    ]


def test_a_condition_is_named_before_what_it_governs_in_the_core_and_in_the_reading():
    made = publication()
    number = made.numbers["c-mits"]
    shown = [
        block
        for block in paper(made).blocks
        if isinstance(block, Paragraph) and (block.anchor == "c-lucht" or block.runs[-1].to == "c-lucht")
    ]
    assert len(shown) == 2
    for block in shown:
        assert "".join(run.text for run in block.before) == f"Onder voorwaarde {number}: "
    order = list(_clauses(paper(made)))
    assert order.index("c-mits") + 1 == order.index("c-lucht")


def test_a_note_gives_the_place_and_what_the_clause_does_not_say_itself():
    made = publication()
    notes = [note_text(run.note, "nl") for run in _clauses(paper(made))["c-lucht"].runs if run.note]
    assert notes == ["Brief van het college, blz. 1; Gemeente Kustdorp (college van B en W)."]
    under = [block for block in paper(made).blocks if isinstance(block, Paragraph) and block.look == "detail"]
    other = next(run for block in under for run in block.runs if run.note)
    assert note_text(other.note, "nl") == "Havenvisie, blz. 2: «De haven wil ook schone lucht.»"
    assert "Havenbedrijf" in other.text
    made = _changed(made, "c-kade", citations=(replace(made.proposition.clauses[2].citations[0], voices=("haven",)),))
    asked = [note_text(run.note, "nl") for run in _clauses(paper(made))["c-kade"].runs if run.note]
    assert asked == ["Brief van het college, blz. 3."]  # the clause names who it is itself


def test_of_many_citations_three_have_a_note_and_the_others_are_counted():
    made = publication()
    said = made.dossier.statements
    cited = (cite(said[0]), *(cite(one, "backs", is_shown=False) for one in said[1:]))
    made = _changed(made, "c-lucht", citations=cited)
    blocks = [one for one in paper(made).blocks if isinstance(one, Paragraph)]
    place = next(at for at, one in enumerate(blocks) if one.anchor == "c-lucht")
    assert sum(run.note is not None for run in runs_of(blocks[place : place + 2])) == NOTED
    assert f"en nog {len(cited) - NOTED}." in _under(paper(made), "c-lucht")
    assert blocks[place].comment[-1] == f"en nog {len(cited) - NOTED}."


def test_under_a_clause_stands_who_is_against_how_sure_and_where_was_searched():
    under = _under(paper(publication()), "c-lucht")
    assert "2 partijen, in 2 stukken" in under
    assert "Tegen: Provincie." in under
    assert "90 procent" in under
    made = _changed(publication(), "c-kade", searched=Message.of("gap.asked_absent", party="Havenbedrijf"))
    assert "Havenbedrijf" in _under(paper(made), "c-kade")


def test_what_people_and_models_did_is_said():
    change = Change(reason=Message.of("change.clause_edit"), at="2026-11-20T08:00:00Z")
    made = _changed(publication(), "c-kade", origin="person", ask_again=("haven/board",), changes=(change,))
    under = _under(paper(made), "c-kade")
    assert "van een mens" in under
    assert "Of zij achter deze tekst staan, is hun nog niet gevraagd: Havenbedrijf" in under
    assert "door een mens gewijzigd (20 november 2026)" in under
    made = _changed(publication(), "c-kade", origin="model:naam", verdict="unsupported")
    assert "Verwoord door taalmodel naam." in _under(paper(made), "c-kade")
    assert "Let op" in _under(paper(made), "c-kade")
    assert "zonder taalmodel" not in _words(paper(made))
    assert "zonder taalmodel" in _words(paper(publication()))


def test_the_end_has_sources_absent_parties_and_what_is_gone():
    made = publication()
    gone = Gone(
        clause="c-weg", text="Weg is weg.", english="Gone.", change=Change(reason=Message.of("change.not_found"))
    )
    made = replace(
        made, proposition=replace(made.proposition, gone=(gone,), withheld=2, held=(*made.proposition.held, "x"))
    )
    table = next(one for one in paper(made).blocks if isinstance(one, Table))
    assert [row[0][0].text for row in table.rows] == ["Brief van het college", "Havenvisie"]
    words = _words(paper(made))
    assert f"Weg is weg. ({word(gone.change.reason)})" in words
    assert "Stille Partij" in words
    assert "hier niet aangehaald: 1 bron." in words
    assert "daarom hier niet gebruikt: 2 bronnen." in words
    assert any(isinstance(one, Item) for one in paper(made).blocks)


def test_the_mark_and_the_version_go_with_it():
    made = publication()
    version = Version(number=3, label="3", event="e", at="2026-11-22T09:00:00Z", person="p", body="ab" * 32, public="x")
    assert paper(made).identifier == ""
    assert "niet goedgekeurd" in paper(made).mark
    numbered = paper(replace(made, version=version))
    assert numbered.identifier == version.body
    assert version.body in _words(numbered)


def test_words_that_a_person_wrote_over_a_quote_keep_the_note():
    """The quote is then no part of the text: the note has it."""
    made = _changed(publication(), "c-kade", text="De haven opent de kade.")
    assert not [run for run in _clauses(paper(made))["c-kade"].runs if run.note]
    assert "Ook: " in _under(paper(made), "c-kade")
    notes = [note_text(run.note, "nl") for run in runs_of(paper(made).blocks) if run.note]
    assert any("«Wij vragen het Havenbedrijf de kade vóór 2028 te openen.»" in one for one in notes)


def test_bookmarks_are_short_and_plain_and_printing_keeps_the_length():
    assert bookmark("c-0123456789abcdef") == "c_0123456789abcdef"
    assert bookmark("theme-1") == "a_theme_1"
    assert len(bookmark("c-" + "é " * 60)) <= 40
    text = "a\x00b\u202ec\ud800"
    assert printable(text) == "a�b�c�"

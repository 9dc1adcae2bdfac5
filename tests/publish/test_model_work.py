"""What a model did stands in every publication, and each sentence and title that is its own bears its mark."""

import io
from dataclasses import replace

from openpyxl import load_workbook
from publish.made import publication
from publish.small import small

from rodedraad.publish import html, view
from rodedraad.publish.corrections import Correction, Overruled
from rodedraad.publish.docx import docx
from rodedraad.publish.letters import letter
from rodedraad.publish.model_work import cost, hours, model_work, sentences
from rodedraad.publish.paper import note_text, runs_of
from rodedraad.publish.proposal import paper
from rodedraad.publish.xlsx import xlsx
from rodedraad.records import Message, Refusal, Sending, Suggestion

MARK = "door model proef"


def _read_along(dossier):
    """The dossier as if a model had found each of its sentences and worded the titles of its threads."""
    return replace(
        dossier,
        statements=tuple(replace(one, origin="model:proef") for one in dossier.statements),
        links=replace(
            dossier.links, threads=tuple(replace(one, titled_by="model:proef") for one in dossier.links.threads)
        ),
    )


def _sending(**fields):
    given = {
        "at": "2026-11-23T10:00:00Z", "person": "Jo", "model": "proef", "endpoint": "https://model.example/v1",
        "is_local": False, "calls": 3, "tokens_in": 1200, "tokens_out": 80, "cost_eur": 0.0123,
        "tasks": (("extract", 2), ("title", 1)), "sources": ("weg",),
    }  # fmt: skip
    return Sending(**(given | fields))


def _words(made):
    return "\n".join("".join(run.text for run in runs_of([block])) for block in made.blocks)


def _notes(made):
    return [note_text(run.note, made.language) for run in runs_of(made.blocks) if run.note]


def _page(dossier):
    made = html.html(view.report(dossier, sources_href="../bronnen"), publication=publication(dossier))
    return made.decode("utf-8")


def test_every_footnote_of_a_sentence_that_a_model_found_says_so_and_of_others_none():
    made = publication(_read_along(small()))
    mine = paper(made)
    held = {one.id for one in made.dossier.statements}
    of_sentences = {one.id for one in made.proposition.clauses if held.issuperset(cited.id for cited in one.citations)}
    blocks = [block for block in mine.blocks if getattr(block, "anchor", None) in of_sentences]
    of_clauses = [note_text(run.note, "nl") for run in runs_of(blocks) if run.note]
    assert of_clauses
    assert all(MARK in note for note in of_clauses)
    assert any(MARK in note for note in _notes(letter(made, kind="council")))
    assert MARK not in " ".join(_notes(paper(publication(small()))))
    assert docx(mine) != docx(paper(publication(small())))


def test_the_workbook_says_whose_sentences_quotes_and_titles_are():
    book = load_workbook(io.BytesIO(xlsx(publication(_read_along(small())))))
    for name in ("Citaten", "Rode draden", "Spanningen", "Verzoeken", "Uitspraken"):
        cells = [str(cell.value) for row in book[name].iter_rows(min_row=2) for cell in row]
        assert any("proef" in cell for cell in cells), name


def test_the_page_marks_titles_and_quotes_where_they_stand():
    page = _page(_read_along(small()))
    core = page[page.index('id="kern"') : page.index('id="lezing"')]
    threads = page[page.index('<section id="draden"') : page.index('<section id="spanningen"')]
    assert MARK in core
    assert f"titel {MARK}" in threads
    assert threads.count(f'href="#model">{MARK}</a>') == threads.count("<blockquote>")
    assert MARK not in _page(small())


def test_what_was_sent_away_says_where_of_which_sources_and_what_it_cost():
    dossier = small()
    first = dossier.sources[0]
    sent = replace(dossier, sendings=(_sending(sources=(first.id, "weg")),))
    work = model_work(publication(sent))
    assert work.titles_of(work.runs[0]) == (first.title,)
    page = _page(sent)
    section = page[page.index('<section id="model"') : page.index('<section id="een"')]
    for told in (
        "https://model.example/v1",
        "1.200 tokens heen, 80 terug",
        "0,0123",
        first.title,
        "en 1 niet (meer) in dit overzicht",
    ):
        assert told in section, told
    assert "https://model.example/v1" in _words(paper(publication(sent)))


def test_one_sentence_says_that_no_model_was_asked():
    for language, told in (("nl", "Er is geen taalmodel gevraagd"), ("en", "No language model was asked")):
        made = publication(small(), language=language)
        assert [one for one in sentences(model_work(made), language) if one.startswith(told)]
        assert told in _words(paper(made))


def test_a_local_model_and_one_elsewhere_are_told_apart():
    here = replace(small(), sendings=(_sending(is_local=True, endpoint="http://localhost/v1"),))
    assert "niets de deur uit" in " ".join(sentences(model_work(publication(here)), "nl"))
    away = replace(small(), sendings=(*here.sendings, _sending()))
    told = " ".join(sentences(model_work(publication(away)), "nl"))
    assert "https://model.example/v1" in told
    assert "niets de deur uit" not in told


def test_an_amount_is_written_as_readers_write_it_and_none_is_not_zero():
    assert [cost(one, "nl") for one in (0.0123, 1234.5, None)] == ["0,0123", "1.234,50", "onbekend"]
    assert cost(1234.5, "en") == "1,234.50"


def test_the_totals_of_all_runs_are_told_with_one_word_for_one_thing():
    one = _sending(calls=1, tasks=(("extract", 1), ("compare", 12)))
    made = publication(replace(small(), sendings=(one, _sending(calls=2, cost_eur=1.5))))
    told = " ".join(sentences(model_work(made), "nl"))
    assert "Alles bij elkaar, in 2 keer: 3 vragen, 2.400 tokens heen en 160 terug, 1,51 euro." in told
    alone = publication(replace(small(), sendings=(replace(one, cost_eur=None),)))
    told = " ".join(sentences(model_work(alone), "nl"))
    assert "in 1 keer: 1 vraag, " in told
    assert "niet bekend" in told
    page = _page(alone.dossier)
    assert "uitspraken (1 vraag), vergelijken (12 vragen)" in page
    mixed = publication(replace(small(), sendings=(one, replace(one, cost_eur=None))))
    assert "Van 1 keer is de prijs niet bekend." in " ".join(sentences(model_work(mixed), "nl"))


def test_a_run_that_never_said_how_it_ended_is_told_as_a_plan():
    page = _page(replace(small(), sendings=(_sending(is_ended=False),)))
    assert "niet afgerond" in page
    assert "niet afgerond" not in _page(replace(small(), sendings=(_sending(),)))


def _hours(dossier, language="nl"):
    return " ".join(hours(model_work(publication(dossier)), language))


def test_hours_of_reading_are_told_with_their_assumption_beside_those_of_the_team():
    read = tuple(replace(one, pages_read=40) for one in small().coverage[:1])
    assert read
    dossier = replace(small(), coverage=read, minutes_per_page=4.5)
    told = _hours(dossier)
    assert "Het programma las 40 bladzijden. Wie daar 4,5 minuten per bladzijde over doet (een aanname" in told
    assert "leest 3 uur" in told
    assert "met of zonder taalmodel" in told
    assert "Eigen uren heeft het team niet genoteerd." in told
    own = replace(dossier, own_hours=2.5)
    assert "Het team noteerde zelf 2,5 uur" in _hours(own)
    assert "2.5 hours" in _hours(own, "en")
    assert _hours(replace(dossier, minutes_per_page=0.0)) == ""
    assert "bladzijde" not in " ".join(sentences(model_work(publication(dossier)), "nl"))
    page = _page(replace(dossier, coverage=(*read, *small().coverage[1:])))
    section = page[page.index('<section id="model"') : page.index('<section id="een"')]
    assert section.index("<h3>Leesuren</h3>") < section.index("Het programma las ")


def test_a_source_without_pages_is_named_as_not_counted():
    first, *others = small().coverage
    read = (replace(first, pages_read=40), *(replace(one, pages_read=None, characters=9) for one in others))
    dossier = replace(small(), coverage=read, minutes_per_page=3.0)
    titles = {one.id: one.title for one in dossier.sources}
    told = _hours(dossier)
    assert "zonder bladzijden" in told
    assert titles[others[0].source] in told
    assert titles[first.source] not in told
    assert "zonder bladzijden" not in _hours(replace(dossier, coverage=read[:1]))


def _taken(dossier, event, **fields):
    one = dossier.statements[0]
    given = {"at": "2026-11-23T10:00:00Z", "person": "Jo", "what": "type", "by": "model:proef"}
    return Correction(event=event, read=one, now=one, **(given | fields))


def test_what_people_took_over_set_aside_and_left_is_told():
    dossier = small()
    waits = Suggestion(
        id="v-1", what="type", statements=(dossier.statements[0].id,), model="proef", value="need", words=()
    )
    taken = (
        _taken(dossier, "a"),
        _taken(dossier, "a", what="theme"),
        _taken(dossier, "b"),
        _taken(dossier, "c", by=""),
        _taken(dossier, "d", overruled=Overruled(kind="undo", at="2026-11-23T10:00:00Z", person="Jo")),
    )
    links = replace(dossier.links, suggestions=(waits,))
    work = model_work(publication(replace(dossier, corrections=taken, declined=3, links=links)))
    assert (work.accepted, work.declined, work.waiting) == (2, 3, (("type", 1),))
    told = " ".join(sentences(work, "nl"))
    assert "namen mensen er 2 over: die tellen mee" in told
    assert "wezen er 3 af, en 1 wacht nog" in told
    assert "Niets daarvan telt" not in told


def test_refused_wordings_are_counted_with_the_rest_and_told_once():
    made = publication(small())
    why = Message.of("genai.refused_unsupported", number=2)
    one = Refusal(task="word", kind="unsupported", source=None, page=None, words="leugen", message=why)
    made = replace(made, refused=(one, one, one))
    work = model_work(made)
    assert work.refused == (("unsupported", 3),)
    assert "kwamen er 3 niet binnen" in " ".join(sentences(work, "nl"))
    page = html.html(view.report(made.dossier, sources_href="../bronnen"), publication=made).decode("utf-8")
    assert page.count("verwoorden, zin 2") == 1
    assert "(3×)" in page
    assert "leugen" not in page


def test_clauses_in_plain_language_are_counted_beside_worded_ones():
    made = publication(small())
    first, *others = made.proposition.clauses
    text = replace(made.proposition, clauses=(replace(first, plain="Kort.", plain_by="model:proef"), *others))
    told = " ".join(sentences(model_work(replace(made, proposition=text)), "nl"))
    assert "1 zin in gewone taal" in told
    assert "de woorden van" not in told


def test_a_councillor_finds_it_from_the_top_menu():
    page = _page(small())
    menu = page[page.index("<nav") : page.index("</nav>")]
    assert '<a href="#model">Wat een taalmodel deed en kostte</a>' in menu

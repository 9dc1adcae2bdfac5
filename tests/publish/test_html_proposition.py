"""The report's front: the proposition, each sentence with its quotes beside it, in words and in two pictures."""

import re
from dataclasses import replace
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest
from publish.small import SAYS, published, small
from publish.test_html import HOSTILE, LANGUAGES, _sound, _text, _tree

from rodedraad.publish import html, page_pictures, view
from rodedraad.publish.clauses import Picture, Pictures
from rodedraad.publish.figures_svg import lines
from rodedraad.publish.timeline import line, terms
from rodedraad.read.pdf import PdfReader
from rodedraad.records import (
    Approval,
    Box,
    Change,
    Citation,
    Clause,
    Contribution,
    DocumentSupport,
    Gap,
    Gone,
    Links,
    Message,
    Reply,
    Version,
)


def _made(publication, **given):
    return html.html(view.report(publication.dossier, sources_href="../bronnen"), publication=publication, **given)


def _front(publication, **given):
    return _sound(_made(publication, **given))


def _version(approval=None):
    fields = {"event": "e", "at": "2026-11-22T08:00:00Z", "person": "p", "body": "b", "public": "b"}
    return Version(number=3, label="3", approval=approval, **fields)


def _with(publication, **changed):
    """The publication with its first clause changed so."""
    first, *rest = publication.proposition.clauses
    clauses = (replace(first, **changed), *rest)
    return replace(publication, proposition=replace(publication.proposition, clauses=clauses))


def _facts(tree, number=1):
    return [_text(one) for one in tree.xpath(f"//*[@id='zin-{number}']//ul[@class='facts']/li")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_has_its_number_and_its_words_and_the_core_comes_first(language):
    publication = published(small(), language)
    tree = _front(publication)
    sections = [one.get("id") for one in tree.xpath("//main/section")]
    assert sections[:3] == ["kern", "lezing", "tijd"]
    assert sections.index("matrix") < sections.index("inbreng") < sections.index("een")
    for clause in publication.proposition.clauses:
        number = publication.numbers[clause.id]
        (says,) = tree.xpath(f"//*[@id='zin-{number}']//div[@class='says']/p")
        for note in says.xpath(".//sup"):
            note.drop_tree()
        assert _text(says) == f"{number} {publication.text(clause)}"
    core = [int(one.get("id").removeprefix("kern-")) for one in tree.xpath("//*[@id='kern']//li[@id]")]
    assert core == [publication.numbers[id_] for id_ in publication.proposition.core]


def test_quoted_words_lead_to_their_quote_with_its_source_page_voice_and_the_lines_around_it():
    publication = published(small())
    tree = _front(publication)
    seen = 0
    for clause in publication.proposition.clauses:
        for place, citation in enumerate(clause.citations, start=1):
            id_ = f"zin-{publication.numbers[clause.id]}-b{place}"
            (opened,) = tree.xpath(f"//*[@id='{id_}']")
            assert _text(opened.xpath(".//mark")[0]) == citation.quote
            assert publication.sources[citation.source].title in _text(opened)
            if citation.page:
                assert f"blz. {citation.page}" in _text(opened.xpath(".//a")[0])
                assert opened.xpath(".//a/@href")[0].endswith(f"#page={citation.page}")
            if citation.voices:
                assert publication.who(citation.voices) in _text(opened.xpath(".//b")[0])
            if citation.shown:
                (link,) = tree.xpath(f"//a[@class='quoted'][@href='#{id_}']")
                assert _text(link) == citation.shown
                seen += 1
            near = _text(opened.xpath(".//blockquote")[0])
            assert near != citation.quote or len(SAYS[citation.source]) == 1
            assert opened.xpath("./ancestor::details")
    assert seen >= 4


def test_words_that_left_the_dossier_say_so_and_show_no_other_lines():
    dossier = small()
    other = {id_: replace(one, text=one.text[::-1]) for id_, one in dossier.documents.items()}
    for documents in ({}, other):
        changed = replace(published(dossier), dossier=replace(dossier, documents=documents))
        (opened, *_) = _front(changed).xpath("//*[@id='zin-1-b1']")
        assert "staan niet meer zo in het dossier" in _text(opened)
        assert not opened.xpath(".//*[@class='near']")
    assert "staan niet meer zo" not in _text(_front(published(dossier)))


def test_who_approved_stands_on_the_page_in_its_title_and_on_every_sheet():
    draft = published(small())
    approved = replace(draft, version=_version(Approval(event="e", person="I. de Boer", at="2026-11-22T09:00:00Z")))
    for publication, words in (
        (draft, "Concept, niet genummerd en niet goedgekeurd"),
        (replace(draft, version=_version()), "Concept, versie 3: nog door niemand goedgekeurd"),
        (approved, "Versie 3, goedgekeurd door I. de Boer op 22 november 2026"),
    ):
        tree = _front(publication)
        assert _text(tree.xpath("//header/p[@class='mark']")[0]) == words
        assert _text(tree.xpath("//*[@id='kern']//b[@class='mark']")[0]) == f"{words}."
        assert tree.findtext(".//title").endswith(words)
        assert tree.xpath("//meta[@name='description']/@content") == [words]
        (sheet,) = re.findall(r'@bottom-left { content: "([^"]*)"', tree.findtext(".//style"))
        assert re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), sheet) == words


@pytest.mark.parametrize(
    "hostile", [*HOSTILE, '"; } * { display: none } @import "x', "\\22 ; } a {"], ids=lambda text: ascii(text[:20])
)
def test_hostile_names_and_contributions_stay_words(hostile):
    dossier = small()
    approval = Approval(event="e", person=hostile, at="2026-11-22T09:00:00Z")
    said = Contribution(
        id="e" * 64,
        at="2026-11-22T08:00:00Z",
        kind="objection",
        channel="letter",
        clause=None,
        version=hostile,
        person=hostile,
        party=hostile,
        text=hostile,
        proposed=hostile,
        entered_by=hostile,
        reply=Reply(event="f", at=hostile, person=hostile, outcome="not_changed", reason=hostile),
    )
    made = _made(published(dossier, version=_version(approval), contributions=(said,)))
    tree = _sound(made)
    plain = _sound(_made(published(dossier, version=_version(replace(approval, person="A")), contributions=())))
    rules = [re.sub(r'"[^"]*"', "", one.findtext(".//style")) for one in (tree, plain)]
    assert rules[0] == rules[1]
    assert len(made) < 1_000_000
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200f]", made.decode("utf-8"))


def test_a_clause_tells_what_holds_for_it_and_what_does_not():
    publication = published(small())
    first = publication.proposition.clauses[0]
    assert first.kind == "shared"
    assert _facts(_front(publication)) == [
        "Tegen: De Fabriek",
        "2 stemmen van 3 partijen (wie samen ondertekent, telt als één) in 2 stukken",
        "zekerheid 80 procent",
        "Eerder voor: Gemeente Velsen (gemeenteraad)",
        "noemt: in 2030",
    ]
    changed = _with(
        publication,
        origin="person",
        verdict="unsupported",
        ask_again=("velsen/college", "bewoners"),
        searched=Message(code="gap.searched_sentence"),
        changes=(Change(reason=Message(code="change.clause_edit"), at="2026-11-20T10:00:00Z", contribution="e1"),),
    )
    said = _facts(_front(changed))
    assert said[:3] == [
        "Niet gedekt door de geciteerde bronnen",
        "Tekst van een mens, geen citaat",
        "Of zij achter deze tekst staan, is hun nog niet gevraagd: Gemeente Velsen (college van B en W) en Bewoners.",
    ]
    assert "Gewijzigd: door een mens gewijzigd, 20 november 2026, 10:00 UTC" in said
    core = _front(changed).xpath(f"//*[@id='kern-{publication.numbers[first.id]}']//ul[@class='facts']/li")
    assert [_text(one) for one in core][:3] == said[:3], "what does not hold is said on the one page too"
    assert "Verwoord door taalmodel x." in _facts(_front(_with(publication, origin="model:x")))


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        ((0.65, 0.65), "2 punten lijken twee of meer partijen te delen"),
        ((0.65, 0.95), "2 punten lijken twee of meer partijen te delen, 1 daarvan zeker"),
        ((0.9, None), "2 punten delen twee of meer partijen"),
    ],
)
def test_what_only_seems_to_be_shared_is_not_counted_as_shared(confidence, words):
    publication = published(small())
    (shared,) = (one for one in publication.proposition.clauses if one.kind == "shared")
    two = tuple(
        replace(shared, id=f"c-{place}", confidence=one, support=DocumentSupport(for_=("velsen", "bureau")))
        for place, one in enumerate(confidence)
    )
    clauses = (*two, *(one for one in publication.proposition.clauses if one.kind != "shared"))
    tree = _front(replace(publication, proposition=replace(publication.proposition, clauses=clauses)))
    assert _text(tree.xpath("//ul[@class='tiles']/li")[0]) == words
    assert ("door een mens naast elkaar gelegd" in _text(tree.xpath("//*[@id='lezing']")[0])) is (None in confidence)


def test_a_condition_and_what_it_governs_lead_to_one_another():
    publication = published(small())
    first, second, *rest = publication.proposition.clauses
    clauses = (replace(first, part="condition", kind="condition", governs=(second.id,)), second, *rest)
    tree = _front(replace(publication, proposition=replace(publication.proposition, clauses=clauses)))
    assert "geldt voor zin 2" in _facts(tree, 1)
    assert "onder voorwaarde van zin 1" in _facts(tree, 2)
    assert tree.xpath("//*[@id='zin-2']//ul[@class='facts']//a/@href") == ["#zin-1"]
    (part, *_) = tree.xpath("//*[@id='zin-1']/ancestor::ul[1]/preceding-sibling::h4[1]")
    assert _text(part) != "Voorwaarden", "it stands with what it governs"


def test_what_was_brought_in_stands_with_its_clause_its_answer_and_what_it_changed():
    publication = published(small())
    clause = publication.proposition.clauses[0].id
    fields = {"at": "2026-11-20T10:00:00Z", "channel": "letter", "version": "1", "party": None, "entered_by": "C."}
    reply = Reply(event="r1", at="2026-11-21T10:00:00Z", person="B. Jansen", outcome="changed", reason="Dat klopt.")
    said = (
        Contribution(
            id="e1",
            kind="objection",
            clause=clause,
            person="A. Bos",
            text="Te laat.",
            proposed="In 2028.",
            reply=reply,
            **fields,
        ),
        Contribution(id="e2", kind="question", clause=clause, person="", text="", proposed=None, **fields),
        Contribution(id="e3", kind="support", clause="c-weg", person="D.", text="Goed zo.", proposed=None, **fields),
    )
    changes = (Change(reason=Message(code="change.clause_edit"), event="r1", contribution="e1"),)
    tree = _front(_with(replace(publication, contributions=said), changes=changes))
    assert "2 keer inbreng" in _facts(tree)
    assert tree.xpath("//*[@id='zin-1']//a[text()='inbreng']/@href") == ["#i-e1"]
    texts = {one.get("id"): _text(one) for one in tree.xpath("//*[@id='inbreng']//article")}
    assert texts["i-e1"].startswith("Bezwaar: A. Bos 20 november 2026, 10:00 UTC · per brief · over versie 1 Te laat.")
    assert "Voorstel: In 2028." in texts["i-e1"]
    assert "Verwerkt: Dat klopt. B. Jansen, 21 november 2026, 10:00 UTC" in texts["i-e1"]
    assert "iemand van wie de naam is gewist" in texts["i-e2"]
    assert "De tekst is gewist. Nog geen antwoord." in texts["i-e2"]
    (whole,) = tree.xpath("//h3[@id='inbreng-geheel']/following-sibling::article")
    assert whole.get("id") == "i-e3", "what is about a clause that is gone is about the whole"


def test_clauses_that_are_gone_are_told_with_the_reason():
    publication = published(small())
    reason = Message(code="change.new_source", values=(("title", "Een brief"),))
    gone = Gone(clause="c-1", text="Oude zin.", english="Old.", change=Change(reason=reason))
    changed = replace(publication, proposition=replace(publication.proposition, gone=(gone,)))
    assert _text(_front(changed).xpath("//h3[@id='weg']/following-sibling::ul[1]")[0]) == (
        "Oude zin. nieuwe bron: Een brief"
    )


# --- terms ---------------------------------------------------------------------------------------------------------


def _dated(**deadlines):
    """The small dossier, its statements with these terms: words, first day, last day."""
    dossier = small()

    def turned(one):
        words, first, last = deadlines.get(one.id.removeprefix("s-"), (None, None, None))
        return replace(one, deadline=words, deadline_from=first, deadline_to=last)

    return published(replace(dossier, statements=tuple(turned(one) for one in dossier.statements)))


def test_terms_stand_in_order_as_the_intervals_that_were_read_and_lead_to_their_quote():
    publication = _dated(
        brief0=("in 2030", "2030-01-01", "2030-12-31"),
        visie0=("uiterlijk 2029", None, "2029-12-31"),
        brief1=("per 1 mei 2027", "2027-05-01", "2027-05-01"),
        study0=("from 2028", "2028-01-01", None),
    )
    tree = _front(publication)
    rows = tree.xpath("//*[@id='tijd']//tbody/tr")
    assert [_text(row.xpath("./td")[0]) for row in rows] == [
        "1 mei 2027",
        "vanaf 1 januari 2028",
        "tot en met 31 december 2029",
        "2030",
    ]
    for row, term in zip(rows, terms(publication), strict=True):
        hrefs = row.xpath(".//a/@href")
        assert hrefs
        for href in hrefs:
            (opened,) = tree.xpath(f"//*[@id='{href[1:]}']")
            assert _text(opened.xpath(".//mark")[0]) == term.statement.quote
    drawn = [_text(one) for one in tree.xpath("//*[@id='tijd']//svg/text[@class='small']")]
    assert sorted(drawn) == ["1", "2", "3", "4"], "the picture has the numbers of the table"


def test_a_line_of_years_places_terms_by_their_days_and_never_one_over_another():
    found = terms(
        _dated(
            brief0=("2030", "2030-01-01", "2030-12-31"),
            visie0=("2030", "2030-01-01", "2030-12-31"),
            brief1=("2026", "2026-01-01", "2026-12-31"),
            study0=("until 2028", None, "2027-12-31"),
        )
    )
    drawn = line(found, ["lucht", "werk"])
    assert drawn.years == (2026, 2027, 2028, 2029, 2030)
    marks = [mark for _, _, marks in drawn.themes for mark in marks]
    whole = {mark.term.place: (mark.start, mark.end) for mark in marks}
    assert whole[1] == (0.0, pytest.approx(0.2, abs=0.001))
    assert whole[3] == (pytest.approx(0.8), pytest.approx(1.0, abs=0.001))
    assert whole[2][1] == pytest.approx(0.4, abs=0.001), "an open term ends at its last day"
    for _, rows, of_theme in drawn.themes:
        assert all(mark.row < rows for mark in of_theme)
        by_row = sorted((mark.row, mark.start, mark.end) for mark in of_theme)
        for (row, _, end), (other, start, _) in pairwise(by_row):
            assert row != other or end < start


def test_a_term_far_off_does_not_stretch_the_line_and_is_said_to_be_left_out():
    publication = _dated(
        brief0=("2030", "2030-01-01", "2030-12-31"),
        visie0=("9999", "9999-01-01", "9999-12-31"),
        brief1=("2027", "2027-01-01", "2027-12-31"),
    )
    drawn = line(terms(publication), ["lucht"])
    assert (drawn.outside, len(drawn.years)) == (1, 33)
    assert "1 termijnen liggen buiten deze jaren" in _text(_front(publication).xpath("//*[@id='tijd']")[0])
    assert line((), []) is None
    assert "Geen geciteerde uitspraak noemt een termijn" in _text(_front(_dated()).xpath("//*[@id='tijd']")[0])


# --- themes by parties ---------------------------------------------------------------------------------------------


def test_the_picture_of_the_matrix_has_the_numbers_of_the_table():
    tree = _front(published(small()))
    cells = [_text(one) for one in tree.xpath("//table[@class='matrix']/tbody/tr/td")]
    (picture,) = tree.xpath("//*[@id='matrix']//svg")
    texts = [_text(one) for one in picture.xpath("./text[@class='small']")]
    assert texts[-len(cells) :] == cells
    assert _text(picture.find("title"))
    assert _text(picture.find("desc"))
    shown = [int(one) for one in cells if one.isdecimal()]
    assert len(picture.xpath(".//circle")) == sum(count > 0 for count in shown)
    hatched = tree.xpath("//table[@class='matrix']//td[@class='heat0']")
    assert len(picture.xpath(".//rect[@class='hole']")) == len(hatched)


def test_long_names_are_broken_into_lines_that_fit():
    assert lines("Werk, onderwijs en arbeidsproductiviteit", is_narrow=True) == [
        "Werk, onderwijs en",
        "arbeidsproductivi-",
        "teit",
    ]
    assert all(len(one) <= 21 for one in lines("a" * 900, is_narrow=True))
    assert lines("", is_narrow=True) == []


# --- pages as pictures -----------------------------------------------------------------------------------------------

_SOURCES = Path(str(resources.files("rodedraad.example"))) / "bronnen"


def _pictured():
    """A PDF of the example with a publication of two clauses that quote one page of it."""
    (path, *_) = sorted(_SOURCES.rglob("*.pdf"))
    data = path.read_bytes()
    document = PdfReader().read(data, path.name).document
    segments = [one for one in document.segments if one.page == 2 and one.end - one.start > 40]
    clauses = []
    for place, segment in enumerate(segments[:2]):
        quote = document.text[segment.start : segment.end]
        citation = Citation(
            id=f"s-{place}",
            source=document.source,
            page=2,
            page_end=2,
            locator=None,
            start=segment.start,
            end=segment.end,
            quote=quote,
            role="says",
            shown=quote,
        )
        texts = {"text": f"Er staat: «{quote}»", "english": f"It says: «{quote}»"}
        fields = {"theme": "lucht", "part": "ambition", "kind": "held", "origin": "quote"}
        clauses.append(Clause(id=f"c-{place}", citations=(citation,), **fields, **texts))
    dossier = small()
    held = replace(dossier.sources[0], id=document.source, path=path.name)
    empty = view.Dossier(
        frame=dossier.frame,
        sources=(held,),
        documents={document.source: document},
        statements=(),
        links=Links(),
        coverage=(replace(dossier.coverage[0], source=document.source),),
        problems=(),
    )
    made = published(empty)
    core = tuple(one.id for one in clauses)
    return data, replace(made, proposition=replace(made.proposition, clauses=tuple(clauses), core=core))


def _illustrated(publication, data, **given):
    report = view.report(publication.dossier, sources_href="../bronnen")
    return page_pictures.illustrated(
        report, publication=publication, original=lambda _: data, folder="ver slag-beelden", **given
    )


def test_a_cited_page_of_a_pdf_stands_beside_its_quote_and_the_same_way_twice():
    data, publication = _pictured()
    made = _illustrated(publication, data)
    assert made.files == {}
    tree = _sound(made.page)
    (policy,) = tree.xpath("//meta[@http-equiv]/@content")
    assert "img-src data:;" in policy
    for id_ in ("kern-1-b1", "zin-1-b1", "zin-2-b1"):
        (shown,) = tree.xpath(f"//*[@id='{id_}']//div[@role='img']")
        assert "blz. 2, met het citaat gemarkeerd" in shown.get("aria-label")
    styles = tree.xpath("//style/text()")
    assert styles[1].count("data:image/png") == 1, "a page that is cited twice is in the file once"
    assert _illustrated(publication, data) == made


def test_pictures_that_make_the_file_too_large_stand_beside_it():
    data, publication = _pictured()
    made = _illustrated(publication, data, most_bytes=20_000)
    assert list(made.files) == [f"{publication.dossier.sources[0].id[:16]}-2.png"]
    assert all(one.startswith(b"\x89PNG") for one in made.files.values())
    assert f'url("ver%20slag-beelden/{next(iter(made.files))}")'.encode() in made.page
    (policy,) = _tree(made.page).xpath("//meta[@http-equiv]/@content")
    assert "img-src data: 'self' file:;" in policy


def test_a_source_that_is_gone_changed_or_broken_has_no_picture_and_loses_nothing_else():
    data, publication = _pictured()
    plain = _made(publication)
    assert b"img-src" not in plain
    for given in (None, b"", data + b" ", b"%PDF-1.4 broken"):
        assert _illustrated(publication, given).page == plain


def test_the_part_of_a_page_that_is_seen_holds_the_whole_quote():
    publication = published(small())
    citation = next(one for clause in publication.proposition.clauses for one in clause.citations if one.page)
    for left, top, right, bottom in ((72, 700, 520, 820), (0, 0, 40, 12), (560, 830, 595, 842), (0, 0, 595, 842)):
        box = Box(page=citation.page, left=left, top=top, right=right, bottom=bottom)
        pictures = Pictures(
            pages={(citation.source, citation.page): Picture(src="data:image/png;base64,AA==", width=595, height=842)},
            boxes={citation.id: (box,)},
        )
        style = _front(publication, pictures=pictures).xpath("//div[@role='img']/@style")[0]
        ratio, size, _, down = (float(one) for one in re.findall(r"[\d.]+(?=;|%)|(?<= )[\d.]+(?=%)", style)[:4])
        wide = 100 / size
        high = wide * 595 / 842 / ratio
        first = down / 100 * (1 - high)
        assert first - 0.001 <= top / 842
        assert bottom / 842 <= first + high + 0.001


def test_the_page_calls_no_name_erased_that_is_only_not_shown_and_marks_quotes_behind_them():
    reply = Reply(event="f", at="2026-11-21", person="", outcome="not_changed", reason="Nee.")
    fields = {"at": "2026-11-20", "kind": "objection", "channel": "letter", "version": None, "party": None}
    said = Contribution(
        id="e" * 20, clause=None, person="", text="Niet zo.", proposed=None, entered_by="", reply=reply, **fields
    )
    tree = _front(published(small(), contributions=(said,)))
    told = _text(tree.xpath("//*[@id='inbreng']")[0])
    assert told.count("naam niet getoond") == 2
    assert "gewist" not in told
    marks = tree.xpath("//div[@class='says']//sup")
    assert marks
    assert all((mark.getprevious().tail or "").endswith("»") for mark in marks)
    assert "Een brief (10 maart 2026)" in _text(tree.xpath("//*[@id='lezing']//summary[contains(., 'Een brief')]")[0])


def test_requests_for_which_nothing_could_be_searched_are_counted_apart():
    given = published(small())
    gap = {"kind": "request_without_answer", "theme": None, "party": "velsen", "statement": None, "reference": None}
    codes = ("gap.searched_asked", "gap.searched_asked", "gap.asked_absent")
    gaps = tuple(
        Gap(id=f"g{at}", searched=Message.of(code, sources=1, party="P"), **gap) for at, code in enumerate(codes)
    )
    dossier = replace(given.dossier, links=replace(given.dossier.links, gaps=gaps))
    tile = _front(replace(given, dossier=dossier)).xpath("//ul[@class='tiles']/li")[3]
    assert _text(tile) == "2 verzoeken waarop geen antwoord is gevonden; bij 1 ander kon niet worden gezocht"

"""A project that people worked on comes back: only what they did, whatever program wrote it, and no hostile file."""

import io
import uuid
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from publish.issued import HOMES, POWER, QUAY, dossier, issued, original

from rodedraad.errors import WrongUse
from rodedraad.intake import qdpx as intake
from rodedraad.publish.qdpx import qdpx

NS = "{urn:QDA-XML:project:1.0}"


class Project:
    """An exported project that a test works on as a program would."""

    def __init__(self, publication=None):
        archive = zipfile.ZipFile(io.BytesIO(qdpx(publication or issued(), originals=original)))
        self.files = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.files.pop("project.qde"))

    def all(self, name):
        return list(self.root.iter(f"{NS}{name}"))

    def code(self, name):
        (found,) = [one for one in self.all("Code") if one.get("name").startswith(name)]
        return found

    def selection(self, words, place=0):
        return [
            one for one in self.all("PlainTextSelection") if one.get("name") and words.startswith(one.get("name")[:20])
        ][place]

    def recode(self, words, old, new, place=0):
        for ref in self.selection(words, place).iter(f"{NS}CodeRef"):
            if ref.get("targetGUID") == self.code(old).get("guid"):
                ref.set("targetGUID", self.code(new).get("guid"))

    def add(self, parent, tag, /, **attributes):
        made = etree.SubElement(parent, f"{NS}{tag}", attributes)
        if "guid" not in attributes and not tag.endswith("Ref"):
            made.set("guid", str(uuid.uuid4()))
        return made

    def code_span(self, holder, start, end, *codes):
        made = self.add(holder, "PlainTextSelection", startPosition=str(start), endPosition=str(end))
        for code in codes:
            self.add(self.add(made, "Coding"), "CodeRef", targetGUID=self.code(code).get("guid"))
        return made

    def data(self, qde="project.qde"):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr(qde, etree.tostring(self.root, xml_declaration=True, encoding="utf-8"))
            for name, data in self.files.items():
                archive.writestr(name, data)
        return held.getvalue()

    def as_qualcoder(self):
        """New ids for everything, one selection for each coding, no places on a page: as QualCoder writes it."""
        new = {}
        for element in self.root.iter():
            for key, value in element.attrib.items():
                if key.lower().endswith("guid") or key.endswith("User"):
                    element.set(key, new.setdefault(value, str(uuid.uuid4())))
        for one in self.all("PDFSelection"):
            one.getparent().remove(one)
        for one in self.all("PlainTextSelection"):
            for coding in one.findall(f"{NS}Coding")[1:]:
                split = etree.Element(one.tag, {**one.attrib, "guid": str(uuid.uuid4())})
                split.append(coding)
                one.addnext(split)


def _read(made, **given):
    held = dossier()
    here = {
        "documents": held.documents,
        "statements": {one.id: one for one in held.statements},
        "clauses": {one.id: one for one in issued().proposition.clauses},
        "themes": ("haven", "wonen"),
    }
    return intake.read(made if isinstance(made, bytes) else made.data(), **{**here, **given})


def _statement(quote, place=0):
    return [one for one in dossier().statements if one.quote == quote][place]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_project_that_nobody_touched_brings_nothing(language):
    found = _read(Project(issued(language=language, is_approved=True)))
    assert found.is_empty
    assert (found.problems, found.notes) == ((), ())


def test_nothing_comes_of_a_passage_through_qualcoder():
    made = Project(issued(is_approved=True))
    made.as_qualcoder()
    found = _read(made)
    assert found.is_empty
    assert (found.problems, found.notes) == ((), ())


@pytest.mark.parametrize("is_foreign", [False, True])
def test_another_type_or_theme_is_an_edit(is_foreign):
    made = Project()
    made.recode(POWER, "verzoek", "aanbeveling")
    made.recode(HOMES, "Wonen", "Haven")
    if is_foreign:
        made.as_qualcoder()
    found = _read(made)
    assert {one.id: dict(one.fields) for one in found.edits} == {
        _statement(POWER).id: {"type": "recommendation"},
        _statement(HOMES).id: {"themes": "haven"},
    }
    assert found.problems == ()


def test_a_theme_more_is_added_and_two_types_are_told():
    made = Project()
    made.add(made.add(made.selection(HOMES), "Coding"), "CodeRef", targetGUID=made.code("Haven").get("guid"))
    made.add(made.add(made.selection(POWER), "Coding"), "CodeRef", targetGUID=made.code("zorg").get("guid"))
    found = _read(made)
    assert [(one.id, dict(one.fields)) for one in found.edits] == [(_statement(HOMES).id, {"themes": "wonen,haven"})]
    assert [one.code for one in found.problems] == ["exchange.two_types"]


def test_what_the_dossier_changed_since_the_export_is_not_taken_back():
    """Without the marks, the correction that somebody made meanwhile would be undone by an old project."""
    made = Project()
    made.recode(HOMES, "Wonen", "Haven")
    now = {one.id: replace(one, type="concern") if one.quote == HOMES else one for one in dossier().statements}
    found = _read(made, statements=now)
    assert found.edits == ()
    assert [one.code for one in found.problems] == ["exchange.source_moved_on"]
    taken = {one.id: replace(one, themes=("haven",)) if one.quote == HOMES else one for one in dossier().statements}
    assert _read(made, statements=taken).problems == ()  # the same file again: it says what the dossier says by now
    for one in made.all("Description"):
        one.text = (one.text or "").replace("rodedraad:source", "x")
    assert "exchange.no_base" in [one.code for one in _read(made, statements=now).notes]


def test_a_remark_in_the_memo_of_a_clause_is_a_contribution():
    made = Project()
    code = made.code("Zin 1:")
    code.find(f"{NS}Description").text += "\nWij zijn het hier niet mee eens.\nHet klopt niet."
    made.code("Zin 2:").find(f"{NS}Description").text += "Aanvulling: ook de pont."
    first, second, *_ = issued().proposition.clauses
    found = _read(made)
    assert [(one.clause, one.kind, one.channel, one.text) for one in found.contributions] == [
        (first.id, "objection", "note", "Wij zijn het hier niet mee eens.\nHet klopt niet."),
        (second.id, "addition", "note", "ook de pont."),
    ]


def test_other_words_in_the_memo_are_a_proposal_unless_the_clause_changed_meanwhile():
    made = Project()
    description = made.code("Zin 1:").find(f"{NS}Description")
    first = issued().proposition.clauses[0]
    description.text = description.text.replace(first.text, "Wij willen dit anders.")
    (brought,) = _read(made).contributions
    assert (brought.clause, brought.proposed) == (first.id, "Wij willen dit anders.")
    clauses = {one.id: replace(one, text=f"{one.text} Nu.") for one in issued().proposition.clauses}
    found = _read(made, clauses=clauses)
    assert found.contributions == ()
    assert "exchange.clauses_moved_on" in [one.code for one in found.notes]


def test_a_note_on_a_clause_is_by_who_wrote_it():
    made = Project()
    user = made.add(made.all("Users")[0], "User", name="D. Jansen").get("guid")
    note = made.add(
        made.all("Notes")[0], "Note", name="Memo", modifyingUser=user, modifiedDateTime="2026-12-01T10:00:00Z"
    )
    made.add(note, "PlainTextContent").text = "Waar staat dit?"
    made.code("Zin 1:").find(f"{NS}NoteRef").addnext(etree.Element(f"{NS}NoteRef", targetGUID=note.get("guid")))
    (brought,) = _read(made).contributions
    assert (brought.person, brought.at, brought.kind, brought.text) == (
        "D. Jansen",
        "2026-12-01T10:00:00Z",
        "question",
        "Waar staat dit?",
    )


def test_a_quote_coded_where_no_statement_is_comes_in_by_our_own_words():
    """Its numbers are those of the project's text; here that text has a line more than ours, and CRLF."""
    made = Project()
    (letter,) = made.all("TextSource")
    path = f"Sources/{letter.get('plainTextPath')[11:]}"
    text = made.files[path].decode()
    made.files[path] = ("\ufeff" + text.replace("\n", "\r\n")).encode()
    start = text.index("Vooraf")
    made.code_span(letter, start, start + len("Vooraf 𝔘𝔫𝔦 en 🏭🏭 staat dit."), "zorg", "Zin 1:")
    found = _read(made)
    (brought,) = found.contributions
    assert found.edits == ()
    assert brought.kind == "addition"
    assert brought.clause == issued().proposition.clauses[0].id
    assert brought.text.startswith("«Vooraf 𝔘𝔫𝔦 en 🏭🏭 staat dit.»")
    assert (brought.person, brought.at) == (None, None)


def test_a_memo_with_a_quote_is_a_contribution_on_the_clause_that_cites_it():
    made = Project()
    etree.SubElement(made.selection(HOMES), f"{NS}Description").text = "Dit zijn er 300."
    (brought,) = _read(made).contributions
    assert brought.statements == (_statement(HOMES).id,)
    assert (brought.clause, brought.text) == (
        next(one.id for one in issued().proposition.clauses if HOMES in one.text),
        "Dit zijn er 300.",
    )
    assert (brought.person, brought.at) == (None, None)  # the selection is Rodedraad's, with the time of its export


def test_positions_in_units_of_utf_16_are_understood():
    made = Project()
    (letter,) = made.all("TextSource")
    text = made.files[f"Sources/{letter.get('plainTextPath')[11:]}"].decode()
    for one in letter.findall(f"{NS}PlainTextSelection"):
        for key in ("startPosition", "endPosition"):
            one.set(key, str(len(text[: int(one.get(key))].encode("utf-16-le")) // 2))
    made.recode(HOMES, "maatregel", "ambitie")
    found = _read(made)
    assert [(one.id, dict(one.fields)) for one in found.edits] == [(_statement(HOMES).id, {"type": "ambition"})]
    assert found.problems == ()


def test_words_that_are_not_in_our_text_are_a_problem_and_no_edit():
    made = Project()
    (letter,) = made.all("TextSource")
    path = f"Sources/{letter.get('plainTextPath')[11:]}"
    made.files[path] = made.files[path].decode().replace("400", "900").encode()
    found = _read(made)
    assert [one.code for one in found.problems] == ["exchange.not_found"]
    assert found.is_empty


def test_a_selection_whose_ends_moved_a_little_is_the_same_statement_and_one_that_went_away_stays():
    made = Project()
    one = made.selection(HOMES)
    one.set("endPosition", str(int(one.get("endPosition")) - 1))
    made.recode(HOMES, "maatregel", "ambitie")
    gone = made.selection(POWER)
    gone.getparent().remove(gone)
    found = _read(made)
    assert [(edit.id, dict(edit.fields)) for edit in found.edits] == [(_statement(HOMES).id, {"type": "ambition"})]
    assert [(note.code, dict(note.values)) for note in found.notes] == [("exchange.uncoded", {"count": 1})]


def test_atlas_ti_and_maxqda_write_other_names_and_paths():
    made = Project()
    made.recode(HOMES, "maatregel", "ambitie")
    made.files = {name.replace("Sources/", "sources/"): data for name, data in made.files.items()}
    for one in made.root.iter():
        if one.get("path"):
            one.set("path", "absolute:///C:/Users/x/Documents/visie.pdf")
        if one.get("plainTextPath"):
            one.set("plainTextPath", one.get("plainTextPath").replace("internal://", "absolute:///../../C:\\x\\"))
    for source in (*made.all("TextSource"), *made.all("PDFSource"), *made.all("Representation")):
        source.set("guid", f"{{{uuid.uuid4()}}}".upper())
        for one in source.findall(f"{NS}Description"):
            source.remove(one)
    found = _read(made.data("Mijn project.qde"))
    assert [one.id for one in found.edits] == [_statement(HOMES).id]
    assert found.problems == ()


def test_a_source_without_its_marks_is_known_by_the_quotes_that_are_coded_in_it():
    """As when a program reads the PDF by itself: a line more above, and another cut of the lines."""
    made = Project()
    made.recode(QUAY, "ambitie", "behoefte", place=0)
    for holder in (*made.all("TextSource"), *made.all("Representation")):
        path = f"Sources/{holder.get('plainTextPath')[11:]}"
        text = made.files[path].decode()
        made.files[path] = ("Eigen kop\n\n" + text.replace(" kade", "\nkade")).encode()
        for one in holder.findall(f"{NS}PlainTextSelection"):
            for key in ("startPosition", "endPosition"):
                one.set(key, str(int(one.get(key)) + len("Eigen kop\n\n")))
    for source in (*made.all("TextSource"), *made.all("PDFSource"), *made.all("Representation")):
        source.set("guid", str(uuid.uuid4()))
        for one in source.findall(f"{NS}Description"):
            source.remove(one)
    found = _read(made)
    assert [dict(one.fields) for one in found.edits] == [{"type": "need"}]
    assert (found.problems, found.contributions) == ((), ())


def test_what_a_clause_cites_that_is_no_statement_is_no_addition():
    """A clause about missing documents rests on where these are named; each came back as an addition."""
    publication = issued()
    first, *rest = publication.proposition.clauses
    text = dossier().documents[first.citations[0].source].text
    start = text.index("Visie") if "Visie" in text else text.index("Brief")
    cited = replace(first.citations[0], id="r-1", start=start, end=start + 5, quote=text[start : start + 5])
    clauses = (replace(first, citations=(*first.citations, cited)), *rest)
    made = Project(replace(publication, proposition=replace(publication.proposition, clauses=clauses)))
    assert len(made.all("PlainTextSelection")) == len(dossier().statements) + 1
    found = _read(made, clauses={one.id: one for one in clauses})
    assert found.is_empty
    made.code_span(made.all("TextSource")[0], 0, 3, "Zin 1:")
    assert len(_read(made, clauses={one.id: one for one in clauses}).contributions) == 1


def test_the_same_words_in_two_places_are_told_apart():
    held = dossier()
    source = held.sources[1]
    document = held.documents[source.id]
    twice = replace(document, text=f"{document.text}\n\n{HOMES}")
    one = _statement(HOMES)
    start = twice.text.rindex(HOMES)
    other = replace(one, id="s-tweede", start=start, end=start + len(HOMES), type="finding")
    turned = replace(held, documents={**held.documents, source.id: twice}, statements=(*held.statements, other))
    here = {"documents": turned.documents, "statements": {one.id: one for one in turned.statements}}
    made = Project(issued(of=turned))
    assert _read(made, **here).edits == ()
    made.recode(HOMES, "bevinding", "zorg", place=1)
    path = f"Sources/{made.all('TextSource')[0].get('plainTextPath')[11:]}"
    for text in (made.files[path], made.files[path].replace(b"\n", b"\r\n")):
        made.files[path] = text
        found = _read(made, **here)
        assert [(edit.id, dict(edit.fields)) for edit in found.edits] == [("s-tweede", {"type": "concern"})]


def test_words_of_a_statement_in_a_second_place_that_is_none_are_not_that_statement():
    held = dossier()
    source = held.sources[1]
    document = held.documents[source.id]
    twice = {**held.documents, source.id: replace(document, text=f"{document.text}\n\nElders staat: {HOMES}")}
    made = Project(issued(of=replace(held, documents=twice)))
    (letter,) = made.all("TextSource")
    path = f"Sources/{letter.get('plainTextPath')[11:]}"
    start = made.files[path].decode().rindex(HOMES)
    made.code_span(letter, start, start + len(HOMES), "zorg")
    for text in (made.files[path], made.files[path].replace(b"\n", b"\r\n")):
        made.files[path] = text
        found = _read(made, documents=twice)
        assert found.edits == ()
        assert [one.kind for one in found.contributions] == ["addition"]


def test_a_text_that_is_not_in_the_project_is_said_and_so_is_a_source_of_another_dossier():
    made = Project()
    made.files = {}
    assert {one.code for one in _read(made).problems} == {"exchange.no_text"}
    bare = etree.tostring(made.root)
    assert {one.code for one in _read(bare).problems} == {"exchange.no_text"}
    other = Project()
    for one in other.all("Description"):
        one.text = ""
    found = _read(other, documents={})
    assert {one.code for one in found.problems} == {"exchange.unknown_source"}
    assert found.is_empty


def test_codes_and_notes_of_the_analysts_own_stay_theirs():
    made = Project()
    codes = made.all("Codes")[0]
    made.add(codes, "Code", name="Mijn idee", isCodable="true")
    (letter,) = made.all("TextSource")
    made.code_span(letter, 3, 9, "Mijn idee")
    made.add(made.add(made.all("Notes")[0], "Note", name="Dagboek"), "PlainTextContent").text = "Vandaag gelezen."
    found = _read(made)
    assert found.is_empty
    assert [one.code for one in found.notes] == ["exchange.own_codes", "exchange.own_notes"]


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Project xmlns="urn:QDA-XML:project:1.0">&b;</Project>'
FILE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Project>&a;</Project>'


def _zip(**files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"niets",
        b"PK\x03\x04 kapot",
        _zip(ander=b"x"),
        _zip(**{"a.qde": b"<Geen/>"}),
        _zip(**{"a.qde": BOMB}),
        _zip(**{"a.qde": FILE}),
        BOMB,
        _zip(**{"a.qde": b"\x00" * 6_000_000}),
        _zip(**{"a.qde": b'<Project xmlns="urn:QDA-XML:project:1.0"><Sources><TextSource/></Sources></Project>'}),
    ],
)
def test_what_is_no_project_is_refused_in_one_sentence(data):
    with pytest.raises(WrongUse):
        _read(data)


def test_no_path_leads_out_of_the_project_and_no_number_out_of_the_text(tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim", encoding="utf-8")
    made = Project()
    (letter,) = made.all("TextSource")
    made.files["../../uit.txt"] = b"x"
    letter.set("plainTextPath", f"internal://../../../..{secret}")
    for start, end in (("-5", "9"), ("9", "2"), ("0", "9" * 40), ("1e3", "x"), ("999999", "1000000")):
        made.code_span(letter, start, end, "zorg")
    found = _read(made)
    assert [one.code for one in found.problems] == ["exchange.no_text"]
    assert not (tmp_path.parent / "uit.txt").exists()

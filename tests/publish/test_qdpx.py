"""A REFI-QDA project: right by its schema, right in its positions, and read by other people's programs."""

import importlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
from lxml import etree
from publish.issued import HOMES, POWER, QUAY, dossier, files, issued, original

from rodedraad.publish import qdpx as module
from rodedraad.publish.qdpx import qdpx

NS = {"q": "urn:QDA-XML:project:1.0"}


def _made(**given):
    return qdpx(issued(**given), originals=original)


def _opened(data):
    archive = zipfile.ZipFile(io.BytesIO(data))
    return archive, etree.fromstring(archive.read("project.qde"))


def _text(archive, element):
    return archive.read(f"Sources/{element.get('plainTextPath').removeprefix('internal://')}").decode()


def _coded(root):
    """The names of the codes on each selection, by the words of the selection."""
    archive, tree = root
    names = {one.get("guid"): one.get("name") for one in tree.iter("{*}Code")}
    found = {}
    for holder in (*tree.iter("{*}TextSource"), *tree.iter("{*}Representation")):
        text = _text(archive, holder)
        for one in holder.findall("q:PlainTextSelection", NS):
            words = text[int(one.get("startPosition")) : int(one.get("endPosition"))]
            refs = [names[ref.get("targetGUID")] for ref in one.iter("{*}CodeRef")]
            found.setdefault(words, []).append(refs)
    return found


def test_every_reference_leads_to_something_and_every_path_to_a_file():
    archive, root = _opened(_made(is_approved=True))
    assert archive.namelist()[0] == "project.qde"
    guids = root.xpath("//@guid")
    assert len(guids) == len(set(guids))
    assert set(root.xpath("//@targetGUID | //@creatingUser | //@creatingUserGUID")) <= set(guids)
    paths = root.xpath("//@path | //@plainTextPath | //@richTextPath")
    assert {f"Sources/{path.removeprefix('internal://')}" for path in paths} == set(archive.namelist()[1:])


def test_the_official_schema_takes_it():
    schema = etree.XMLSchema(file=Path(__file__).with_name("refi_qda_project.xsd"))
    for given in ({}, {"is_approved": True, "language": "en"}):
        root = _opened(_made(**given))[1]
        assert schema.validate(root), schema.error_log
    root[0].tag = root[1].tag
    assert not schema.validate(root)


def test_another_reader_reads_it(tmp_path):
    refi = importlib.import_module("pyrefiqda")
    (tmp_path / "uit.qdpx").write_bytes(_made())
    project = refi.RefiProject.load(tmp_path / "uit.qdpx", extract_dir=str(tmp_path / "los"))
    (letter,) = project.sources.text_source
    text = (tmp_path / "los/Sources" / letter.plain_text_path.removeprefix("internal://")).read_text(encoding="utf-8")
    assert [text[one.start_position : one.end_position] for one in letter.plain_text_selection] == [QUAY, HOMES]


def test_positions_count_code_points_and_every_statement_is_coded_with_all_that_it_is():
    coded = _coded(_opened(_made()))
    assert len(coded[QUAY]) == 2  # in the PDF and in the letter, where letters outside the first plane stand before it
    for codes in coded[QUAY]:
        assert codes[:2] == ["ambitie", "Haven"]
        assert codes[2].startswith("Draad 1:")
        assert codes[3].startswith("Onderwerp 1:")
        assert any(one.startswith("Zin ") for one in codes[4:])
    assert coded[POWER][0][:2] == ["verzoek", "Haven"]
    assert coded[HOMES][0][:2] == ["maatregel", "Wonen"]


def test_line_ends_and_a_byte_order_mark_move_nothing():
    """QualCoder reads a carriage return with its line feed as one character, and a mark at the start as one."""
    held = dossier()
    source = held.sources[1]
    document = held.documents[source.id]
    text = "\ufeff" + document.text[1:].replace("\n\n", "\r\n")
    turned = replace(held, documents={**held.documents, source.id: replace(document, text=text)})
    archive, root = _opened(qdpx(replace(issued(), dossier=turned), originals=original))
    written = archive.read(f"Sources/{root.find('.//q:TextSource', NS).get('plainTextPath')[11:]}")
    assert len(written.decode()) == len(document.text)
    assert b"\r" not in written
    assert not written.startswith(b"\xef\xbb\xbf")
    assert QUAY in _coded((archive, root))


def test_what_does_not_stand_in_the_text_any_more_is_not_coded():
    held = dossier()
    documents = {id_: replace(one, text=one.text.replace("schone", "smerig")) for id_, one in held.documents.items()}
    coded = _coded(_opened(qdpx(replace(issued(), dossier=replace(held, documents=documents)), originals=original)))
    assert not any("kade, zodat" in words for words in coded)
    assert POWER in coded


def test_a_rectangle_on_the_page_holds_the_words_that_are_cited():
    _, root = _opened(_made())
    pdf = pypdfium2.PdfDocument(files()["map/visie.pdf"])
    found = []
    for one in root.iter("{*}PDFSelection"):
        left, bottom, right, top = (float(one.get(name)) for name in ("firstX", "firstY", "secondX", "secondY"))
        assert one.get("page") == "1"  # counted from 0: the quote stands on the second page
        page = pdf[int(one.get("page"))].get_textpage()
        found.append(" ".join(page.get_text_bounded(left=left, bottom=bottom, right=right, top=top).split()))
    assert found == [QUAY]


def test_names_are_different_without_their_capitals_and_are_names_of_files():
    """QualCoder keeps one code of each name and drops the codings of the next; a slash would write elsewhere."""
    held = dossier()
    themes = tuple(replace(one, nl="Verzoek") for one in held.frame.themes)
    odd = tuple(
        replace(one, path=path) for one, path in zip(held.sources, ("a/../Zelfde.pdf", "b/zelfde.PDF"), strict=True)
    )
    turned = replace(held, frame=replace(held.frame, themes=themes), sources=odd)
    _, root = _opened(qdpx(issued(of=turned), originals=lambda _: None))
    codes = [one.get("name").casefold() for one in root.iter("{*}Code")]
    assert len(codes) == len(set(codes))
    assert [one.get("name") for one in root.iter("{*}TextSource")] == ["Zelfde.pdf", "zelfde (2).PDF"]


def test_a_draft_says_so_and_an_approved_version_says_who():
    draft = _opened(_made())[1].findtext("q:Description", namespaces=NS)
    approved = _opened(_made(is_approved=True))[1]
    assert draft.startswith("Concept")
    assert "A. <Vries>" in approved.findtext("q:Description", namespaces=NS)
    assert {one.get("name") for one in approved.iter("{*}User")} == {"Rodedraad", "A. <Vries>", "C. <Klaver>"}
    notes = "\n".join(one.text for one in approved.iter("{*}PlainTextContent"))
    assert "Dit is te laat & te weinig." in notes
    assert "Zo staat het er." in notes


def test_a_note_says_of_each_quote_what_it_does_for_the_clause():
    """A quote against it once stood there as if it were one for it."""
    publication = issued()
    first, *rest = publication.proposition.clauses
    against = replace(first.citations[-1], role="opposes")
    clauses = (replace(first, citations=(*first.citations[:-1], against)), *rest)
    turned = replace(publication, proposition=replace(publication.proposition, clauses=clauses))
    note = next(_opened(qdpx(turned, originals=original))[1].iter("{*}PlainTextContent")).text
    assert note.count("staat ertegenover: «") == 1
    assert note.count("geciteerd: «") == 1


def test_what_was_brought_in_on_the_whole_is_a_note_of_the_project():
    publication = issued(is_approved=True)
    turned = replace(publication, contributions=(replace(publication.contributions[0], clause=None),))
    root = _opened(qdpx(turned, originals=original))[1]
    (ref,) = root.findall("q:NoteRef", NS)
    (note,) = [one for one in root.iter("{*}Note") if one.get("guid") == ref.get("targetGUID")]
    assert "Dit is te laat" in note.findtext("q:PlainTextContent", namespaces=NS)
    assert etree.XMLSchema(file=Path(__file__).with_name("refi_qda_project.xsd")).validate(root)


def test_a_file_that_is_too_large_or_gone_stays_out_and_is_named(monkeypatch):
    monkeypatch.setattr(module, "LARGEST_FILE", 1000)
    archive, root = _opened(_made())
    assert not [name for name in archive.namelist() if name.endswith(".pdf")]
    assert "map/visie.pdf" in root.findtext("q:Description", namespaces=NS)
    assert len(root.findall(".//q:TextSource", NS)) == 2
    assert POWER in _coded((archive, root))


def test_the_same_publication_gives_the_same_bytes_and_hostile_characters_do_no_harm():
    assert _made() == _made()
    held = dossier()
    bad = tuple(replace(one, title="\x00\ud800]]>&<\ufffe") for one in held.sources)
    archive, root = _opened(qdpx(issued(of=replace(held, sources=bad), stamp="gisteren"), originals=original))
    assert archive.testzip() is None
    assert "\ufffd" in root.find(".//q:TextSource/q:Description", NS).text
    assert root.get("creationDateTime") == "1980-01-01T00:00:00Z"

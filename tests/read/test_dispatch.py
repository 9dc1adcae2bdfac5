"""The dispatcher: files are what their bytes say, and nothing that is in them can do harm."""

import io
import socket
import sys
import time
import types
import zipfile
from importlib.metadata import EntryPoint

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import SHARED, needs_shared
from read.samples import all_samples, changed, docx, holds, member, plan_docx, sheet_xlsx, texts

import rodedraad.read as reading
from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.read import read, suffixes
from rodedraad.read.gather import Gatherer
from rodedraad.wording import catalogue, word

SAMPLES = all_samples()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(data, name):
    with pytest.raises(UnreadableSource) as caught:
        read(data, name)
    assert caught.value.message.code in catalogue()
    return caught.value.kind


def holds_or_refused(data, name):
    """Whatever the file, a whole Perusal or a refusal that can be worded; any other error fails the test."""
    try:
        holds(read(data, name))
    except UnreadableSource as error:
        if error.message.code not in catalogue():
            raise


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_wrong_name_changes_the_name_of_the_problem_and_nothing_else(name):
    right = read(SAMPLES[name], name)
    wrong = read(SAMPLES[name], "rapport.pdf")
    assert wrong.document == right.document
    assert [problem.kind for problem in right.problems].count("wrong_type") == 0
    assert [problem.kind for problem in wrong.problems].count("wrong_type") == 1 or name.endswith(".md")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "a.docx", "unreadable"),
        (b" \n\0", "a.txt", "unreadable"),
        (b"PK\x03\x04 gebroken", "a.docx", "unreadable"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "wrong_type"),
        (b"{\\rtf1 tekst}", "a.rtf", "wrong_type"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "wrong_type"),
        (b"naam;waarde\n", "a.csv", "wrong_type"),
        (b"\x01\x02\x03\x00" * 40, "a.txt", "wrong_type"),
    ],
)
def test_what_cannot_be_read_is_refused_by_kind(data, name, kind):
    assert refusal(data, name) == kind


def test_a_name_without_a_suffix_is_said_to_be_the_reason():
    for name, code in (("map.d/LICENSE", "read.no_suffix"), ("a.xyz", "read.unsupported")):
        with pytest.raises(UnreadableSource) as caught:
            read(b"Wij willen schone lucht.", name)
        assert caught.value.message.code == code
        assert "?" not in word(caught.value.message)


def test_other_archives_and_locked_members_are_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "tekst")
    assert refusal(target.getvalue(), "a.docx") == "wrong_type"
    odt = SAMPLES["zienswijze.odt"]
    manifest = member(odt, "META-INF/manifest.xml") + b"<!-- manifest:encryption-data -->"
    assert refusal(changed(odt, {"META-INF/manifest.xml": manifest}), "a.odt") == "encrypted"


@pytest.mark.parametrize("head", ['<!DOCTYPE w [<!ENTITY a "aaa">]>', "<!DOCTYPE w>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_encoding(head, encoding):
    markup = member(plan_docx(), "word/document.xml").decode()
    markup = head + markup[markup.index("<w:document") :]
    assert refusal(changed(plan_docx(), {"word/document.xml": markup.encode(encoding)}), "a.docx") == "unreadable"


def test_bombs_are_stopped_early():
    started = time.perf_counter()
    zeros = b"<x>" + b" " * (60 << 20)
    for name, part in (("plan.docx", "word/document.xml"), ("planning.xlsx", "xl/worksheets/sheet1.xml")):
        assert refusal(changed(SAMPLES[name], {part: zeros}), name) == "too_large"
    deep = "<w:p>" * 5000
    assert refusal(changed(SAMPLES["plan.docx"], {"word/document.xml": deep}), "a.docx") == "unreadable"
    assert time.perf_counter() - started < 20


def test_pictures_are_never_unpacked():
    bomb = changed(plan_docx(), {"word/media/image1.png": b"\0" * (300 << 20)})
    assert "walstroom" in read(bomb, "plan.docx").document.text


def test_a_sheet_of_a_million_rows_is_read_in_part_and_said():
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>Kade %d ligt aan de haven</t></is></c></row>'
    rows = b"".join(row % (n, n, n) for n in range(1, 600_000))
    markup = member(sheet_xlsx(), "xl/worksheets/sheet1.xml")
    head = markup[: markup.index(b"<sheetData>")]
    started = time.perf_counter()
    data = changed(
        sheet_xlsx(), {"xl/worksheets/sheet1.xml": head + b"<sheetData>" + rows + b"</sheetData></worksheet>"}
    )
    made = time.perf_counter() - started
    perusal = holds(read(data, "groot.xlsx"))
    assert ("truncated", "read.sheet_cut") in [(p.kind, p.message.code) for p in perusal.problems]
    assert len(perusal.document.blocks) == 20_001
    assert time.perf_counter() - started - made < 30


def test_nested_pages_and_long_lines_take_no_time():
    started = time.perf_counter()
    texts_in = [
        "<div>" * 20_000 + "<p>diep</p>",
        "<table><tr><td>" * 3_000 + "diep",
        "<ul><li>" * 5_000 + "diep",
        "<p>" + "<b>" * 50_000 + "diep",
    ]
    for content in texts_in:
        holds(read(f"<html><body>{content}".encode(), "a.html"))
    for content in ("a" * 100_000, "a-" * 50_000, " " * 100_000 + "a", "* " * 50_000, "." * 100_000, "1." * 50_000):
        holds(read(content.encode(), "a.txt"))
    for content in (
        "[" * 20_000,
        "*a_" * 20_000,
        "> " * 5_000 + "a",
        "`" * 50_000,
        "<a " * 20_000,
        "[^a]: x\n" * 5_000,
    ):
        holds(read(("# kop\n\n" + content).encode(), "a.md"))
    assert time.perf_counter() - started < 30


def test_links_and_scripts_in_pages_reach_nothing(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a page opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    page = (
        '<!DOCTYPE html SYSTEM "http://a.example/x.dtd"><html><body><img src="http://a.example/y"><p>&kwaad; Tekst.</p>'
    )
    assert "Tekst." in read(page.encode(), "a.html").document.text


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(SAMPLES)),
    edits=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=6),
)
def test_broken_files_are_read_or_refused_and_nothing_else(name, edits):
    """Any edit of any sample gives a whole Perusal or UnreadableSource."""
    data = bytearray(SAMPLES[name])
    for where, put, gone in edits:
        at = int(where * len(data))
        data[at : at + gone] = put
    holds_or_refused(bytes(data), name)


MEMBERS = [(name, part) for name in SAMPLES if name[-4:] in ("docx", "pptx", "xlsx", ".odt")
           for part in zipfile.ZipFile(io.BytesIO(SAMPLES[name])).namelist() if part.endswith((".xml", ".rels"))]  # fmt: skip


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    choice=st.sampled_from(MEMBERS),
    where=st.floats(0, 1),
    put=st.sampled_from(
        [b"", b"<", b'"', b"0", b"-1", b"99999999999", b"\xff", b"<w:p>", b"&#0;", b"&lt;", b"x:", b" "]
    ),
    gone=st.integers(0, 30),
)
def test_broken_markup_inside_archives_is_read_or_refused(choice, where, put, gone):
    """Damage behind the archive's checksum reaches the readers themselves."""
    name, part = choice
    content = bytearray(member(SAMPLES[name], part))
    at = int(where * len(content))
    content[at : at + gone] = put
    holds_or_refused(changed(SAMPLES[name], {part: bytes(content)}), name)


class Own:
    suffixes = (".own",)

    def read(self, data, path):
        gatherer = Gatherer(data, path)
        gatherer.paragraph("Eigen.")
        return gatherer.perusal()


class Greedy(Own):
    suffixes = (".docx",)


@pytest.mark.parametrize(("classes", "is_taken"), [((Own,), False), ((Greedy,), True), ((Own, Own), True)])
def test_a_third_party_reader_is_found_and_a_suffix_taken_twice_is_an_error(monkeypatch, classes, is_taken):
    def registered(**_group):
        return [EntryPoint(name="x", value=f"other_readers:{cls.__name__}", group=reading.GROUP) for cls in classes]

    def forget():
        reading._theirs.cache_clear()
        reading._loaded.cache_clear()

    monkeypatch.setattr(reading, "entry_points", registered)
    monkeypatch.setitem(sys.modules, "other_readers", types.SimpleNamespace(Own=Own, Greedy=Greedy))
    forget()
    try:
        if is_taken:
            with pytest.raises(WrongUse):
                suffixes()
        else:
            assert {".own", ".pdf", ".docx"} <= set(suffixes())
            assert read(b"x", "a.own").document.text == "Eigen."
    finally:
        forget()


def test_reading_is_the_same_twice_and_leaves_no_trace_of_the_path():
    for name, data in SAMPLES.items():
        assert read(data, name) == read(data, name)
        assert read(data, "map/" + name).document == read(data, name).document


def test_empty_word_file_is_an_empty_document():
    assert texts(read(docx(lambda _: None), "leeg.docx"), "paragraph") == []


@needs_shared
@pytest.mark.shared
def test_real_office_files_are_read_quickly():
    """The Office files of the corpus: all read, with text, in two seconds together."""
    paths = [
        path
        for path in sorted((SHARED / "corpus").rglob("*"))
        if path.suffix in (".docx", ".pptx", ".xlsx", ".md", ".html")
    ]
    assert len(paths) >= 15
    read(SAMPLES["planning.xlsx"], "a.xlsx")
    read(SAMPLES["verslag.md"], "a.md")
    seconds = 0.0
    for path in paths:
        data = path.read_bytes()
        started = time.process_time()
        perusal = holds(read(data, path.name))
        seconds += time.process_time() - started
        assert perusal.document.text
    assert seconds < 2

"""An exported Word file that people worked on: every comment and change comes back once, by whom and at which clause."""

import copy
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from publish.proposed import publication
from read.samples import changed, docx, member

from rodedraad.errors import WrongUse
from rodedraad.intake import Intake
from rodedraad.intake import docx as back
from rodedraad.publish import proposal
from rodedraad.publish.docx import docx as written
from rodedraad.publish.letters import letter
from rodedraad.publish.paper import bookmark
from rodedraad.wording import word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MAIN, COMMENTS = "word/document.xml", "word/comments.xml"
MADE = publication()
CLAUSES = {one.id: one for one in MADE.proposition.clauses}
FILE = written(proposal.paper(MADE))
AT = "2026-11-21T10:00:00Z"


def read(data, **given):
    return back.read(data, clauses=CLAUSES, language="nl", **given)


def told(messages):
    return [word(one) for one in messages]


def edited(change, data=FILE, part=MAIN):
    """The file after ``change`` was done to the root of one of its parts."""
    root = etree.fromstring(member(data, part))
    change(root)
    return changed(data, {part: etree.tostring(root)})


def paragraph(root, id_):
    """The paragraph of the reading in which a clause stands."""
    mark = next(one for one in root.iter(W + "bookmarkStart") if one.get(W + "name") == bookmark(id_))
    return next(one for one in mark.iterancestors(W + "p"))


def on_page(root, id_):
    """The paragraph of the one page that leads to a clause."""
    links = (one for one in root.iter(W + "hyperlink") if one.get(W + "anchor") == bookmark(id_))
    return next(one for link in links for one in link.iterancestors(W + "p") if paragraph(root, id_) is not one)


def run(text, tag="t"):
    made = etree.Element(W + "r")
    words = etree.SubElement(made, W + tag)
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def tracked(kind, author, *inside, at=AT):
    made = etree.Element(W + kind, {W + "id": "900", W + "author": author, W + "date": at})
    made.extend(inside)
    return made


def texts(paragraph_):
    return [one for one in paragraph_.iter(W + "t") if one.text and one.text.strip()]


def commented(*comments, places=()):
    """The file with these comments: (id, author, text, id it answers, is settled); places are (id, clause or None)."""

    def add(root):
        for id_, author, text, _, _ in comments:
            made = etree.SubElement(root, W + "comment", {W + "id": id_, W + "author": author, W + "date": AT})
            inner = etree.SubElement(made, W + "p", {W14 + "paraId": f"0000{id_}"})
            inner.append(run(text))

    def place(root):
        for id_, first, last in places:
            one = paragraph(root, first) if first else next(root.iter(W + "p"))
            other = paragraph(root, last) if last else one
            one.insert(1, etree.Element(W + "commentRangeStart", {W + "id": id_}))
            other.append(etree.Element(W + "commentRangeEnd", {W + "id": id_}))
            mark = etree.SubElement(other, W + "r")
            etree.SubElement(mark, W + "commentReference", {W + "id": id_})

    data = edited(place, edited(add, part=COMMENTS))
    threads = etree.Element(W15 + "commentsEx")
    for id_, _, _, parent, is_done in comments:
        one = etree.SubElement(
            threads, W15 + "commentEx", {W15 + "paraId": f"0000{id_}", W15 + "done": str(int(is_done))}
        )
        if parent:
            one.set(W15 + "paraIdParent", f"0000{parent}")
    relations = etree.fromstring(member(data, "word/_rels/document.xml.rels"))
    etree.SubElement(
        relations,
        "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship",
        Id="rIdX",
        Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        Target="commentsExtended.xml",
    )
    return changed(
        data,
        {
            "word/commentsExtended.xml": etree.tostring(threads),
            "word/_rels/document.xml.rels": etree.tostring(relations),
        },
    )


def test_an_export_that_nobody_touched_changes_nothing():
    for language in ("nl", "en"):
        own = publication(language)
        papers = [proposal.paper(own), *(letter(own, kind=kind) for kind in ("council", "residents"))]
        for paper in papers:
            data = written(paper)
            assert back.is_ours(data)
            assert read(data) == Intake()
    assert not back.is_ours(docx(lambda one: one.add_paragraph("Geachte raad,")))
    assert not back.is_ours(b"PK\x03\x04 kapot")


def test_the_titles_of_clauses_are_no_change_of_their_text():
    titled = tuple(
        replace(one, title=f"Kop {number} van de haven", titled_by="model:m")
        for number, one in enumerate(MADE.proposition.clauses)
    )
    made = replace(MADE, proposition=replace(MADE.proposition, clauses=titled))
    data = written(proposal.paper(made))
    assert b"van de haven. " in member(data, MAIN)
    for file in (data, changed(data, {MAIN: re.sub(rb"<w:bookmark(?:Start|End)[^>]*/>", b"", member(data, MAIN))})):
        found = back.read(file, clauses={one.id: one for one in titled}, language="nl")
        assert found.clause_edits == ()


def test_a_comment_comes_with_its_author_and_time_at_the_clauses_that_it_covers():
    data = commented(
        ("901", "J. de Boer", "Hier ben ik het niet mee eens.", None, False),
        ("902", "A. Wit", "Wie betaalt dit?", None, True),
        ("903", "Zus", "Goed stuk, mee eens.", None, False),
        places=(("901", "c-lucht", None), ("902", "c-kade", "c-verslag"), ("903", None, None)),
    )
    found = read(data)
    assert [(one.clause, one.person, one.kind, one.channel, one.at) for one in found.contributions] == [
        (None, "Zus", "support", "comment", AT),
        ("c-lucht", "J. de Boer", "objection", "comment", AT),
        ("c-kade", "A. Wit", "question", "comment", AT),
        ("c-verslag", "A. Wit", "question", "comment", AT),
    ]
    assert any("A. Wit is in Word als afgehandeld gemerkt" in note for note in told(found.notes))
    assert found.clause_edits == found.problems == ()


def test_a_comment_that_stands_nowhere_in_the_body_is_about_the_whole_and_a_mark_alone_about_what_is_before_it():
    nowhere = commented(("901", "Zus", "Bij een voetnoot.", None, False))
    assert [(one.clause, one.text) for one in read(nowhere).contributions] == [(None, "Bij een voetnoot.")]

    def only_mark(root):  # as some programs write a comment on a point
        for id_ in ("c-mits", "c-verslag"):
            mark = etree.SubElement(paragraph(root, id_), W + "r")
            etree.SubElement(mark, W + "commentReference", {W + "id": "901" if id_ == "c-verslag" else "902"})

    both = commented(("901", "Zus", "Hier.", None, False), ("902", "Zus", "En hier.", None, False))
    assert [(one.clause, one.text) for one in read(edited(only_mark, both)).contributions] == [
        ("c-mits", "En hier."),
        ("c-verslag", "Hier."),
    ]


def test_a_letter_written_over_an_export_is_not_taken_for_one_without_saying_so():
    def empty(root):
        body = root.find(W + "body")
        for one in list(body)[:-1]:
            body.remove(one)
        body.insert(0, etree.Element(W + "p"))
        body[0].append(run("Geachte raad, wij zijn tegen."))

    data = edited(empty)
    assert back.is_ours(data)
    assert "geen zin van de propositie" in told(read(data).problems)[0]


def test_our_own_quote_is_nobodys_contribution_unless_answered_or_written_in():
    own = next(etree.fromstring(member(FILE, COMMENTS)).iter(W + "comment"))
    answered = commented(("901", "J. de Boer", "Dit citaat is oud.", own.get(W + "id"), False))

    def thread(root):  # python-docx gives no paraId: Word does when somebody answers
        first = next(root.iter(W + "comment"))
        next(first.iter(W + "p")).set(W14 + "paraId", f"0000{own.get(W + 'id')}")

    (one,) = read(edited(thread, answered, COMMENTS)).contributions
    assert (one.clause, one.person, one.text) == ("c-mits", "J. de Boer", "Dit citaat is oud.")

    def write_in(root):
        etree.SubElement(next(root.iter(W + "comment")), W + "p").append(run("Klopt niet meer."))

    found = read(edited(write_in, part=COMMENTS))
    assert [(one.clause, one.person, one.text) for one in found.contributions] == [("c-mits", None, "Klopt niet meer.")]
    assert "zegt het bestand niet" in told(found.notes)[0]


def test_each_persons_tracked_changes_are_one_proposal_and_no_edit():
    def change(root):
        words = next(one for one in texts(paragraph(root, "c-lucht")) if "schone lucht" in one.text)
        words.text = "Wij willen "
        at = words.getparent()
        # A replaces words; B deletes one of A's; and adds one of its own
        at.addnext(run(" in 2030."))
        at.addnext(tracked("ins", "B", run(" al")))
        at.addnext(
            tracked(
                "ins",
                "A",
                run("zuivere"),
                tracked("del", "B", run(" en stille", "delText"), at="2026-11-22T09:00:00Z"),
                run(" lucht"),
            )
        )
        at.addnext(tracked("del", "A", run("schone lucht", "delText")))

    found = read(edited(change))
    assert found.clause_edits == ()
    one, other = found.contributions
    before = "Dit delen Gemeente Kustdorp en Havenbedrijf: «Wij willen {} in 2030.»"
    assert (one.person, one.clause, one.channel, one.kind) == ("A", "c-lucht", "tracked_change", "objection")
    assert one.proposed == before.format("zuivere en stille lucht")
    assert one.text == "Weg: “schone lucht”\nErbij: “zuivere en stille lucht”"
    assert other.person == "B"
    assert other.at == "2026-11-22T09:00:00Z", "the last time that they changed it"
    assert "zuivere lucht" in other.proposed, "what B changed inside A's words cannot be without these"
    assert "al in 2030" in other.proposed


def test_a_clause_deleted_with_tracking_is_a_proposal_to_leave_it_out():
    def change(root):
        own = paragraph(root, "c-verslag")
        start = own.find(W + "bookmarkStart")
        runs = list(start.itersiblings(W + "r"))
        for one in runs:
            for words in one.findall(W + "t"):
                words.tag = W + "delText"
            one.addprevious(etree.Element("gone"))
            holder = tracked("del", "A")
            one.getprevious().addnext(holder)
            holder.append(one)
        for one in list(own.iter("gone")):
            one.getparent().remove(one)

    found = read(edited(change))
    assert [(one.clause, one.text, one.proposed) for one in found.contributions] == [
        ("c-verslag", "Voorstel: deze zin laten vervallen.", None)
    ]
    assert found.clause_edits == ()


@pytest.mark.parametrize("where", ["inside", "behind", "before", "page"])
def test_text_that_was_changed_without_tracking_is_an_edit(where):
    old = CLAUSES["c-verslag"].text if where != "page" else CLAUSES["c-kade"].text

    def change(root):
        if where == "page":
            one = next(one for one in texts(on_page(root, "c-kade")) if "2028" in one.text)
            one.text = one.text.replace("2028", "2029")
            return
        own = paragraph(root, "c-verslag")
        mark = own.find(W + "bookmarkStart")
        if where == "inside":
            one = next(one for one in texts(own) if "jaarlijks" in one.text)
            one.text = one.text.replace("jaarlijks", "openbaar")
        elif where == "behind":
            own.append(run(" En nog iets."))
        else:
            mark.addprevious(run("Let op: "))

    found = read(edited(change))
    new = {
        "inside": old.replace("jaarlijks", "openbaar"),
        "behind": old + " En nog iets.",
        "before": "Let op: " + old,
        "page": old.replace("2028", "2029"),
    }[where]
    assert [(one.id, dict(one.fields)) for one in found.clause_edits] == [
        ("c-kade" if where == "page" else "c-verslag", {"text": new})
    ]
    assert found.contributions == found.problems == ()


def test_two_new_texts_of_one_clause_are_not_chosen_between():
    def change(root):
        for own, year in ((on_page(root, "c-kade"), "2029"), (paragraph(root, "c-kade"), "2030")):
            one = next(one for one in texts(own) if "2028" in one.text)
            one.text = one.text.replace("2028", year)

    found = read(edited(change))
    assert found.clause_edits == ()
    assert told(found.problems) == ["Zin 3 staat twee keer in het bestand, met twee nieuwe teksten. Maak ze gelijk."]


def test_a_file_of_another_version_gives_no_edits_but_does_give_what_people_signed():
    version = "a" * 64
    data = written(replace(proposal.paper(MADE), identifier=version))

    def change(root):
        one = next(one for one in texts(paragraph(root, "c-kade")) if "2028" in one.text)
        one.text = one.text.replace("2028", "2029")
        paragraph(root, "c-verslag").append(tracked("ins", "A", run(" Erbij.")))

    data = edited(change, data)
    found = read(data, versions={"b" * 64})
    assert found.clause_edits == ()
    assert [one.person for one in found.contributions] == ["A"]
    assert "toont niet de versie die nu geldt. Van 1 zinnen" in told(found.notes)[0]
    assert len(read(data, versions={version}).clause_edits) == 1


def test_without_bookmarks_a_clause_is_found_by_number_and_text_and_a_changed_one_is_said():
    def change(root):
        for id_ in ("c-lucht", "c-kade"):
            own = paragraph(root, id_)
            for tag in ("bookmarkStart", "bookmarkEnd"):
                own.remove(own.find(W + tag))
            if id_ == "c-kade":
                one = next(one for one in texts(own) if "2028" in one.text)
                one.text = one.text.replace("2028", "2029")
            else:
                own.append(tracked("ins", "A", run(" Erbij.")))

    root = etree.fromstring(member(FILE, MAIN))
    for one in list(root.iter(W + "hyperlink")):
        one.getparent().remove(one)  # as a program does that knows no links
    found = read(edited(change, changed(FILE, {MAIN: etree.tostring(root)})))
    assert "Zonder bladwijzer, gevonden aan hun nummer en tekst: zin 2." in told(found.notes)
    assert [(one.clause, one.person) for one in found.contributions] == [("c-lucht", "A")]
    assert any(problem.startswith("Bij nummer 3 staat een andere tekst") for problem in told(found.problems))
    assert found.clause_edits == ()


def test_what_was_moved_split_put_together_or_taken_out_is_said():
    def move(root):
        paragraph(root, "c-stil").addnext(paragraph(root, "c-mits"))

    assert "Op een andere plaats gezet: zin 1." in told(read(edited(move)).notes)[0]

    def split(root):
        own = paragraph(root, "c-kade")
        rest = etree.Element(W + "p")
        own.addnext(rest)
        words = texts(own)[-1].getparent()
        for one in [words, *words.itersiblings()]:
            rest.append(one)

    found = read(edited(split))
    assert "Gesplitst in meer alinea's, hier als één zin gelezen: zin 3." in told(found.notes)
    assert found.clause_edits == ()

    def merge(root):
        own, other = paragraph(root, "c-kade"), paragraph(root, "c-verslag")
        for one in list(other)[2:]:
            own.append(one)
        other.getparent().remove(other)

    found = read(edited(merge))
    assert "In één alinea met een andere zin gezet: zin 3, 4." in told(found.notes)
    assert found.clause_edits == ()

    def gone(root):
        own = paragraph(root, "c-verslag")
        own.getparent().remove(own)

    found = read(edited(gone))
    assert "1 zinnen staan niet in het bestand (4). Er is niets verwijderd" in told(found.problems)[0]


def test_a_tracked_move_is_said_and_proposes_no_other_text():
    def change(root):
        own = paragraph(root, "c-verslag")
        twin = copy.deepcopy(own)
        for one in list(own):
            if one.tag in (W + "bookmarkStart", W + "bookmarkEnd"):
                own.remove(one)
        for one, kind in ((own, "moveFrom"), (twin, "moveTo")):
            for part in [part for part in one if part.tag == W + "r"]:
                holder = tracked(kind, "A")
                part.addprevious(holder)
                holder.append(part)
        paragraph(root, "c-stil").addnext(twin)

    found = read(edited(change))
    assert found.contributions == found.clause_edits == ()
    assert any("A verplaatste zin 4" in note for note in told(found.notes))


def test_a_tracked_change_outside_the_clauses_is_about_the_whole():
    def change(root):
        first = next(root.iter(W + "p"))
        first.append(tracked("ins", "A", run(" (mijn titel)")))

    (one,) = read(edited(change)).contributions
    assert (one.clause, one.kind, one.text, one.person) == (None, "addition", "Erbij: “(mijn titel)”", "A")


def test_a_hostile_file_is_one_clear_sentence():
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="x">&a;</w:document>'
    for data in (b"", b"geen zip", FILE[:2000], changed(FILE, {MAIN: bomb}), changed(FILE, {MAIN: b"<w"})):
        with pytest.raises(WrongUse, match=r"in_docx\.unreadable"):
            read(data)
    long = commented(("901", "Naam " * 100 + "\u202e", "x" * 200_000, None, False), places=(("901", "c-kade", None),))
    (one,) = read(long).contributions
    assert len(one.person) <= 200
    assert one.person.isprintable()
    assert len(one.text) < 101_000
    assert one.text.endswith("[afgebroken]")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_file_that_libreoffice_saved_again_still_tells_who_said_what_where(tmp_path):
    data = commented(("901", "J. de Boer", "Klopt niet.", None, False), places=(("901", "c-lucht", None),))

    def change(root):
        paragraph(root, "c-verslag").append(tracked("ins", "A", run(" Erbij.")))
        one = next(one for one in texts(paragraph(root, "c-kade")) if "2028" in one.text)
        one.text = one.text.replace("2028", "2029")

    given = tmp_path / "in.docx"
    given.write_bytes(edited(change, data))
    for to in ("odt", "docx"):
        out = tmp_path / to
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", to, "--outdir", out, given],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        given = out / f"in.{to}"
    assert zipfile.is_zipfile(given)
    found = read(given.read_bytes())
    assert [(one.clause, one.person, one.channel) for one in found.contributions] == [
        ("c-lucht", "J. de Boer", "comment"),
        ("c-verslag", "A", "tracked_change"),
    ]
    assert [(one.id, dict(one.fields)["text"]) for one in found.clause_edits] == [
        ("c-kade", CLAUSES["c-kade"].text.replace("2028", "2029"))
    ]
    assert found.problems == ()


def test_an_untouched_export_says_nothing_though_its_clauses_are_read_in_another_order_than_their_numbers():
    given = publication()
    first, *rest = given.proposition.clauses
    other = replace(first, theme="werk")  # a condition of another theme than what it governs
    worded = replace(rest[0], text="Wij willen: 3 dingen, onder voorwaarde van geluid.", origin="person")
    for clauses in ((other, worded, *rest[1:]), (*rest[1:], worded, other), (rest[2], other, rest[1], worded, rest[3])):
        moved = publication(proposition=replace(given.proposition, clauses=clauses))
        taken = back.read(written(proposal.paper(moved)), clauses={one.id: one for one in clauses}, language="nl")
        assert taken == Intake()

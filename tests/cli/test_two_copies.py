"""Two people on two copies: what they decided differently is said before and after, and nobody's act is undone unasked."""

import json
import shutil

import pytest

from rodedraad import cli
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import (
    correcting,
    importing,
    judging,
    logbook,
    making,
    measuring,
    proposing,
    publishing,
    ruling,
    suggestions,
)  # fmt: skip
from rodedraad.wording import catalogue

SAME = "Wij willen dat de gemeente Oosterdam in 2030 een warmtenet aanlegt in de Havenwijk"
TEXTS = {
    "visie.md": f"# Visie van de gemeente\n\nGemeente Velsen\n\n{SAME}. De kade wordt in 2027 vernieuwd.\n",
    "brief.md": f"# Brief van de bewoners\n\nDorpsraad Oosterdam\n\n{SAME}, met steun van het Rijk. De school blijft open.\n",
    "plan.md": f"# Plan van de haven\n\nHavenbedrijf Oosterdam\n\n{SAME}, als de kosten dalen. De sluis gaat om 6 uur open.\n",
}


class Copies:
    """Two copies of one dossier, each with a person; every act is a minute later than the one before."""

    def __init__(self, root, capsys):
        self.minute = 0
        self.mine, self.theirs, self._capsys = root / "mijn", root / "collega", capsys

    def run(self, *arguments, status=(0, 1), language="nl"):
        self._capsys.readouterr()
        found = cli.run([*map(str, arguments), "--lang", language])
        assert found in status, self._capsys.readouterr()
        return self._capsys.readouterr()

    def a(self, command, *arguments, **options):
        self.minute += 1
        return self.run(command, self.mine, *arguments, "--as", "A. de Vries", **options)

    def b(self, command, *arguments, **options):
        self.minute += 1
        return self.run(command, self.theirs, *arguments, "--as", "B. Jansen", **options)

    def rows(self, kind, folder=None):
        return json.loads(self.run("list", folder or self.mine, kind, "--json").out)

    def report(self, language="nl"):
        self.run("export", self.mine, "--to", "html", language=language)
        return (self.mine / f"uitvoer/rodedraad-{language}.html").read_text(encoding="utf-8")


@pytest.fixture
def copies(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    found = Copies(tmp_path, capsys)
    # all that take it over from ``making``: one that were first imported meanwhile would keep this clock for every later test
    for module in (
        correcting,
        importing,
        judging,
        logbook,
        making,
        measuring,
        proposing,
        publishing,
        ruling,
        suggestions,
    ):
        monkeypatch.setattr(module, "now", lambda: f"2026-03-01T10:{found.minute:02}:00Z")
    folder = DossierFolder.make(found.mine, 'titel = "proef"\n')
    for name, text in TEXTS.items():
        (folder.sources / name).write_text(text, encoding="utf-8")
    found.a("build")
    shutil.copytree(found.mine, found.theirs)
    return found


def the_same(copies):
    return [row["id"] for row in sorted(copies.rows("statements"), key=lambda row: row["id"]) if SAME in row["text"]]


def test_opposite_edits_are_told_before_and_after_and_the_one_that_gives_way_shows_as_such(copies):
    id_ = the_same(copies)[0]
    copies.a("edit", id_, "type=verzoek", "themes=energie")
    copies.b("edit", id_, "type=voorwaarde")
    for preview in (["--preview"], []):
        told = copies.run("import", copies.mine, copies.theirs, *preview).out
        assert "A. de Vries, 1 maart 2026, 10:02 UTC: soort: verzoek · geldt niet" in told
        assert "B. Jansen, 1 maart 2026, 10:03 UTC: soort: voorwaarde · geldt, want later" in told
        assert told.count("geldt niet") == 1  # of the theme only one of them spoke
        assert SAME in told
    log = copies.run("list", copies.mine, "log").out
    assert "deels niet meer van kracht" in log
    assert "deels" not in next(line for line in log.splitlines() if "B. Jansen" in line)
    report = copies.report()
    assert "Niet meer van kracht, want later anders verbeterd door B. Jansen, 1 maart 2026, 10:03 UTC." in report
    assert "Soort: was «ambitie», werd «verzoek»" in report
    assert "in force" in copies.report("en")
    (log,) = (row for row in copies.rows("log") if row["person"] == "A. de Vries" and row["kind"] == "edit")
    (by,) = (row["id"] for row in copies.rows("log") if row["person"] == "B. Jansen")
    assert (log["counts"], log["overruled_by"], log["is_overruled"]) == (True, [by], False)
    copies.run("undo", copies.mine, by, "--as", "A. de Vries", "--yes")
    assert "verzoek" in copies.run("show", copies.mine, id_).out
    assert "van kracht" not in copies.run("list", copies.mine, "log").out


def test_a_rejection_against_a_confirmation_and_an_edit_of_what_is_rejected(copies):
    one, other, _ = the_same(copies)
    copies.a("reject", one)
    copies.b("confirm", one)
    copies.a("reject", other)
    copies.b("edit", other, "type=zorg")
    found = json.loads(copies.run("import", copies.mine, copies.theirs, "--preview", "--json").out)["conflicts"]
    by = {
        row["id"]: (row["person"], row["kind"])
        for folder in (copies.mine, copies.theirs)
        for row in copies.rows("log", folder)
    }
    assert sorted((row["statements"], row["what"], by[row["event"]], by[row["holds"]]) for row in found) == sorted(
        [
            ([one], "reject", ("A. de Vries", "reject"), ("B. Jansen", "confirm")),
            ([other], "type", ("B. Jansen", "edit"), ("A. de Vries", "reject")),
        ]
    )
    told = copies.run("import", copies.mine, copies.theirs).out
    assert "afgewezen · geldt, want wat is afgewezen telt niet mee" in told
    log = " ".join(copies.run("list", copies.mine, "log").out.split())
    assert log.count("niet meer van kracht") == 2
    assert "deels" not in log


def test_a_merge_against_a_split_leaves_one_of_them_in_force(copies):
    """The report said "the same" and "not the same" under one sentence, and the three stayed one thread."""
    first, *others = the_same(copies)
    copies.a("merge", first, *others)
    copies.b("split", first, others[0])
    told = copies.run("import", copies.mine, copies.theirs).out
    assert "samengevoegd: deze 3 zeggen hetzelfde · geldt niet" in told
    threads = [set(row["statements"]) for row in copies.rows("threads")]
    assert set(others) in threads
    assert not [thread for thread in threads if {first, others[0]} <= thread]
    report = copies.report().partition('id="verbeterd"')[2]
    kept, gone = "zegt hetzelfde als de andere hierbij.", "zegt hetzelfde als de andere hierbij. Niet meer van kracht"
    assert (report.count(kept), report.count(gone)) == (3, 1)
    copies.a("merge", first, others[0])
    assert {first, *others} in [set(row["statements"]) for row in copies.rows("threads")]
    split = next(row for row in copies.rows("log") if row["kind"] == "split")
    assert split["is_overruled"]
    assert "gesplitst door B. Jansen" not in copies.report()


def test_what_one_changed_in_knowledge_of_the_other_is_no_conflict(copies):
    id_ = the_same(copies)[0]
    copies.a("edit", id_, "type=verzoek")
    copies.run("import", copies.theirs, copies.mine)
    copies.b("edit", id_, "type=zorg")
    told = copies.run("import", copies.mine, copies.theirs, "--preview").out
    assert "geldt" not in told
    assert "Nergens" in told


def test_an_undo_after_an_import_says_whose_act_it_takes_back_and_asks(copies):
    id_ = the_same(copies)[0]
    copies.a("edit", id_, "type=verzoek")
    copies.b("edit", id_, "themes=energie")
    copies.run("import", copies.mine, copies.theirs)
    before = copies.rows("log")
    told = copies.a("undo", status=(2,)).err
    assert "wat B. Jansen, 1 maart 2026, 10:03 UTC deed: verbeterd: thema’s: Duurzaamheid en energietransitie" in told
    assert SAME in told
    assert "niet van u (A. de Vries)" in told
    assert copies.rows("log") == before
    assert "ongedaan gemaakt" in copies.a("undo", "--yes").out
    assert "niet van u" not in copies.a("undo").err  # what is left is one's own


def test_a_rejected_thread_says_what_leaves_and_that_split_is_another_thing(copies):
    ids = the_same(copies)
    copies.a("merge", *ids)
    told = copies.a("reject", f"t-{ids[0]}")
    assert "3 uitspraken uit het hele dossier" in told.err
    assert told.err.count(SAME) == 3
    assert f'rodedraad split "{copies.mine}" t-{ids[0]}' in told.err
    assert f'rodedraad undo "{copies.mine}" ' in told.out  # the whole command, as it can be given
    back = told.out.partition("rodedraad undo ")[2].split()[1]
    copies.a("undo", back)
    assert the_same(copies) == ids


def test_a_preview_is_in_the_readers_words(copies):
    one, other, _ = the_same(copies)
    copies.b("edit", one, "themes=arbeid", "actors=asked: Provincie Noord-Holland; pays: het Rijk", "is_commitment=nee")
    copies.b("split", one, other)
    told = copies.run("import", copies.mine, copies.theirs, "--preview").out
    assert "thema’s: Werk" in told
    assert f"Provincie Noord-Holland ({catalogue()['label.role_asked']['nl']})" in told
    assert "gesplitst: de eerste 1 zegt niet hetzelfde als de andere 1" in told
    assert not [code for code in ("themes=", "left=", "asked", "False", "is_commitment") if code in told]
    assert "split: the first 1" in copies.run("import", copies.mine, copies.theirs, "--preview", language="en").out


def test_an_import_names_each_setting_that_becomes_another_before_and_after(copies):
    """Another copy made every letter that of another party, and all that was said of it was "1 event added"."""
    own = '[[bron]]\npad = "brief.md"\ntitel = "Onze brief"\n'
    (copies.mine / "bronnen.toml").write_text(own, encoding="utf-8")
    copies.a("build")
    theirs = '[[bron]]\npad = "brief.md"\ntitel = "Hun brief"\npartijen = ["FNV"]\n'
    (copies.theirs / "bronnen.toml").write_text(theirs, encoding="utf-8")
    copies.b("build")
    asked = json.loads(copies.run("import", copies.mine, copies.theirs, "--preview", "--json").out)["settings"]
    assert [(one["from"], one["to"]) for one in asked] == [(None, '["FNV"]'), ("Onze brief", "Hun brief")]
    for preview in (["--preview"], []):
        told = copies.run("import", copies.mine, copies.theirs, *preview).out
        line = next(line for line in told.splitlines() if "Onze brief → Hun brief" in line)
        assert "brief.md" in line
        assert "B. Jansen" in line
        assert '["FNV"]' in told
    assert "→" not in copies.run("import", copies.mine, copies.theirs).out

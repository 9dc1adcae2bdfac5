"""The proposition at the command line: versions that stay, edits that are kept, a person who approves, and why not."""

import json
import shutil
import sqlite3

import pytest

from rodedraad import cli, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog

SAME = "Wij willen dat de gemeente Oosterdam in 2030 een warmtenet aanlegt in de Havenwijk"
TEXTS = {
    "visie.md": f"# Visie\n\nGemeente Velsen\n\n{SAME}. Wij leggen in 2027 een nieuwe kade aan bij de haven.\n",
    "brief.md": f"# Brief\n\nDorpsraad Oosterdam\n\n{SAME}. Wij vragen de gemeente Velsen de school in 2028 open te houden.\n",
    "plan.md": f"# Plan\n\nHavenbedrijf Oosterdam\n\n{SAME}. Dat kan alleen als het Rijk 5 miljoen euro bijdraagt.\n",
}
SETTINGS = """titel = "Oosterdam"
kader = "ijmond"
"""
SOURCES = """[[bron]]
pad = "visie.md"
partijen = ["Gemeente Velsen"]
datum = "2026-01-01"

[[bron]]
pad = "brief.md"
partijen = ["Dorpsraad Oosterdam"]
datum = "2026-02-01"

[[bron]]
pad = "plan.md"
partijen = ["Havenbedrijf Oosterdam"]
datum = "2026-03-01"
"""


class Desk:
    """A dossier at the terminal."""

    def __init__(self, root, capsys):
        self.root, self._capsys = root, capsys

    def run(self, command, *arguments, status=(0, 1), language="nl"):
        self._capsys.readouterr()
        found = cli.run([command, str(self.root), *map(str, arguments), "--lang", language])
        printed = self._capsys.readouterr()
        assert found in status, printed
        return printed

    def rows(self, kind):
        return json.loads(self.run("list", kind, "--json").out)

    def clause(self, words):
        return next(row for row in self.rows("clauses") if words in row["text"])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = DossierFolder.make(tmp_path_factory.mktemp("d") / "dossier", SETTINGS, SOURCES)
    for name, text in TEXTS.items():
        (folder.sources / name).write_text(text, encoding="utf-8")
    assert cli.run(["build", str(folder.root), "--as", "Jo"]) == 0
    return folder.root


@pytest.fixture
def desk(built, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    shutil.copytree(built, tmp_path / "dossier")
    return Desk(tmp_path / "dossier", capsys)


def test_a_version_is_made_once_and_stays_as_it_is(desk):
    first = json.loads(desk.run("propose", "--as", "Jo", "--json").out)
    assert (first["label"], first["is_new"], first["verdicts"]) == ("1", True, [])
    again = json.loads(desk.run("propose", "--json").out)
    assert (again["label"], again["is_new"], again["body"]) == ("1", False, first["body"])
    before = desk.rows("clauses")
    assert any("Gemeente Velsen" in row["text"] and "warmtenet" in row["text"] for row in before)
    desk.run("edit", desk.clause("nieuwe kade")["id"], "core=nee")
    desk.run("propose", "--as", "Jo")
    folder = DossierFolder.open(desk.root)
    old = versions.text_of(folder, versions.version_named(folder, "1"))
    assert [one.id for one in old.clauses] == [row["id"] for row in before]
    assert [row["label"] for row in desk.rows("versions")] == ["1", "2"]


def test_edits_are_kept_in_the_next_version_and_say_who_and_why(desk):
    desk.run("propose")
    kade = desk.clause("nieuwe kade")
    text = "Gemeente Velsen legt in 2027 een nieuwe kade aan bij de haven."
    desk.run("edit", kade["number"], f"text={text}", "core=ja", "--as", "Anna")
    desk.run("reject", desk.clause("school")["id"], "--as", "Anna")
    made = json.loads(desk.run("propose", "--json").out)
    assert made["verdicts"] == []
    now = desk.clause(text)
    assert (now["origin"], now["is_core"], now["id"], now["ask_again"]) == ("person", True, kade["id"], [])
    assert now["changes"][-1]["reason"]["code"] == "change.clause_edit"
    assert [one["reason"] for one in made["gone"]] == ["door een mens afgewezen"]
    assert "Anna" in desk.run("show", now["id"]).out
    # a third version keeps all of it, without telling the same change twice
    desk.run("confirm", now["id"])
    desk.run("propose")
    assert [one["reason"]["code"] for one in desk.clause(text)["changes"]] == [
        "change.clause_edit",
        "change.clause_confirm",
    ]


def test_a_changed_text_that_a_supporter_does_not_say_is_asked_again(desk):
    desk.run("propose")
    shared = desk.clause("warmtenet")
    desk.run("edit", shared["id"], "text=Oosterdam krijgt in 2035 een warmtenet in de Havenwijk.")
    made = json.loads(desk.run("propose", "--json", status=(1,)).out)
    assert {one["kind"] for one in made["verdicts"]} == {"unsupported"}
    assert set(desk.clause("2035")["ask_again"]) == {voice for one in shared["citations"] for voice in one["parties"]}


def test_an_edit_stays_with_its_clause_when_the_source_is_replaced(desk):
    desk.run("propose")
    desk.run("edit", desk.clause("nieuwe kade")["id"], "core=nee")
    path = desk.root / "bronnen/visie.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nDe haven groeit in 2031 met twee kranen.\n", encoding="utf-8")
    desk.run("build")
    desk.run("propose")
    now = desk.clause("nieuwe kade")
    assert not now["is_core"]
    assert now["changes"][-1]["reason"]["code"] == "change.clause_placed"


def test_a_written_clause_cites_what_it_rests_on(desk):
    desk.run("propose")
    cited = next(row for row in desk.rows("statements") if "kade" in row["text"])
    assert "--cite" in desk.run("write", "Er komt een kade.", status=(2,)).err
    desk.run("write", "In 2027 komt er «een nieuwe kade» bij de haven.", "--cite", cited["id"], "--set", "part=offer")
    assert json.loads(desk.run("propose", "--json").out)["verdicts"] == []
    made = desk.clause("In 2027 komt er")
    assert (made["part"], made["kind"], [one["statement"] for one in made["citations"]]) == (
        "offer",
        "written",
        [cited["id"]],
    )


def test_only_a_named_person_approves_and_only_what_holds(desk):
    desk.run("propose")
    assert "met een naam" in desk.run("approve", "1", status=(2,)).err
    assert "goedgekeurd door Jan de Wit" in desk.run("approve", "1", "--as", "Jan de Wit").out
    assert "al goedgekeurd" in desk.run("approve", "v1", "--as", "Els", status=(2,)).err
    desk.run("edit", desk.clause("nieuwe kade")["id"], "text=Er komen 99 kades.")
    desk.run("propose")
    refused = desk.run("approve", "2", "--as", "Jan de Wit", status=(2,)).err
    assert "kan niet worden goedgekeurd" in refused
    assert "Er is geen versie 7" in desk.run("approve", "7", "--as", "Jan", status=(2,)).err
    assert [row["approved_by"] for row in desk.rows("versions")] == ["Jan de Wit", None]


def test_check_covers_the_version_that_was_approved(desk):
    desk.run("propose")
    desk.run("approve", "1", "--as", "Jan de Wit")
    desk.run("check", status=(0,))
    rejected = next(row for row in desk.rows("statements") if "kade" in row["text"])
    desk.run("reject", rejected["id"])
    assert "goedgekeurde versie 1 klopt niet meer" in desk.run("check", status=(1,)).out


def test_a_version_that_was_changed_on_the_disk_is_found(desk):
    desk.run("propose")
    connection = sqlite3.connect(desk.root / "logboek.db")
    connection.execute("DROP TRIGGER bodies_stay")
    connection.execute("UPDATE bodies SET body = x'789c030000000001'")
    connection.execute(
        "CREATE TRIGGER bodies_stay BEFORE UPDATE ON bodies\n    BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END"
    )
    connection.commit()
    connection.close()
    assert json.loads(desk.run("check", "--json", status=(1,)).out)["log"]["failed"] == 1
    assert "niet meer heel" in desk.run("list", "clauses", status=(3,)).err


def test_a_version_cannot_be_undone_and_an_approval_can(desk):
    desk.run("propose")
    desk.run("approve", "1", "--as", "Jan")
    made, approved = (row["id"] for row in desk.rows("log") if row["kind"] in ("propose", "approve"))
    assert "nooit gewijzigd" in desk.run("undo", made, status=(2,)).err
    desk.run("undo", approved, "--yes")
    assert [row["approved_by"] for row in desk.rows("versions")] == [None]


def test_two_copies_that_each_made_a_version_keep_both_apart(desk, tmp_path):
    shutil.copytree(desk.root, tmp_path / "ander")
    desk.run("propose", "--as", "Jo")
    other = Desk(tmp_path / "ander", desk._capsys)
    other.run("edit", other.clause("nieuwe kade")["id"], "core=nee", "--as", "Els")
    other.run("propose", "--as", "Els")
    desk.run("import", tmp_path / "ander", "--yes")
    labels = [row["label"] for row in desk.rows("versions")]
    assert len(set(labels)) == 2
    assert all(label.startswith("1-") for label in labels)
    assert "Er is geen versie 1" in desk.run("approve", "1", "--as", "Jo", status=(2,)).err
    assert "goedgekeurd" in desk.run("approve", labels[1], "--as", "Jo").out


def test_what_is_wrong_is_said_in_a_sentence(desk):
    desk.run("propose")
    for arguments, words in (
        (("edit", "9999", "core=ja"), "Er is geen zin 9999"),
        (("edit", "1", "kleur=rood"), "kleur"),
        (("edit", "1", "core=misschien"), "core"),
        (("edit", "1", "text="), "niet leeg"),
        (("edit", "1", "theme=vissen"), "theme"),
        (("show", "c-ffffffff"), "Er is geen zin"),
        (("reply", "abcdef", "--because", "Daarom."), "geen inbreng"),
    ):
        assert words in desk.run(*arguments, status=(2,)).err, arguments


def test_a_source_that_is_closed_leaves_no_trace_in_the_public_text(desk):
    settings = (desk.root / "bronnen.toml").read_text(encoding="utf-8")
    closed = settings.replace('pad = "plan.md"', 'pad = "plan.md"\nopenbaar = false')
    (desk.root / "bronnen.toml").write_text(closed, encoding="utf-8")
    desk.run("build")
    desk.run("propose")
    desk.run("edit", desk.clause("5 miljoen")["id"], "text=Het Rijk betaalt 5 miljoen euro.")
    desk.run("propose")
    folder = DossierFolder.open(desk.root)
    version = versions.version_named(folder, "2")
    full, public = versions.text_of(folder, version), versions.text_of(folder, version, is_public=True)
    assert "5 miljoen" in repr(full)
    assert "5 miljoen" not in repr(public)
    assert "Havenbedrijf" not in " ".join(one.text for one in public.clauses)
    shown = versions.publication(folder, label=None, language="nl", stamp="2026-01-01")
    assert "5 miljoen" not in repr(shown)


def test_a_version_on_a_source_that_was_closed_since_does_not_go_out(desk):
    desk.run("propose")
    settings = (desk.root / "bronnen.toml").read_text(encoding="utf-8")
    closed = settings.replace('pad = "plan.md"', 'pad = "plan.md"\nopenbaar = false')
    (desk.root / "bronnen.toml").write_text(closed, encoding="utf-8")
    assert "niet meer openbaar" in desk.run("export", "--to", "jsonld", status=(2,)).err
    assert not list((desk.root / "uitvoer").glob("*.jsonld"))


def close(desk, name):
    """Says in bronnen.toml that a file may not be shown to others."""
    settings = (desk.root / "bronnen.toml").read_text(encoding="utf-8")
    closed = settings.replace(f'pad = "{name}"', f'pad = "{name}"\nopenbaar = false')
    (desk.root / "bronnen.toml").write_text(closed, encoding="utf-8")
    desk.run("build")


def test_what_a_source_said_before_it_was_closed_is_in_no_later_public_text(desk):
    """The clauses of version 1 stood among those that were gone from the public text of version 2, word for word."""
    desk.run("propose")
    close(desk, "plan.md")
    desk.run("propose")
    folder = DossierFolder.open(desk.root)
    public = versions.text_of(folder, versions.version_named(folder, "2"), is_public=True)
    assert "5 miljoen" not in repr(public)
    assert "Havenbedrijf" not in repr((public.clauses, public.gone))
    assert "plan.md" not in repr(public)


def test_a_version_after_a_source_was_closed_is_new_also_where_no_clause_rests_on_it(desk):
    """Export asked for a new version, and propose said that nothing had changed."""
    (desk.root / "bronnen/los.md").write_text("# Lijst\n\nEen lijst van namen.\n", encoding="utf-8")
    settings = (desk.root / "bronnen.toml").read_text(encoding="utf-8")
    (desk.root / "bronnen.toml").write_text(settings + '\n[[bron]]\npad = "los.md"\n', encoding="utf-8")
    desk.run("build")
    desk.run("propose")
    close(desk, "los.md")
    assert "niet meer openbaar" in desk.run("export", "--to", "jsonld", status=(2,)).err
    assert json.loads(desk.run("propose", "--json").out)["is_new"]
    desk.run("export", "--to", "jsonld", status=(0,))


def test_what_joins_a_thread_after_it_was_confirmed_makes_it_seem_shared_again(desk):
    (desk.root / "bronnen/visie.md").write_text(
        TEXTS["visie.md"].replace(SAME, f"{SAME}, samen met de regio"), encoding="utf-8"
    )
    (desk.root / "bronnen/brief.md").write_text(
        TEXTS["brief.md"].replace(SAME, f"{SAME}, met de bewoners"), encoding="utf-8"
    )
    (desk.root / "bronnen/plan.md").unlink()
    desk.run("build")
    desk.run("propose")
    assert "lijken" in desk.clause("warmtenet")["text"]
    desk.run("confirm", desk.clause("warmtenet")["id"])
    desk.run("propose")
    assert "Dit delen" in desk.clause("warmtenet")["text"]
    (desk.root / "bronnen/plan.md").write_text(
        TEXTS["plan.md"].replace(SAME, f"{SAME}, voor de haven"), encoding="utf-8"
    )
    desk.run("build")
    desk.run("propose")
    assert "lijken" in desk.clause("warmtenet")["text"]


def test_a_finding_has_no_place_on_the_one_page(desk):
    desk.run("propose")
    shared = desk.clause("warmtenet")
    desk.run("edit", shared["id"], "part=finding")
    desk.run("propose")
    assert "geen plaats" in desk.run("edit", shared["id"], "core=ja", status=(2,)).err
    desk.run("edit", shared["id"], "core=ja", "part=ambition")


def test_a_reply_says_what_was_done_and_why(desk):
    desk.run("propose")
    kade = desk.clause("nieuwe kade")
    folder = DossierFolder.open(desk.root)
    with folder.lock(), SqliteLog(folder.log) as log:
        els = log.person("Els de Boer")
        text = log.text(els, "Ik ben tegen de kade; bel 06-12345678 of els@boer.example. Els de Boer")
        values = {"kind": "objection", "channel": "letter", "clause": kade["id"], "by": els, "text": text}
        log.append(at="2026-11-01T10:00:00Z", person=els, kind="contribute", targets=(), values=values)
    (row,) = desk.rows("contributions")
    assert (row["person"], row["reply"]) == ("Els de Boer", None)
    assert "niet gewijzigd" in desk.run("reply", row["id"], "--because", "Al besloten.", "--changed", status=(2,)).err
    words = "Gemeente Velsen legt in 2027 een nieuwe kade aan."
    desk.run("reply", row["id"], "--because", "De haven is weggelaten.", "--text", words, "--as", "Jo")
    desk.run("propose")
    (row,) = desk.rows("contributions")
    assert (row["reply"]["outcome"], row["reply"]["reason"]) == ("changed", "De haven is weggelaten.")
    assert desk.clause(words)["changes"][-1]["contribution"] == row["id"]
    public = versions.publication(folder, label=None, language="nl", stamp="2026-01-01").contributions[0]
    assert public.person == public.entered_by == ""
    assert not any(told in public.text for told in ("Els", "Boer", "06-12345678", "els@boer.example"))
    assert "Ik ben tegen de kade" in public.text
    desk.run("erase", "Els de Boer", "--yes")
    (row,) = desk.rows("contributions")
    assert (row["person"], row["text"]) == (None, "")


def test_where_two_copies_worded_a_clause_differently_it_is_said_who_holds(desk, tmp_path):
    desk.run("propose")
    shutil.copytree(desk.root, tmp_path / "ander")
    other = Desk(tmp_path / "ander", desk._capsys)
    id_ = desk.clause("nieuwe kade")["id"]
    desk.run("edit", id_, "text=De eerste tekst.", "--as", "Jo")
    other.run("edit", id_, "text=De tweede tekst.", "--as", "Els")
    told = desk.run("import", tmp_path / "ander", "--preview").out
    assert "De eerste tekst" in told
    assert "De tweede tekst" in told
    found = json.loads(desk.run("import", tmp_path / "ander", "--json", "--yes").out)
    assert [(one["what"], one["statements"]) for one in found["conflicts"]] == [("text", [id_])]


def test_what_others_read_comes_back_by_the_numbers_that_they_read(desk, tmp_path):
    """A citizen's "zin 2" was tied to clause 2 of the text with the closed sources, which nobody outside had seen."""
    close(desk, "plan.md")
    desk.run("propose")
    folder = DossierFolder.open(desk.root)
    version = versions.version_named(folder, "1")
    full, public = versions.text_of(folder, version), versions.text_of(folder, version, is_public=True)
    place, theirs = next(
        (at, one) for at, one in enumerate(public.clauses) if at >= len(full.clauses) or one.id != full.clauses[at].id
    )
    out = tmp_path / "brief.docx"
    desk.run("export", "--to", "docx", "--out", out)
    back = json.loads(desk.run("import", out, "--preview", "--json").out)
    assert [back[name] for name in ("edits", "clause_edits", "contributions", "problems")] == [[], [], [], []]
    form = tmp_path / "form.csv"
    form.write_text(f"zin;inbreng;naam\n{place + 1};Daar ben ik tegen.;Els\n", encoding="utf-8")
    (brought,) = json.loads(desk.run("import", form, "--preview", "--json").out)["contributions"]
    assert brought["clause"] == theirs.id
    desk.run("import", form, "--yes")
    assert [row["clause"] for row in desk.rows("contributions")] == [theirs.id]


def test_an_edit_that_was_undone_changes_nothing_any_more(desk):
    desk.run("propose")
    kade = desk.clause("nieuwe kade")
    desk.run("edit", kade["id"], "text=Er komt een kade.", "--as", "Jo")
    desk.run("propose")
    desk.run("undo", "--as", "Jo")
    desk.run("propose")
    assert desk.clause("nieuwe kade")["text"] == kade["text"]


def test_what_was_corrected_before_a_version_is_no_reason_for_the_next_one(desk):
    cited = next(row for row in desk.rows("statements") if "kade" in row["text"])
    desk.run("edit", cited["id"], "deadline=2027", "--as", "Jo")
    desk.run("propose")
    desk.run("edit", desk.clause("nieuwe kade")["id"], "core=nee")
    desk.run("propose")
    reasons = [one["reason"]["code"] for row in desk.rows("clauses") for one in row["changes"]]
    assert reasons == ["change.clause_placed"]


@pytest.mark.parametrize("to", ["csv", "jsonl"])
def test_the_lists_that_go_out_have_the_clauses_and_what_was_brought_in_too(desk, to):
    desk.run("propose")
    desk.run("export", "--to", to)
    for kind, words in (("clauses", "warmtenet"), ("contributions", "")):
        text = (desk.root / f"uitvoer/{to}/{kind}.{to}").read_text(encoding="utf-8")
        assert words in text
        assert to == "jsonl" or text.startswith("id,")

"""What a model thinks, at the command line: it waits, a person takes it over or sets it aside, and every word of it is marked."""

import csv
import io
import json
import re
import shutil

import pytest
import suggesting
from suggesting import TEXTS

from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.cli import run


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return suggesting.built(tmp_path_factory.mktemp("model") / "dossier")


@pytest.fixture
def folder(built, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "180")
    shutil.copytree(built, tmp_path / "dossier")
    return tmp_path / "dossier"


def said(capsys, *arguments: object, status: int = 0, language: str = "nl") -> str:
    capsys.readouterr()
    assert run([*map(str, arguments), "--lang", language]) == status
    shown = capsys.readouterr()
    return shown.out if not status else shown.err


def listed(capsys, folder, kind="suggestions", *arguments):
    return json.loads(said(capsys, "list", folder, kind, *arguments, "--json"))


def one(capsys, folder, kind):
    (found,) = [row for row in listed(capsys, folder) if row["kind"] == kind]
    return found


def statement(capsys, folder, id_):
    return next(row for row in listed(capsys, folder, "statements") if row["id"] == id_)


def events(folder):
    with SqliteLog(DossierFolder.open(folder).log, is_read_only=True) as log:
        return log.events()


def test_every_kind_waits_in_every_format_and_filters_narrow_it(folder, capsys):
    rows = listed(capsys, folder)
    assert sorted(row["kind"] for row in rows) == [
        "addressee", "condition", "conflict", "neither", "statement", "type",
    ]  # fmt: skip
    assert rows[0]["kind"] == "conflict", "what is about threads of two parties is first"
    assert rows[-1]["kind"] == "neither", "what only takes away is last"
    assert said(capsys, "list", folder, "suggestions", "--format", "jsonl").count("\n") == len(rows)
    table = list(csv.DictReader(io.StringIO(said(capsys, "list", folder, "suggestions", "--format", "csv"))))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert [row["kind"] for row in listed(capsys, folder, "suggestions", "--type", "neither")] == ["neither"]
    of_province = listed(capsys, folder, "suggestions", "--party", "Provincie Noord-Holland")
    assert {row["kind"] for row in of_province} == {"conflict", "neither"}
    shown = said(capsys, "list", folder, "suggestions")
    assert "gemiste uitspraak: zorg" in shown
    assert "proefmodel" in shown


def test_what_did_not_enter_is_listed_with_why(folder, capsys):
    rows = listed(capsys, folder, "refusals")
    assert {(row["task"], row["kind"]) for row in rows} == {("extract", "quote_not_found")}
    assert "Dit staat in geen enkele bron." in said(capsys, "list", folder, "refusals")
    assert listed(capsys, folder, "refusals", "--type", "cut_off") == []


def test_a_suggestion_shows_both_quotes_the_words_it_rests_on_and_what_confirming_does(folder, capsys):
    shown = said(capsys, "show", folder, one(capsys, folder, "conflict")["id"])
    assert shown.count("**onder een kap**") == 2
    assert "geen spanning" in shown
    assert "write DOSSIER" in shown
    assert "The two statements go apart" in said(
        capsys, "show", folder, one(capsys, folder, "neither")["id"], language="en"
    )
    assert "De soort van de uitspraak wordt: zorg." in said(
        capsys, "show", folder, one(capsys, folder, "type")["id"][:12]
    )


def test_a_sentence_that_only_a_model_found_counts_from_its_confirmation_on(folder, capsys):
    found = one(capsys, folder, "statement")
    (id_,) = found["statements"]
    assert statement(capsys, folder, id_)["origin"] == "model:proefmodel"
    shown = said(capsys, "show", folder, id_)
    assert "door model proefmodel gevonden, telt nog niet mee" in shown
    assert f"suggestie {found['id']}" in shown
    assert "telt nog niet mee" in " ".join(said(capsys, "list", folder, "statements", "--format", "table").split())
    assert id_ not in str(listed(capsys, folder, "subjects"))
    done = json.loads(said(capsys, "confirm", folder, found["id"], "--as", "Jo", "--json"))
    assert [(act["kind"], act["person"]) for act in done["done"]] == [("confirm", "Jo")]
    shown = said(capsys, "show", folder, id_)
    assert "door model proefmodel gevonden" in shown
    assert "telt nog niet mee" not in shown
    assert found["id"] not in {row["id"] for row in listed(capsys, folder)}
    said(capsys, "undo", folder, done["done"][0]["event"], "--as", "Jo")
    assert found["id"] in {row["id"] for row in listed(capsys, folder)}


def test_a_confirmed_sentence_stands_without_the_model_too(folder, capsys):
    """Without its type in the event, a build without the model lost the sentence that somebody had confirmed."""
    found = one(capsys, folder, "statement")
    said(capsys, "confirm", folder, found["id"], "--as", "Jo")
    assert run(["build", str(folder), "--no-model", "--as", "Jo"]) == 0
    kept = statement(capsys, folder, found["statements"][0])
    assert (kept["type"], kept["origin"], kept["text"]) == (
        "concern",
        "model:proefmodel",
        "Uitgave van de gemeente Velsen, team Milieu.",
    )
    assert listed(capsys, folder) == []


def test_several_are_taken_over_by_the_events_that_the_log_has_anyway(folder, capsys):
    rows = {row["kind"]: row for row in listed(capsys, folder)}
    chosen = [rows[kind] for kind in ("type", "addressee", "neither")]
    before = len(events(folder))
    lines = said(capsys, "confirm", folder, *(row["id"] for row in chosen), "--as", "Jo").splitlines()
    assert len([line for line in lines if "rodedraad undo" in line]) == 4, "each, and all together"
    written = events(folder)[before:]
    assert [event.kind for event in written] == ["edit", "edit", "split"]
    assert {dict(event.values)["by"] for event in written} == {"model:proefmodel"}
    assert statement(capsys, folder, rows["type"]["statements"][0])["type"] == "concern"
    asked = statement(capsys, folder, rows["addressee"]["statements"][0])["actors"]
    assert [(actor["party"], actor["role"]) for actor in asked] == [(rows["addressee"]["value"], "asked")]
    apart = set(rows["neither"]["statements"])
    assert not [row for row in listed(capsys, folder, "threads") if apart <= set(row["statements"])]
    assert not {row["id"] for row in chosen} & {row["id"] for row in listed(capsys, folder)}


def test_what_was_taken_over_keeps_and_shows_whose_suggestion_it_was(folder, capsys, tmp_path):
    """After the confirmation nothing told that the type and the addressee were a model's thought."""
    rows = {row["kind"]: row for row in listed(capsys, folder)}
    said(capsys, "confirm", folder, rows["type"]["id"], rows["addressee"]["id"], "--as", "Jo")
    told = "(voorstel van model proefmodel)"
    shown = [said(capsys, "show", folder, rows[kind]["statements"][0]) for kind in ("type", "addressee")]
    assert all(told in " ".join(one.split()) and "Jo" in one for one in shown)
    log = " ".join(said(capsys, "list", folder, "log").split())
    assert log.count("(voorstel van model") == 2
    assert "must_act:" not in log
    assert "asked:" not in log
    said(capsys, "export", folder, "--to", "html", "--out", tmp_path / "na.html")
    assert told in (tmp_path / "na.html").read_text(encoding="utf-8")
    assert {field for row in listed(capsys, folder, "log") for field in row["values"]} >= {"by", "type", "actors"}


def test_all_of_a_kind_or_a_source_are_shown_first_and_go_and_come_back_together(folder, capsys):
    rows = listed(capsys, folder)
    before = len(events(folder))
    asked = ("confirm", folder, "--from", "a.md", "--as", "Jo")
    preview = said(capsys, *asked, status=2)
    assert "Dit wordt overgenomen (4)" in preview
    assert "1 daarvan kan zo niet" not in preview
    assert "2 daarvan kan zo niet" in preview
    assert "--yes" in preview
    assert len(events(folder)) == before, "nothing is written before somebody says so"
    done = said(capsys, *asked, "--yes")
    first = re.search(r"Alle samen ongedaan maken: rodedraad undo \S+ (\w+)", done)[1]
    assert len(events(folder)) == before + 4
    assert {row["kind"] for row in listed(capsys, folder)} == {"condition", "conflict"}
    said(capsys, "undo", folder, first, "--as", "Jo")
    assert listed(capsys, folder) == rows


def test_a_filter_that_picks_nothing_or_cannot_be_says_so(folder, capsys):
    id_ = one(capsys, folder, "type")["id"]
    for arguments, told in (
        (("--kind", "title"), "geen soort suggestie"),
        (("--kind", "holder"), "geen suggestie die daaraan voldoet"),
        ((id_, "--kind", "type"), "niet beide"),
        ((), "minstens een code"),
    ):
        assert told in said(capsys, "reject", folder, *arguments, "--yes", "--as", "Jo", status=2), arguments
    assert "weggelegd (1)" in said(capsys, "reject", folder, "--kind", "neither", "--as", "Jo", status=2)


@pytest.mark.parametrize(
    ("kind", "told"), [("conflict", "geen spanning"), ("condition", "geen veld voor een voorwaarde")]
)
def test_what_cannot_be_taken_over_says_what_to_do_and_writes_nothing(folder, capsys, kind, told):
    rows = {row["kind"]: row for row in listed(capsys, folder)}
    before = len(events(folder))
    assert told in said(capsys, "confirm", folder, rows["type"]["id"], rows[kind]["id"], "--as", "Jo", status=2)
    assert len(events(folder)) == before, "all that are named, or none"


def test_what_is_set_aside_is_not_offered_again_and_undone_it_is(folder, capsys):
    rows = {row["kind"]: row for row in listed(capsys, folder)}
    gone = [rows[kind]["id"] for kind in ("conflict", "condition", "type")]
    said(capsys, "reject", folder, *gone, "--as", "Jo")
    assert run(["build", str(folder), "--model", "proefmodel", "--as", "Jo"]) in (0, 1)
    assert not set(gone) & {row["id"] for row in listed(capsys, folder)}
    shown = said(capsys, "list", folder, "log")
    assert "weggelegd" in shown
    assert "andere soort: zorg (proefmodel)" in shown
    said(capsys, "undo", folder, "--as", "Jo")
    assert set(gone) & {row["id"] for row in listed(capsys, folder)} == {rows["type"]["id"]}


def test_a_sentence_that_is_rejected_is_gone_with_all_that_was_thought_of_it(folder, capsys):
    found = one(capsys, folder, "statement")
    said(capsys, "reject", folder, found["id"], "--as", "Jo")
    assert found["statements"][0] not in {row["id"] for row in listed(capsys, folder, "statements")}
    assert found["id"] not in {row["id"] for row in listed(capsys, folder)}
    assert "geen suggestie die wacht" in said(capsys, "confirm", folder, found["id"], "--as", "Jo", status=2)


def test_only_suggestions_go_several_at_a_time(folder, capsys):
    id_ = one(capsys, folder, "type")["statements"][0]
    assert "Alleen suggesties" in said(capsys, "confirm", folder, id_, id_, "--as", "Jo", status=2)


def test_the_log_says_in_words_what_left_the_house(folder, capsys):
    shown = said(capsys, "list", folder, "log")
    assert "gestuurd" in shown
    assert "proefmodel (http://localhost/v1):" in shown
    (event,) = [row for row in listed(capsys, folder, "log") if row["kind"] == "sent"]
    assert event["values"]["sources"] not in shown, "hashes are for scripts"


def test_the_report_marks_what_is_a_models_and_tells_what_it_did(folder, capsys, tmp_path):
    found = one(capsys, folder, "statement")
    said(capsys, "export", folder, "--to", "html", "--out", tmp_path / "voor.html")
    before = (tmp_path / "voor.html").read_text(encoding="utf-8")
    assert "Uitgave van de gemeente Velsen, team Milieu." not in re.sub(
        r"<details.*?</details>", "", before, flags=re.DOTALL
    )
    assert "titel door model proefmodel" in before
    assert "op de machine waar het dossier staat" in before
    said(capsys, "confirm", folder, found["id"], "--as", "Jo")
    said(capsys, "export", folder, "--to", "html", "--out", tmp_path / "na.html", language="en")
    after = (tmp_path / "na.html").read_text(encoding="utf-8")
    assert 'href="#model">by model proefmodel</a>' in after
    assert "quote is not there: " in after


def test_without_a_model_the_report_says_that_nothing_left_the_house(tmp_path, capsys):
    made = DossierFolder.make(tmp_path / "zonder", 'titel = "proef"\n')
    (made.sources / "a.md").write_text(TEXTS["a.md"], encoding="utf-8")
    said(capsys, "build", made.root, "--as", "Jo")
    said(capsys, "export", made.root, "--to", "html", "--out", tmp_path / "uit.html")
    page = (tmp_path / "uit.html").read_text(encoding="utf-8")
    assert "Er is geen taalmodel gevraagd: van dit dossier is niets de deur uit gegaan." in page
    assert "zonder taalmodel" in page
    assert "tag machine" not in page

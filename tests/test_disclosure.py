"""What is not public does not leave the dossier: no word of it is in any export, and nothing follows from it."""

import json
from dataclasses import fields, replace

import pytest

from rodedraad import cli, consult
from rodedraad.adapters.folder import DossierFolder

OPEN = """# Visie Energie Oosterdam

Gemeente Velsen, 12 maart 2026

De gemeente legt uiterlijk in 2030 een warmtenet aan in de Havenwijk.
Wij vragen de provincie Noord-Holland om vóór 2027 een besluit te nemen over de kade.
Wij willen dat alle woningen in de Havenwijk in 2035 zonder aardgas zijn.
"""
SECOND = """# Plan Havenwijk

Gemeente Beverwijk, 2 april 2026

Wij willen dat alle woningen in de Havenwijk in 2035 zonder aardgas zijn.
"""
MEMO = """# Geheim memo Havenwijk

Provincie Noord-Holland, 4 mei 2026

De gemeente legt uiterlijk in 2032 een warmtenet aan in de Havenwijk.
De gedeputeerde wil de zaak Kwikstaart stilhouden en verwacht 7 miljoen euro schade, zie de Nota Nachtegaal 2025.
Wij willen dat alle woningen in de Havenwijk in 2035 zonder aardgas zijn.
"""
WORDS = ("Geheim memo", "geheim.md", "Kwikstaart", "Nachtegaal", "in 2032", "verborgen reden")
CLOSED = '[[bron]]\npad = "geheim.md"\nopenbaar = false\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A dossier with a confidential source, on which somebody worked, and one that never had it."""
    root = tmp_path_factory.mktemp("vertrouwelijk")
    for name, text in (("visie.md", OPEN), ("plan.md", SECOND), ("geheim.md", MEMO)):
        (root / name).write_text(text, encoding="utf-8")
    for name, files in (("met", ("visie.md", "plan.md", "geheim.md")), ("zonder", ("visie.md", "plan.md"))):
        assert cli.run(["new", str(root / name)]) == 0
        assert cli.run(["add", str(root / name), *(str(root / file) for file in files)]) == 0
    (root / "met/bronnen.toml").write_text(CLOSED, encoding="utf-8")
    for name in ("met", "zonder"):
        settings = root / name / "dossier.toml"
        settings.write_text(settings.read_text(encoding="utf-8").replace(f'"{name}"', '"Een naam"'), encoding="utf-8")
        assert cli.run(["build", str(root / name)]) in (0, 1)
    with consult.reading(DossierFolder.open(root / "met")) as store:
        (named,) = (one.id for one in store.records("statements") if "2032" in one.quote)
    assert cli.run(["edit", str(root / "met"), named, "holder=verborgen reden", "--as", "Jo"]) in (0, 1)
    # a judgement that everybody may see, with an argument that they may not
    for name in ("met", "zonder"):
        assert cli.run(["edit", str(root / name), "afspraak1>geld1", "value=3", "--as", "Jo"]) in (0, 1)
    assert cli.run(["edit", str(root / "met"), "afspraak1>geld1", f"for={named}", "--as", "Jo"]) in (0, 1)
    return root


def export(root, to, *options):
    out = root / f"uit-{to}"
    if to != "html":
        out.mkdir(exist_ok=True)
    arguments = [
        "export",
        str(root / "met"),
        "--to",
        to,
        "--out",
        str(out),
        "--force",
        "--stamp",
        "2026-01-01",
        *options,
    ]
    assert cli.run(arguments) == 0
    files = sorted(out.iterdir()) if out.is_dir() else [out]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize("to", ["html", "jsonl", "csv"])
def test_no_word_of_a_confidential_source_is_in_an_export(built, to, capsys):
    text = export(built, to)
    assert [word for word in WORDS if word in text] == []
    assert "warmtenet" in text
    assert "1 bron is niet openbaar en staat hier niet in" in (text if to == "html" else capsys.readouterr().err)


@pytest.mark.parametrize("to", ["html", "jsonl", "csv"])
def test_it_is_there_where_somebody_asked_for_it_and_that_is_said(built, to, capsys):
    text = export(built, to, "--with-confidential")
    assert [word for word in WORDS if word not in text] == []
    assert "Geef dit niet aan anderen" in capsys.readouterr().err


def test_what_is_exported_is_what_a_dossier_without_it_gives(built):
    """No figure, title, thread or gap gives away what it says: all of it is as if it had never been there."""
    with_, without = (consult.whole(DossierFolder.open(built / name)) for name in ("met", "zonder"))
    assert (with_.withheld, without.withheld) == (1, 0)
    for part in ("sources", "documents", "statements", "links", "coverage", "problems", "corrections"):
        assert getattr(with_, part) == getattr(without, part), part
    for part in fields(with_.prospects):
        found, wanted = (getattr(one.prospects, part.name) for one in (with_, without))
        if part.name == "judgements":  # two dossiers: the same act is another event
            found, wanted = (tuple(replace(one, event=None) for one in rows) for rows in (found, wanted))
            assert found
        assert found == wanted, part.name


@pytest.mark.parametrize("arguments", [("list", "sources"), ("list", "statements"), ("search", "Kwikstaart")])
def test_who_has_the_dossier_sees_it_marked(built, arguments, capsys):
    assert cli.run([arguments[0], str(built / "met"), *arguments[1:]]) in (0, 1)
    shown = capsys.readouterr().out
    assert "[niet openbaar]" in " ".join(shown.split())
    assert cli.run(["list", str(built / "met"), "sources", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["path"]: row["is_public"] for row in rows} == {"geheim.md": False, "plan.md": True, "visie.md": True}


def test_an_edit_of_bronnen_toml_holds_for_the_next_export_though_nothing_was_built(built):
    settings = built / "met/bronnen.toml"
    try:
        settings.write_text(CLOSED + CLOSED.replace("geheim", "plan"), encoding="utf-8")
        assert consult.whole(DossierFolder.open(built / "met")).withheld == 2
        settings.write_text("", encoding="utf-8")  # not built: what was agreed still says no
        assert consult.whole(DossierFolder.open(built / "met")).withheld == 1
        settings.write_text(CLOSED + "".join(CLOSED.replace("geheim", one) for one in ("plan", "visie")), "utf-8")
        assert consult.whole(DossierFolder.open(built / "met")).statements == ()
    finally:
        settings.write_text(CLOSED, encoding="utf-8")


def test_what_is_said_of_a_double_is_said_of_the_source(tmp_path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(MEMO, encoding="utf-8")
    path = tmp_path / "dossier"
    assert cli.run(["new", str(path)]) == 0
    for name in ("a.md", "b.md"):
        (path / "bronnen" / name).write_text(MEMO, encoding="utf-8")
    (path / "bronnen.toml").write_text('[[bron]]\npad = "b.md"\nopenbaar = false\n', encoding="utf-8")
    assert cli.run(["build", str(path)]) == 1
    dossier = consult.whole(DossierFolder.open(path))
    assert (dossier.withheld, dossier.sources, dossier.problems) == (1, (), ())


@pytest.mark.parametrize("pad", ["bronnen/geheim.md", "./geheim.md", "Geheim.md", "geheim .md", "verhuisd.md"])
def test_nothing_is_exported_while_what_is_not_public_cannot_be_told(tmp_path, pad, capsys):
    """A path that names no file had no effect, and said so nowhere: the memo was exported in full."""
    path = tmp_path / "dossier"
    assert cli.run(["new", str(path)]) == 0
    (path / "bronnen/geheim.md").write_text(MEMO, encoding="utf-8")
    (path / "bronnen.toml").write_text(CLOSED.replace("geheim.md", pad), encoding="utf-8")
    assert cli.run(["build", str(path), "--workers", "1"]) == 1
    capsys.readouterr()
    assert cli.run(["list", str(path), "problems", "--format", "json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["source"], f"«{pad}»" in str(problem["message"])) == ("bronnen.toml", True), problem
    assert ('pad = "geheim.md"' in str(problem["message"])) is (pad not in ("geheim .md", "verhuisd.md"))
    for to in ("html", "jsonl", "csv"):
        out = path / "uitvoer" / to
        assert cli.run(["export", str(path), "--to", to, "--out", str(out)]) == 2
        assert pad in capsys.readouterr().err
        assert not [file for file in out.rglob("*") if file.is_file()]
        assert not out.is_file()
    (path / "bronnen.toml").write_text(CLOSED, encoding="utf-8")
    assert cli.run(["build", str(path), "--workers", "1"]) == 0
    assert consult.whole(DossierFolder.open(path)).withheld == 1


def test_a_path_is_the_same_however_its_accents_are_written(tmp_path):
    path = tmp_path / "dossier"
    assert cli.run(["new", str(path)]) == 0
    (path / "bronnen/café.md").write_text(MEMO, encoding="utf-8")
    (path / "bronnen.toml").write_text(CLOSED.replace("geheim.md", "cafe\u0301.md"), encoding="utf-8")
    assert cli.run(["build", str(path), "--workers", "1"]) == 0
    assert consult.whole(DossierFolder.open(path)).withheld == 1


def test_what_somebody_judged_on_a_closed_source_is_missing_outside_and_no_example(tmp_path):
    for name, text in (("visie.md", OPEN), ("geheim.md", MEMO)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = tmp_path / "dossier"
    assert cli.run(["new", str(path)]) == 0
    assert cli.run(["add", str(path), str(tmp_path / "visie.md"), str(tmp_path / "geheim.md")]) == 0
    (path / "bronnen.toml").write_text(CLOSED, encoding="utf-8")
    assert cli.run(["build", str(path)]) in (0, 1)
    folder = DossierFolder.open(path)
    with consult.reading(folder) as store:
        (named,) = (one.id for one in store.records("statements") if "2032" in one.quote)
        (before,) = (one for one in store.records("judgements") if one.id == "afspraak1>geld1")
        others = {one.id: one for one in store.records("judgements") if one.id != "afspraak1>geld1"}
    assert before.is_example
    assert before.value not in (None, 3)
    said = ["edit", str(path), "afspraak1>geld1", f"for={named}", "value=3", "low=1", "high=3", "--as", "Jan"]
    assert cli.run(said) in (0, 1)
    outside = {one.id: one for one in consult.whole(folder).prospects.judgements}
    own = outside.pop("afspraak1>geld1")
    assert (own.value, own.low, own.high, own.is_example, own.note, own.arguments) == (None, None, None, False, "", ())
    assert outside == others  # what nobody judged is the example still
    (inside,) = (one for one in consult.whole(folder, has_confidential=True).prospects.judgements if one.id == own.id)
    assert inside.value == 3

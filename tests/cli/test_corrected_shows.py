"""A correction is seen wherever the words are: in the report and in show, with who, when and what it was."""

import json

import pytest

from rodedraad import cli
from rodedraad.wording import catalogue

TEXT = """# Visie Energie Oosterdam

Gemeente Velsen, 12 maart 2026

De gemeente legt uiterlijk in 2030 een warmtenet aan in de Havenwijk, met steun van de provincie Noord-Holland.
Wij willen dat alle woningen in de Havenwijk in 2035 zonder aardgas zijn.
Wij vragen de provincie Noord-Holland om vóór 2027 een besluit te nemen over de kade.
"""


@pytest.fixture
def run(tmp_path, capsys):
    folder = tmp_path / "dossier"
    (tmp_path / "visie.md").write_text(TEXT, encoding="utf-8")

    def call(command, *arguments):
        assert cli.run([command, str(folder), *arguments, "--lang", "nl"]) in (0, 1)
        return capsys.readouterr().out

    call("new")
    call("add", str(tmp_path / "visie.md"))
    call("build")
    call.report = lambda: (folder / "uitvoer/rodedraad-nl.html").read_text(encoding="utf-8")
    return call


def test_the_report_and_show_say_who_decided_what_and_what_it_was(run):
    first, second, *_ = json.loads(run("list", "statements", "--json"))
    was = catalogue()[f"label.type_{first['type']}"]["nl"]
    run("edit", first["id"], "type=behoefte", "--as", "A. de Vries")
    run("edit", first["id"], "type=zorg", "--as", "B. Jansen")
    run("reject", second["id"], "--as", "C. Smit")
    run("export", "--to", "html")
    report = run.report()
    assert f"Soort: was «{was}», is nu «zorg»." in report  # what was read, not what the one before said
    assert "B. Jansen" in report
    before, _, decided = report.partition('id="verbeterd"')
    assert (
        "Soort: was «" + was + "», werd «behoefte». Niet meer van kracht, want later anders verbeterd door B. Jansen"
        in decided
    )
    assert "verbeterd door A. de Vries" not in before  # her word no longer holds
    assert "Afgewezen: deze uitspraak telt niet mee." in report
    shown = " ".join(run("show", first["id"]).split())
    assert "B. Jansen" in shown
    assert f"soort: was «{was}», is nu «zorg»." in shown
    assert "werd «behoefte». Niet meer van kracht" in shown
    assert "(verbeterd)" in run("list", "statements")
    run("undo", "--as", "C. Smit")
    run("export", "--to", "html")
    assert "Afgewezen" not in run.report()

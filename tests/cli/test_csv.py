"""A list in CSV is opened in a spreadsheet: what a file's maker wrote must not run there as a formula."""

import csv
import io

from rodedraad import cli

NAMES = ("+31 251.md", "-2+3.md", "=HYPERLINK(1).md", "@SOM(A1).md", "visie.md")


def test_a_name_that_a_spreadsheet_would_run_is_text(tmp_path, capsys):
    folder = tmp_path / "dossier"
    for name in NAMES:
        (tmp_path / name).write_text(f"# {name}\n\nWij willen schone lucht, zegt {name}.\n", encoding="utf-8")
    files = [str(tmp_path / name) for name in NAMES]
    for arguments in (["new", str(folder)], ["add", str(folder), *files], ["build", str(folder)]):
        assert cli.run(arguments) in (0, 1)
    capsys.readouterr()
    assert cli.run(["list", str(folder), "sources", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert sorted(row["path"] for row in rows) == [*(f"'{name}" for name in NAMES[:-1]), NAMES[-1]]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())


def test_an_empty_list_has_the_columns_of_a_full_one(tmp_path, capsys):
    """The header of a list without rows once came from the records, which have other fields than the shapes."""
    (tmp_path / "a.md").write_text("# Visie\n\nWij willen schone lucht.\n", encoding="utf-8")
    folders = [tmp_path / "leeg", tmp_path / "vol"]
    headers = []
    for folder, files in zip(folders, ([], [str(tmp_path / "a.md")]), strict=True):
        for arguments in (
            ["new", str(folder)],
            *([["add", str(folder), *files]] if files else []),
            ["build", str(folder)],
        ):
            assert cli.run(arguments) in (0, 1)
        capsys.readouterr()
        assert cli.run(["list", str(folder), "statements", "--format", "csv"]) == 0
        headers.append(capsys.readouterr().out.splitlines()[0])
    assert headers[0] == headers[1]
    assert cli.run(["list", str(folders[0]), "kinships", "--format", "csv"]) == 0
    assert capsys.readouterr().out == "earlier,later,kind,share\n"

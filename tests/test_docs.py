"""The documentation does what it says: README and tutorial run, and every command, setting and error has its page."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from rodedraad import errors, frame
from rodedraad.cli.app import app
from rodedraad.records import ProblemKind
from rodedraad.wording import catalogue

ROOT = Path(__file__).resolve().parents[1]
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def _script(page: str) -> str:
    return "\n".join(SHELL.findall((ROOT / page).read_text(encoding="utf-8")))


def _run(script: str, folder: Path) -> str:
    """Runs a page's commands as a reader would type them, in an empty folder; the first that fails stops it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = f'set -eu\nrodedraad() {{ command rodedraad "$@" || [ $? -eq 1 ]; }}\n{script}'
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=os.environ | {"PATH": path, "LANG": "nl_NL.UTF-8", "HOME": str(folder)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_tutorial_runs_as_it_stands(tmp_path):
    said = _run(_script("docs/tutorial.md"), tmp_path)
    assert "Alles klopt." in said
    assert (tmp_path / "lodermond/uitvoer/rodedraad-nl.html").stat().st_size > 100_000


@pytest.mark.parametrize("page", ["README.md", "README.nl.md"])
def test_the_readme_runs_on_documents_of_ones_own(page, tmp_path):
    (tmp_path / "Documenten/studies").mkdir(parents=True)
    words = "# Visie\n\nWij willen uiterlijk in 2030 een warmtenet. De gemeente legt in 2027 een fietspad aan.\n"
    (tmp_path / "Documenten/studies/visie.md").write_text(words, encoding="utf-8")
    script = _script(page).partition("tools/test.py\n")[2].replace(".venv/bin/rodedraad", "rodedraad")
    assert script.count("rodedraad") >= 9
    assert "warmtenet" in _run(script, tmp_path)


def test_every_command_has_its_row():
    page = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert {name for name in names if f"| `{name}` |" not in page} == set()


def test_every_setting_has_its_row():
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    assert {
        key for key in frame.DOSSIER_KEYS | frame.SOURCE_KEYS if f"`{key}`" not in page and f"`[[{key}]]`" not in page
    } == set()


def test_every_error_that_is_raised_and_every_kind_of_problem_has_its_row():
    page = (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8")
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    known = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)}
    raised = {name for name in known if re.search(rf"(?:raise|=|return) {name}\(", source)}
    assert {"WrongUse", "UnreadableSource", "StoreError"} <= raised
    listed = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert (raised | set(get_args(ProblemKind))) - listed == set()
    assert {name for name in listed if name[0].isupper()} <= known
    for kind in get_args(ProblemKind):
        assert f"| `{kind}` | {catalogue()[f'label.problem_{kind}']['nl']} |" in page


def test_every_link_between_pages_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if "://" not in target
    ]
    assert [f"{page.name} -> {target}" for page, target in links if not (page.parent / target).exists()] == []

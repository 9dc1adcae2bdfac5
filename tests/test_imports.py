"""The house: imports point one way, records <- stages <- pipeline <- adapters <- dossier <- doors.

What is composed (pipeline, publish, authored) knows no adapter, adapters know no stage, and a stage knows another
stage only where ``BETWEEN_STAGES`` says why.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

import rodedraad

ROOT = Path(rodedraad.__file__).parent
STAGES = {"read", "describe", "extract", "embed", "link", "weigh", "explore", "require", "plan", "measure", "retrieve"}
DOORS = {"cli", "web", "assistants"}
LATE_DOORS = {("cli/assistants.py", "assistants"), ("cli/serving.py", "web")}
"""The two commands that open another door. Else no door knows another: what two of them need lies below."""
LAYERS = (
    {"records"},
    {"errors", "wording", "intervals", "garbage", "endpoints", "transformer", "stems", "reliability"},
    {
        "ports",
        "frame",
        "access",
        "drivers",
        "parties",
        "prospect_shapes",
        "shapes",
        "chain",
        "decisions",
        "agreed",
        "unplaced",
        "closed",
        "upheld",
        "phrases",
        "region",
        "narrowing",
        "masking",
        "visible",
    },
    STAGES,
    {
        "pipeline",
        "perusing",
        "propose",
        "publish",
        "intake",
        "edits",
        "authored",
        "suggestions",
        "rulings",
        "arguments",
        "contributions",
        "evaluate",
        "verify",
        "genai",
    },
    {"adapters"},
    {
        "asking",
        "at_hand",
        "conversing",
        "consult",
        "accepting",
        "in_force",
        "gauges",
        "versions",
        "phrasing",
        "amending",
        "correcting",
        "renewing",
        "exporting",
        "bringing",
        "expecting",
        "judging",
        "driving",
        "solving",
        "overruling",
        "assisting",
        "sending",
        "deriving",
        "freshness",
        "rating",
        "spent",
        "dossier",
        "checking",
        "remembered",
        "disclosure",
        "drafting",
        "seen",
        "moment",
        "desk",
    },
    DOORS,
    {"__main__"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
BETWEEN_STAGES = {
    ("link/alignment.py", "embed"): "words are aligned by the vectors of the table",
    ("link/neighbours.py", "embed"): "the length of a vector, and the table's anchors in a very large dossier",
    ("link/sameness.py", "embed"): "words are told apart by their rows in the table",
    ("link/references.py", "extract"): "the words that name a document's kind are what tells two of them apart least",
    ("link/silence.py", "extract"): "a theme's cue words count in a whole document as they do in a sentence",
    ("plan/laid_down.py", "link"): "the agreement that one act takes and another brings about is known by these words",
    ("plan/twins.py", "link"): "two sentences tell of one act by the words that tell a matter",
    ("plan/ground.py", "link"): "what a statement is about is weighed for actions as it is for gaps",
    ("plan/bonds.py", "link"): "as above, of the words of a condition",
    ("plan/translation.py", "link"): "as above, of an English word and its Dutch ones",
    ("plan/forms.py", "link"): "as above, of the forms of one word",
    ("plan/archive.py", "link"): "as above, of what a request and its answer both say",
    ("plan/retold.py", "link"): "as above, of a sentence that tells what was asked",
    ("plan/settlements.py", "link"): "who may answer a request is decided once, for gaps and for answers",
    ("require/occupations.py", "embed"): "labels are near a text by their rows in the table and by their vectors",
    ("require/likeness.py", "embed"): "as above, of two requirements, and of a requirement and an offer",
    ("retrieve/ranking.py", "embed"): "words near in meaning are told by the vectors of the table",
    ("link/labelled.py", "embed"): "labelled sentences go the whole way here, for eval alone",
    ("link/labelled.py", "extract"): "as above",
}
"""Which module of a stage may know another stage, and why. Every line is in use, or a test fails."""


def _imports(text: str) -> set[str]:
    """The parts of the package that a module names, wherever in it. A relative import hides its way: it is '.'."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.level:
            found.add(".")
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "rodedraad":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("rodedraad.")}
    return found - {"__version__"}


def _house() -> list[tuple[str, str]]:
    """Each module, by its path in the package, with each part that it imports."""
    return [
        (path.relative_to(ROOT).as_posix(), name)
        for path in sorted(ROOT.rglob("*.py"))
        for name in sorted(_imports(path.read_text(encoding="utf-8")))
    ]


def _part(module: str) -> str:
    return module.split("/", maxsplit=1)[0].removesuffix(".py")


def _wrong(imports: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The imports that the house forbids."""
    found = []
    for module, name in imports:
        own = _part(module)
        if own == name or own in ("__init__", "example", "data"):
            continue
        is_upward = name not in LEVEL or LEVEL[name] > LEVEL[own]
        is_across = own in STAGES and name in STAGES and (module, name) not in BETWEEN_STAGES
        is_stage_of_adapter = own == "adapters" and LEVEL.get(name, 0) >= LEVEL["read"]
        is_through_a_door = own in DOORS and name in DOORS and (module, name) not in LATE_DOORS
        if (
            is_upward
            or is_across
            or is_through_a_door
            or is_stage_of_adapter
            or (own == "publish" and name == "pipeline")
        ):
            found.append((module, name))
    return found


def test_every_module_has_a_place_and_imports_only_what_it_may():
    parts = {_part(path.relative_to(ROOT).as_posix()) for path in ROOT.rglob("*.py")} - {"__init__", "example", "data"}
    assert parts <= LEVEL.keys(), "a part without a place in the house: add it to LAYERS"
    assert _wrong(_house()) == []


AFTER = ("propose", "verify", "publish", "intake")
"""What is composed one after the other: none of these knows one that comes after it."""


def test_a_proposition_is_made_before_it_is_verified_sent_out_and_taken_back_in():
    against = {
        (module, name)
        for module, name in _house()
        if _part(module) in AFTER and name in AFTER[AFTER.index(_part(module)) + 1 :]
    }
    assert against == set()


def test_what_stages_may_know_of_one_another_is_in_use():
    assert BETWEEN_STAGES.keys() | LATE_DOORS <= set(_house())


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("authored.py", "from rodedraad.adapters import sqlite"),
        ("pipeline.py", "def late():\n    from rodedraad.adapters.sqlite import SqliteStore"),
        ("perusing.py", "from rodedraad import adapters"),
        ("publish/view.py", "import rodedraad.pipeline"),
        ("link/threads.py", "from rodedraad.weigh import weighed"),
        ("link/threads.py", "from rodedraad.extract import extract"),
        ("read/pdf.py", "from rodedraad import describe"),
        ("weigh.py", "import rodedraad.adapters.codec"),
        ("adapters/sqlite.py", "from rodedraad.link import neighbours"),
        ("records.py", "from rodedraad.errors import WrongUse"),
        ("consult.py", "from rodedraad.cli import tables"),
        ("assistants/texts.py", "from rodedraad.cli.speech import put"),
        ("web/app.py", "def late():\n    from rodedraad import assistants"),
        ("cli/asking.py", "from rodedraad.assistants import texts"),
        ("link/threads.py", "from ..weigh import weighed"),
    ],
)
def test_an_import_against_the_house_is_found(module, line):
    # The first seven of these went unseen: adapters shared a layer with pipeline, and stages with one another.
    assert _wrong((module, name) for name in _imports(line))

"""The house: imports point one way, records <- stages <- pipeline <- dossier <- doors, and stages know no adapter."""

import ast
from pathlib import Path

import rodedraad

ROOT = Path(rodedraad.__file__).parent
LAYERS = (
    {"records"},
    {"errors", "wording", "intervals", "garbage"},
    {"ports", "frame", "parties", "shapes", "chain", "agreed"},
    {"read", "describe", "extract", "embed", "link", "weigh", "evaluate"},
    {"pipeline", "perusing", "adapters", "publish", "edits", "authored"},
    {"consult", "dossier", "checking", "remembered"},
    {"cli", "web"},
    {"__main__"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MAY_BE_IMPORTED_BY_ALL = {"__init__"}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "rodedraad":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("rodedraad.")}
    return found - {"__version__"}


def test_every_import_points_to_a_lower_or_the_same_layer():
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        own = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if own in ("__init__", "example", "data"):
            continue
        assert own in LEVEL, f"{own} has no place in the house: add it to LAYERS"
        wrong += [
            f"{path.relative_to(ROOT)} imports {name}"
            for name in _imports(path)
            if name not in LEVEL or LEVEL[name] > LEVEL[own]
        ]
    assert not wrong


def test_stages_know_no_adapter_and_no_other_stage_but_what_they_are_given():
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        own = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if own in LAYERS[3]:
            wrong += [f"{own} imports {name}" for name in _imports(path) & (LAYERS[4] | LAYERS[5] | LAYERS[6])]
        if own == "publish":
            wrong += [f"{own} imports {name}" for name in _imports(path) & {"adapters", "pipeline"}]
    assert not wrong

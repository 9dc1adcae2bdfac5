"""Types of documents that neither model saw: the linear model alone, and with the transformer that is shipped."""

import sys
from pathlib import Path

import pytest
from places import SHARED, needs_shared

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

import train_statements

FLOORS = {
    "linear": {"accuracy": 0.63, "macro_f1": 0.52, "statement_f1": 0.96, "themes_micro_f1": 0.72},
    "again": {"accuracy": 0.715, "macro_f1": 0.62, "statement_f1": 0.965, "themes_micro_f1": 0.72},
}
"""They may only rise. These documents are easier than most: docs/method/transformer.md."""


@pytest.mark.slow
@pytest.mark.shared
@needs_shared
def test_types_of_documents_that_neither_model_saw():
    found = train_statements.validated_again(SHARED)
    for who, floors in FLOORS.items():
        assert {name: found[who][name] for name, floor in floors.items() if found[who][name] < floor} == {}, who
        assert found[who]["calibration_error"] < 0.05

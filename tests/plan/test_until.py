"""What an act waits for, or ends with, has not happened because its sentence has a participle."""

from types import SimpleNamespace

import pytest
from make import source, statement

from rodedraad.plan.status import told


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Het verdrag moet worden opgeschort totdat de bezetting volledig is afgerond.", None),
        (
            "Het verdrag blijft opgeschort totdat het onderzoek naar de haven en de kade door de raad is vastgesteld.",
            None,
        ),
        ("Totdat de nieuwe belasting is ingevoerd, blijft de oude regeling gelden.", None),
        ("Zolang het plan niet bestaat, is de sluis open voor schepen.", None),
        ("The permit stays on hold until the works have been completed.", None),
        ("Totdat de brug er lag was het stil, de brug is opgeleverd.", "done"),
        ("Het onderzoek duurde totdat de winter kwam. De sluis is opgeleverd.", "done"),
        ("De sluis is in maart opgeleverd.", "done"),
        ("De sluis is opgeleverd en blijft open totdat de raad anders beslist.", "done"),
    ],
)
def test_what_comes_behind_until_is_not_done(text, status):
    plan = source("plan", "dorp", date="2026-01-01")
    one = statement("a", text, of=plan, type="measure")
    assert told(one, SimpleNamespace(rows={}, sources={"plan": plan})) == status

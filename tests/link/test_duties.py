"""Duties: whom a sentence gives a task, and not whom another makes do something."""

import pytest

from rodedraad.link.tensions.duties import duties


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Het waterbedrijf moet de nieuwe leiding betalen.", {"pay:bedrijf"}),
        ("Het busbedrijf organiseert de veerdienst.", {"do:bedrijf"}),
        ("De provincie moet de rederij verplichten tot filters.", {"decide:provincie"}),
        ("De provincie moet werkgevers dwingen om de veerdienst te betalen.", set()),
        ("The state must require companies to pay for the quay.", set()),
        ("The state must pay for the quay.", {"pay:rijk"}),
        ("Het veer is weer in bedrijf en het Rijk moet het betalen.", {"pay:rijk"}),
    ],
)
def test_who_makes_another_do_something_decides_and_the_other_has_no_task_of_it(text, given):
    assert duties(text) == given

"""What people say about a file is taken as they say it, and what cannot be is refused by its name."""

from datetime import date, datetime

import pytest

from rodedraad.describe.settings import given
from rodedraad.errors import WrongUse
from rodedraad.frame import frame
from rodedraad.parties import register

KNOWN = register(frame({}))


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("2026", "2026"),
        ("2026-03", "2026-03"),
        (" 2024-02-29 ", "2024-02-29"),
        (date(2025, 7, 1), "2025-07-01"),
        (datetime(2025, 7, 1, 12, 30), "2025-07-01"),  # noqa: DTZ001  as TOML has it, without a zone
        ("1 juli 2025", "2025-07-01"),
        ("", None),
    ],
)
def test_a_date_is_a_year_a_month_or_a_day(said, held):
    assert given({"datum": said}, KNOWN) == {"date": held}


@pytest.mark.parametrize(
    "said", ["2026-02-31", "2025-02-29", "2026-13", "2026-00-01", "0000", "31 februari 2026", "x", "26"]
)
def test_a_date_that_no_calendar_has_is_refused(said):
    """A letter of 2026-02-31 was listed as of 31 February."""
    with pytest.raises(WrongUse) as error:
        given({"datum": said}, KNOWN)
    assert dict(error.value.message.values)["value"] == said

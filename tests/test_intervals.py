"""Dates of unequal precision: in order only where every day of the one is before every day of the other."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from rodedraad.intervals import is_before, may_follow, span

DATES = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(dt.date(2019, 1, 1), dt.date(2028, 12, 31)),
    st.sampled_from([4, 7, 10]),
)


def days(date: str) -> set[str]:
    """Slowly: every day whose ISO form begins with this date."""
    first = dt.date(int(date[:4]), 1, 1)
    every = (first + dt.timedelta(days=number) for number in range(366))
    return {day.isoformat() for day in every if day.isoformat().startswith(date)}


@given(DATES, DATES)
def test_the_order_is_that_of_all_days(one, other):
    assert is_before(one, other) == (max(days(one)) < min(days(other)))
    assert may_follow(one, other) == (max(days(one)) >= min(days(other)))


def test_a_year_is_not_before_a_month_of_it():
    # As strings "2026" < "2026-03", so a plan of some day in 2026 was older than a letter of March.
    assert not is_before("2026", "2026-03")
    assert not is_before("2026-03", "2026")
    assert is_before("2025-12-31", "2026")


def test_what_is_no_date_is_in_no_order():
    for odd in (None, "", "onbekend", "0000", "2026-13-40"):
        assert may_follow("2026-03-01", odd)
        assert may_follow(odd, "2026-03-01")
    assert span("2024-02")[1] == (2024, 2, 29)
    assert span("2023-02-31") == ((2023, 2, 1), (2023, 2, 28))

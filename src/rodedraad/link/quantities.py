"""Amounts of one kind in one unit, so that "1,5 km" and "1.500 meter" are seen to be the same.

Factors are those of the SI and its customary multiples; a year is twelve months, and weeks stay weeks.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rodedraad.records import Amount

_IN: Mapping[str, tuple[float, str]] = MappingProxyType(
    {
        "km": (1e3, "meter"),
        "km²": (1e6, "m²"),
        "hectare": (1e4, "m²"),
        "Mton": (1e6, "ton"),
        "kton": (1e3, "ton"),
        "kg": (1e-3, "ton"),
        "GW": (1e3, "MW"),
        "kW": (1e-3, "MW"),
        "TWh": (1e6, "MWh"),
        "GWh": (1e3, "MWh"),
        "kWh": (1e-3, "MWh"),
        "jaar": (12.0, "maanden"),
    }
)


def quantity(amount: Amount) -> tuple[float, str]:
    """The value of an amount and the unit in which amounts of its kind are compared."""
    factor, unit = _IN.get(amount.unit, (1.0, amount.unit))
    # rounded, so that 1,2 kilometre is 1200 metre and not its neighbour
    return round(amount.value * factor, 6), unit

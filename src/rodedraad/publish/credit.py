"""What an export must name because it shows it: the classification of occupations and skills, as its owner asks. Pure.

The European Commission allows the reuse of ESCO where its origin is named with a set sentence (LICENSES/LicenseRef-ESCO.txt).
"""

from __future__ import annotations

from collections.abc import Iterable

from rodedraad import phrases
from rodedraad.records import Requirement
from rodedraad.wording import Language


def credit(requirements: Iterable[Requirement], language: Language) -> str:
    """The sentence that names ESCO, where a requirement carries one of its concepts; else ""."""
    return phrases.said("html.credit_esco", language) if any(one.esco for one in requirements) else ""

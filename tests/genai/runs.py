"""Runs of ten items without a dossier, for the tests of what goes between asking and reading."""

from fakes import ScriptedModel
from genai.asked import LOCAL, PRICED, item, still

from rodedraad.genai import running
from rodedraad.genai.cost import Ledger
from rodedraad.rating import Passing

TEN = [item(f"De gemeente wil dit nummer {number}.", group=f"bron {number}") for number in range(10)]
"""Ten items of ten sources: ten requests."""


def run(items, answer, *, replies=None, settings=LOCAL, most_eur=None, **options):
    model = answer if isinstance(answer, ScriptedModel) else ScriptedModel(answer)
    held = replies if replies is not None else Passing()
    ledger = Ledger(settings, most_eur)
    told = running.answered(
        items, model=model, replies=held, settings=settings, ledger=ledger, progress=still, pause=lambda _: None, **options
    )  # fmt: skip
    return told, model, ledger


def settled(**changes):
    return type(LOCAL)(**{**{name: getattr(PRICED, name) for name in PRICED.__slots__}, **changes})


def in_turn(count):
    """Requests of one item in the order of their numbers."""
    return [item(f"De gemeente wil dit nummer {number}.", group=f"bron {number:02}") for number in range(count)]

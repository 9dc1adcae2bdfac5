"""What lies ahead as people read it in a terminal: drivers, scenarios, requirements, actions, knots and measurements."""

from __future__ import annotations

from rodedraad import phrases
from rodedraad.cli import measured
from rodedraad.cli.record_tables import LISTS
from rodedraad.cli.speech import LANGUAGE, said
from rodedraad.cli.suggestions import OF_MODEL
from rodedraad.cli.tables import Column, Known, code, label, words_of
from rodedraad.publish.bound import whose
from rodedraad.publish.signing import settled_by
from rodedraad.records import Action, Arrangement, Bearing, Condition, Driver, Hint, Knot, Requirement, Scenario
from rodedraad.wording import word

_TEXT = 300


def _text(text: str) -> str:
    return phrases.clipped(" ".join(text.split()), _TEXT)


def _driver(driver: Driver, _: Known) -> str:
    return driver.nl if LANGUAGE.get() == "nl" else driver.en


def _variants(driver: Driver, _: Known) -> str:
    return "; ".join(f"{one.id}: {one.nl if LANGUAGE.get() == 'nl' else one.en}" for one in driver.variants)


def _example(record: Driver, _: Known) -> str:
    return said("prospects.example") if record.is_example else ""


def _who(action: Action, known: Known) -> str:
    return known.names(action.who)


def _standing(action: Action, known: Known) -> str:
    """How it stands, and what people settled of it."""
    return "; ".join(
        filter(None, (label("action_status", action.status), *settled_by(action, known.signers, LANGUAGE.get())))
    )


def _when(action: Action, _: Known) -> str:
    return action.deadline or ""


def _bound(action: Action, known: Known) -> str:
    def told(one: Condition) -> str:
        by = whose([one], statements=known.statements, parties=known.parties, language=LANGUAGE.get())
        return f"{_text(one.words)} ({by})" if by else _text(one.words)

    return "; ".join(map(told, action.conditions))


def _met(requirement: Requirement, _: Known) -> str:
    return label("extent", requirement.met)


def _sides(arrangement: Arrangement, known: Known) -> str:
    for_, against = (
        tuple(dict.fromkeys(party for party, _ in side)) for side in (arrangement.for_, arrangement.against)
    )
    return f"{known.names(for_)} / {known.names(against)}"


def _knot(knot: Knot, _: Known) -> str:
    return word(knot.explanation, LANGUAGE.get())


def _hint(hint: Hint, _: Known) -> str:
    return word(hint.reason, LANGUAGE.get())


def _holds(bearing: Bearing, _: Known) -> str:
    if bearing.is_no_regret is None:
        return said("prospects.not_tied")
    return said("prospects.no_regret") if bearing.is_no_regret else str(len(bearing.scenarios))


def _variants_of(scenario: Scenario, _: Known) -> str:
    return " ".join(scenario.variants)


PROSPECTS: dict[str, tuple[Column, ...]] = {
    "drivers": (
        Column(name="key", cell=lambda one, _: one.id, most=16),
        Column(name="title", cell=_driver),
        Column(name="variants", cell=_variants),
        Column(name="status", cell=_example, most=12),
    ),
    "judgements": (
        Column(name="cause", cell=lambda one, _: one.cause, most=18),
        Column(name="effect", cell=lambda one, _: one.effect, most=18),
        Column(name="value", cell=lambda one, _: "" if one.value is None else f"{one.value:+d}", most=6),
        Column(name="note", cell=lambda one, _: one.note),
        Column(name="status", cell=lambda one, _: said("prospects.example") if one.is_example else "", most=12),
    ),
    "hints": (
        code(),
        Column(name="about", cell=lambda one, _: one.about, most=24),
        Column(name="explanation", cell=_hint),
        Column(name="statement", cell=lambda one, known: words_of(one.statements, known), least=110),
    ),
    "explorations": (
        Column(name="combinations", cell=lambda one, _: str(one.combinations), most=16),
        Column(name="complete", cell=lambda one, _: said("showing.yes" if one.is_complete else "showing.no"), most=10),
        Column(name="missing", cell=lambda one, _: ", ".join(one.missing)),
    ),
    "scenarios": (
        Column(name="variants", cell=_variants_of),
        Column(name="score", cell=lambda one, _: str(one.score), most=7),
        Column(name="inconsistency", cell=lambda one, _: str(one.inconsistency), most=14),
    ),
    "bearings": (
        code(),
        Column(name="kind", cell=lambda one, _: said(f"judging.kind_{one.kind}"), least=110, most=14),
        Column(name="about", cell=lambda one, known: words_of(one.statements[:1], known)),
        Column(name="holds", cell=_holds, most=20),
        Column(name="needs", cell=lambda one, _: ", ".join(variant for variant, _ in one.needs)),
    ),
    "requirements": (
        code(),
        Column(name="kind", cell=lambda one, _: label("requirement", one.kind), most=16),
        Column(name="text", cell=lambda one, _: _text(one.quote)),
        Column(name="level", cell=lambda one, _: label("level", one.level), most=10),
        Column(name="met", cell=_met, most=12),
        Column(name="parties", cell=lambda one, known: known.names(one.parties), least=120, most=26),
    ),
    "offers": (
        code(),
        Column(name="kind", cell=lambda one, _: label("offer", one.kind), most=16),
        Column(name="name", cell=lambda one, _: _text(one.name)),
        Column(name="party", cell=lambda one, known: known.party(one.party) if one.party else "", most=26),
        Column(name="text", cell=lambda one, _: _text(one.quote), least=110),
    ),
    "arrangements": (
        code(),
        Column(name="kind", cell=lambda one, _: label("arrangement", one.kind), most=16),
        Column(name="title", cell=lambda one, _: _text(one.title)),
        Column(name="backed", cell=_sides, most=40),
    ),
    "actions": (
        code(),
        Column(name="status", cell=_standing, most=16),
        Column(name="who", cell=_who, most=26),
        Column(name="what", cell=lambda one, _: _text(one.what)),
        Column(name="deadline", cell=_when, most=18),
        Column(name="condition", cell=_bound, least=130, most=40),
    ),
    "knots": (
        code(),
        Column(name="kind", cell=lambda one, _: label("knot", one.kind), most=20),
        Column(name="explanation", cell=_knot),
    ),
    "indicators": (
        code(),
        Column(name="component", cell=lambda one, _: one.component, most=12),
        Column(name="place", cell=lambda one, _: one.place, most=28),
        Column(name="years", cell=lambda one, _: str(len(one.points)), most=6),
        Column(name="last_value", cell=measured.last_value),
    ),
    "standings": (
        code(),
        Column(name="component", cell=measured.what, most=26),
        Column(name="status", cell=lambda one, _: label("standing", one.state), most=14),
        Column(name="yardstick", cell=measured.beside, most=34),
        Column(name="explanation", cell=measured.why),
    ),
}
EVERY_LIST = {**LISTS, **PROSPECTS, **OF_MODEL}
"""The columns of every list, by its kind."""

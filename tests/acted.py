"""Actions built by hand, with defaults for what a test does not speak of."""

from typing import Any

from make import statement

from rodedraad.records import Action, Condition, Dependency, Statement


def action(id_: str, **fields: Any) -> Action:
    """An action that rests on one statement, ``s-`` and its name; ``after`` are the actions that it waits for."""
    after = fields.pop("after", ())
    defaults: dict[str, Any] = {
        "id": id_,
        "who": ("velsen",),
        "what": f"doet {id_}",
        "actors": (),
        "asker": (),
        "source": "bron",
        "page": 1,
        "themes": (),
        "deadline": None,
        "by_from": None,
        "by_to": None,
        "conditions": (),
        "depends_on": tuple(
            Dependency(on=one, kind="order", statement=f"s-{id_}-{one}", words="pas nadat") for one in after
        ),
        "layer": "gemeente",
        "within_power": True,
        "funding": (),
        "status": None,
        "status_statement": None,
        "statements": (f"s-{id_}",),
    }
    return Action(**{**defaults, **fields})


def condition(words: str, *, statement: str, party: str | None = None, action: str | None = None) -> Condition:
    """A condition in these words of a statement."""
    return Condition(statement=statement, party=party, words=words, action=action)


def statements_of(*actions: Action, **terms: str) -> dict[str, Statement]:
    """A statement for every id that these actions name; ``terms`` are the last days of some, with ``_`` for ``-``."""
    ids = {
        id_
        for one in actions
        for id_ in (
            *one.statements,
            *(each.statement for each in one.conditions),
            *(each.statement for each in one.depends_on),
        )
    }
    found = {}
    for id_ in sorted(ids):
        term = terms.get(id_.replace("-", "_"))
        found[id_] = statement(id_, f"Zin {id_}.", type="measure", deadline=term, deadline_to=term)
    return found

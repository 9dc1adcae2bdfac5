"""Actions built by hand, with defaults for what a test does not speak of."""

from collections.abc import Callable
from typing import Any

from make import source, statement

from rodedraad.plan.knots import knots
from rodedraad.publish.view import Dossier
from rodedraad.records import Action, Condition, Dependency, Frame, Links, Party, Prospects, Statement, Theme

THEMES = (Theme(id="lucht", nl="Schone lucht", en="Clean air", cues=()),)
PARTIES = tuple(
    Party(id=id_, name=name, layer="gemeente")
    for id_, name in [("velsen", "Gemeente Velsen"), ("tata", "De Fabriek"), ("rijk", "Het Rijk")]
)


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
    found = {}
    for id_ in _named(actions):
        term = terms.get(id_.replace("-", "_"))
        found[id_] = statement(id_, f"Zin {id_}.", type="measure", deadline=term, deadline_to=term)
    return found


def _named(actions: tuple[Action, ...]) -> list[str]:
    """The ids of all statements that these actions name."""
    return sorted(
        {
            id_
            for one in actions
            for id_ in (
                *one.statements,
                *(each.statement for each in one.conditions),
                *(each.statement for each in one.depends_on),
            )
        }
    )


def dossier(*actions: Action, words: Callable[[str], str] = lambda text: text) -> Dossier:
    """A dossier of one source with these actions and their knots; ``words`` turns each quote into another."""
    bron = source("bron", "velsen", title=words("Een plan"))
    ids = _named(actions)
    said = tuple(statement(id_, words(f"Zin {id_}."), of=bron, start=at) for at, id_ in enumerate(ids))
    found = knots(actions, statements={one.id: one for one in said}, parties=PARTIES)
    return Dossier(
        frame=Frame(name="proef", themes=THEMES),
        sources=(bron,),
        documents={},
        statements=said,
        links=Links(parties=PARTIES),
        coverage=(),
        problems=(),
        prospects=Prospects(actions=actions, knots=found),
    )

"""What lies ahead in a built dossier against the truth file: conditions, circles, answers, requirements and the rest.

Places are matched as ``truth`` does it; words of a condition when half of the shorter stand in the longer in one run.
An act is a set of passages: an action is that act when one of its statements stands at one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from truth import Places, Row, Score, folded, same

SETTLED = ("done", "lapsed")
"""Statuses that the truth file has all of; what is under way it has not."""


def scores(places: Places, of: Mapping[str, Sequence[Row]]) -> dict[str, Score]:
    """Per kind of what lies ahead; of a file that plants none, nothing."""
    if not of.get("condition"):
        return {}
    ahead = Ahead(places)
    return (
        ahead.conditions(of["condition"])
        | {
            "dependencies": ahead.dependencies(of["dependency"]),
            "circles": ahead.circles(of["circle"]),
            "contradictions": ahead.contradictions(of["contradiction"]),
            "unanswered": ahead.unanswered(of["request"]),
            "statuses": ahead.statuses(of["status"]),
            "funding": ahead.funding(of["funding"]),
        }
        | ahead.answers(of["request"])
        | ahead.lacking(of["gap"], of["without_money"])
        | ahead.requirements(of["requirement"])
        | {"offers": ahead.offers(of["offer"])}
        | ahead.arrangements(of["arrangement"])
    )


def overlap(one: str, other: str) -> bool:
    """Whether half of the shorter stands in the longer in one run."""
    a, b = folded(one), folded(other)
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return 2 * match.size >= min(len(a), len(b)) > 0


def tally(
    planted: Iterable[Row],
    found: Sequence[Any],
    is_right: Callable[[Any, Row], bool],
    *,
    shown: Callable[[Any], str],
    counts: Callable[[Any], bool] = lambda _: True,
) -> Score:
    """Recall over the required ones, precision over what ``counts``; an arguable one found is not wrong."""
    score, rows = Score(), list(planted)
    for row in rows:
        if row.get("required", True):
            score.planted += 1
            if any(is_right(one, row) for one in found):
                score.recalled += 1
            else:
                score.missed.append(_named(row))
    for one in filter(counts, found):
        score.found += 1
        if any(is_right(one, row) for row in rows):
            score.right += 1
        else:
            score.wrong.append(shown(one))
    return score


def _named(row: Row) -> str:
    if row["kind"] == "dependency":
        return f"{row['act']} <- {row['needs']}"
    if row["kind"] == "circle":
        return " <- ".join(step["act"] for step in row["steps"])
    if row["kind"] in {"contradiction", "arrangement"}:
        return str(row.get("about") or row.get("title"))
    more = row.get("words") or row.get("status") or row.get("needs") or ""
    return f"{row['file']}: {row['quote'][:130]} [{more}]"


class Ahead:
    """The prospects of one dossier, and where their statements stand."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.prospects = places.dossier.prospects
        self.actions = {one.id: one for one in self.prospects.actions}

    def at(self, statement: str | None, row: Row) -> bool:
        if statement not in self.places.words:
            return False
        path, quote = self.places.words[statement]
        wanted = (row["quote"], *(cell for cell in row.get("row", ()) if len(cell) >= 12))
        return path == row["file"] and any(same(quote, words) for words in wanted)

    def is_act(self, action: Any, passages: Iterable[Row]) -> bool:
        return any(self.at(statement, row) for row in passages for statement in action.statements)

    def shown(self, statements: Iterable[str]) -> str:
        return " || ".join(
            f"{self.places.words[one][0].rsplit('/')[-1][:25]}: {self.places.words[one][1][:110]}"
            for one in statements
            if one in self.places.words
        )

    def knots(self, *kinds: str) -> list[Any]:
        return [knot for knot in self.prospects.knots if knot.kind in kinds]

    def conditions(self, planted: Sequence[Row]) -> dict[str, Score]:
        found = sorted(
            {one for action in self.actions.values() for one in action.conditions},
            key=lambda one: (one.statement, one.words, one.party or "", one.action or ""),
        )

        def is_there(one: Any, row: Row) -> bool:
            return self.at(one.statement, row) and overlap(one.words, row["words"])

        def shown(one: Any) -> str:
            return f"[{one.words}] {self.shown([one.statement])}"

        whose = Score()
        for row in planted:
            parties = {one.party for one in found if is_there(one, row)}
            if parties and row.get("required", True):
                whose.planted += 1
                if parties & {None if party == "europese-unie" else party for party in row["of"]}:
                    whose.recalled += 1
                else:
                    whose.missed.append(f"{_named(row)}: {row['of']} but {parties}")
        return {
            "conditions": tally(planted, found, is_there, shown=shown),
            "conditions, whose": whose,
        }

    def dependencies(self, planted: Sequence[Row]) -> Score:
        found = [(action, one) for action in self.actions.values() for one in action.depends_on]

        def is_there(pair: Any, row: Row) -> bool:
            action, one = pair
            waits = self.is_act(action, row["waits"]) or any(self.at(one.statement, said) for said in row["said"])
            return waits and one.on in self.actions and self.is_act(self.actions[one.on], row["awaited"])

        def shown(pair: Any) -> str:
            action, one = pair
            on = self.actions[one.on].statements if one.on in self.actions else ()
            return f"{self.shown(action.statements[:1])} <- {self.shown(on[:1])} [{one.words}]"

        return tally(planted, found, is_there, shown=shown)

    def circles(self, planted: Sequence[Row]) -> Score:
        def is_there(knot: Any, row: Row) -> bool:
            turn = [self.actions[one] for one in knot.actions if one in self.actions]
            acts = [[*step["passages"], *step["said"]] for step in row["steps"]]
            return all(any(self.is_act(one, act) for one in turn) for act in acts) and all(
                any(self.is_act(one, act) for act in acts) for one in turn
            )

        return tally(planted, self.knots("circle"), is_there, shown=lambda knot: self.shown(knot.statements))

    def contradictions(self, planted: Sequence[Row]) -> Score:
        def is_there(knot: Any, row: Row) -> bool:
            told = {
                *knot.statements,
                *(s for one in knot.actions if one in self.actions for s in self.actions[one].statements),
            }
            hit = [{one for one in told if any(self.at(one, passage) for passage in side)} for side in row["sides"]]
            return sum(bool(side) for side in hit) > 1 and len(set.union(*hit)) > 1

        return tally(planted, self.knots("contradiction"), is_there, shown=lambda knot: self.shown(knot.statements))

    def _asked(self, kind: str) -> list[Any]:
        ids = dict.fromkeys(one for knot in self.knots(kind) for one in knot.actions if one in self.actions)
        return [self.actions[one] for one in ids]

    def unanswered(self, requests: Sequence[Row]) -> Score:
        planted = [
            {**row, "required": row.get("required", True) and not row.get("arguable_answer", False)}
            for row in requests
            if not row["answers"]
        ]
        return tally(
            planted,
            self._asked("unanswered"),
            lambda action, row: self.is_act(action, [row]),
            shown=lambda action: self.shown(action.statements),
        )

    def answers(self, requests: Sequence[Row]) -> dict[str, Score]:
        planted = [row for row in requests if any(not one.get("superseded") for one in row["answers"])]
        found = [(action, one) for action in self.actions.values() for one in action.answers]

        def is_there(pair: Any, row: Row) -> bool:
            action, one = pair
            return self.is_act(action, [row]) and any(self.at(one.statement, passage) for passage in row["answers"])

        def is_so(pair: Any, row: Row) -> bool:
            return is_there(pair, row) and any(pair[1].outcome in one.get("outcomes", ()) for one in row["answers"])

        def shown(pair: Any) -> str:
            return f"{pair[1].outcome}: {self.shown((pair[0].statements[0], pair[1].statement))}"

        def is_passed_on(pair: Any, row: Row) -> bool:
            return is_there(pair, row) and any(self.at(step, row["via"]) for step in pair[1].steps)

        passed_on = [row for row in planted if "via" in row]
        return {
            "answers": tally(planted, found, is_there, shown=shown),
            "answers by a chain": tally(passed_on, found, is_passed_on, shown=shown, counts=lambda _: False),
            "answers with outcome": tally(planted, found, is_so, shown=shown),
        }

    def statuses(self, planted: Sequence[Row]) -> Score:
        found = [one for one in self.actions.values() if one.status in (*SETTLED, "under_way")]
        return tally(
            planted,
            found,
            lambda action, row: (
                action.status == row["status"]
                and (self.is_act(action, row["passages"]) or self.at(action.status_statement, row))
            ),
            shown=lambda action: f"{action.status}: {self.shown(action.statements)}",
            counts=lambda action: action.status in SETTLED,
        )

    def funding(self, planted: Sequence[Row]) -> Score:
        found = [one for action in self.actions.values() for one in action.funding if one.kind != "unknown"]
        return tally(
            planted,
            found,
            lambda one, row: one.kind in row["funding"] and self.at(one.statement, row),
            shown=lambda one: f"{one.kind}: [{one.words}] {self.shown([one.statement])}",
            counts=lambda one: any(self.at(one.statement, row) for row in planted),
        )

    def lacking(self, gaps: Sequence[Row], without_money: Sequence[Row]) -> dict[str, Score]:
        planted = {
            "without_owner": [row for row in gaps if row["gap"] == "measure_without_owner"],
            "without_date": [row for row in gaps if row["gap"] == "measure_without_date"],
            "without_money": list(without_money),
        }
        return {
            f"acts {kind}": tally(
                rows,
                self._asked(kind),
                lambda action, row: self.is_act(action, [row]),
                shown=lambda action: self.shown(action.statements),
            )
            for kind, rows in planted.items()
        }

    def requirements(self, planted: Sequence[Row]) -> dict[str, Score]:
        found = self.prospects.requirements

        def is_there(one: Any, row: Row) -> bool:
            return self.at(one.statement, row)

        kind, level, number = Score(), Score(), Score()
        for row in planted:
            met = [one for one in found if is_there(one, row)]
            if not met:
                continue
            for score, wanted, is_right in (
                (kind, True, any(one.kind in row["needs"] for one in met)),
                (level, row["level"], any(one.level == row["level"] for one in met)),
                (number, row["number"], any(one.number and overlap(one.number, row["number"] or "") for one in met)),
            ):
                if wanted:
                    score.planted += 1
                    if is_right:
                        score.recalled += 1
                    else:
                        score.missed.append(f"{_named(row)}: {[(one.kind, one.level, one.number) for one in met]}")
        return {
            "requirements": tally(
                planted, found, is_there, shown=lambda one: f"{one.kind}: {self.shown([one.statement])}"
            ),
            "requirements, kind": kind,
            "requirements, level": level,
            "requirements, number": number,
        }

    def offers(self, planted: Sequence[Row]) -> Score:
        return tally(
            planted,
            self.prospects.offers,
            lambda one, row: self.at(one.statement, row),
            shown=lambda one: f"{one.kind} {one.name}: {self.shown([one.statement])}",
        )

    def arrangements(self, planted: Sequence[Row]) -> dict[str, Score]:
        found = self.prospects.arrangements

        def is_there(one: Any, row: Row) -> bool:
            told = {
                *one.statements,
                *(trait.statement for trait in one.traits),
                *(statement for _, statement in (*one.for_, *one.against)),
            }
            return one.kind == row["form"] and any(
                self.at(statement, passage) for passage in (*row["traits"], *row["stances"]) for statement in told
            )

        traits = [
            {**trait, "kind": "trait", "form": row["form"], "needs": trait["aspect"]}
            for row in planted
            for trait in row["traits"]
        ]
        told = [(one.kind, trait) for one in found for trait in one.traits]
        return {
            "arrangements": tally(
                planted, found, is_there, shown=lambda one: f"{one.kind} {one.title}: {self.shown(one.statements[:2])}"
            ),
            "arrangements, aspects": tally(
                traits,
                told,
                lambda pair, row: (
                    pair[0] == row["form"] and pair[1].aspect == row["aspect"] and self.at(pair[1].statement, row)
                ),
                shown=lambda pair: f"{pair[0]} {pair[1].aspect}: {pair[1].words}",
                counts=lambda _: False,
            ),
        }

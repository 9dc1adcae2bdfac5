"""The command scenarios on a dossier: which futures hold together, on what they rest, and what they bring about."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rodedraad import consult, drivers, explore, phrases
from rodedraad.adapters import folder as folders
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.scenarios import LISTED, Wish, of_matrix
from rodedraad.cli.speech import LANGUAGE, put, put_json, said, table, tell, worded
from rodedraad.errors import WrongUse
from rodedraad.publish.drivers_toml import written
from rodedraad.records import (
    Argument,
    Bearing,
    Driver,
    Exploration,
    Hint,
    Judgement,
    Outlook,
    Reliance,
    Scenario,
    Source,
    Statement,
    Thread,
)
from rodedraad.shapes import shape
from rodedraad.wording import word

_SHOWN: Final = 20
_REASONS: Final = 2
_QUOTED: Final = 140
_FUTURES: Final = 4
_AMBITIONS: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a dossier holds of its futures, as the last build left it."""

    drivers: tuple[Driver, ...]
    judgements: tuple[Judgement, ...]
    explorations: tuple[Exploration, ...]
    scenarios: tuple[Scenario, ...]
    bearings: tuple[Bearing, ...]
    hints: tuple[Hint, ...]
    outlooks: Mapping[str, Outlook]
    threads: Mapping[str, Thread]
    statements: Mapping[str, Statement]
    sources: Mapping[str, Source]
    names: Mapping[str, str]

    @classmethod
    def of(cls, folder: DossierFolder) -> Held:
        """Reads it from the store."""
        with consult.reading(folder) as store:
            found: dict[str, Any] = {kind: tuple(store.records(kind)) for kind in _LISTS}
            found |= {kind: {one.id: one for one in store.records(kind)} for kind in _BY_ID}
        return cls(**found, names={event.id: name for event, name, _ in consult.log_events(folder)})


_LISTS = ("drivers", "judgements", "explorations", "scenarios", "bearings", "hints")
_BY_ID = ("outlooks", "threads", "statements", "sources")


def scenarios(path: Path, wish: Wish, *, as_json: bool, is_written: bool = False) -> int:
    """The futures of a dossier; with ``is_written`` first puts what holds now in its drijvers.toml."""
    folder = DossierFolder.open(path)
    held = Held.of(folder)
    if is_written:
        _write(folder, held)
    if wish.out is not None and held.drivers:
        return of_matrix(explore.matrix_of(held.drivers, held.judgements), wish, folder.root.name, as_json=as_json)
    exploration = held.explorations[0] if held.explorations else None
    is_open = exploration is not None and bool(exploration.missing)
    if not held.drivers or exploration is None or (is_open and not wish.is_bounded):
        return _told_why_not(held, exploration, as_json=as_json)
    if wish.explain is not None or wish.is_bounded or wish.rule or not exploration.is_complete:
        if not as_json:
            _warn(held, exploration)
        return of_matrix(explore.matrix_of(held.drivers, held.judgements), wish, folder.root.name, as_json=as_json)
    begun = time.perf_counter()
    drawn = drivers.Drawn(drivers=held.drivers, judgements=held.judgements)
    listed = wish.limit if wish.limit is not None else LISTED if as_json else _SHOWN
    found, live = explore.searched(drawn, tolerance=wish.tolerance, listed=listed, most_nodes=wish.most_nodes)
    kept = {one.id: one for one in held.scenarios}
    shown = tuple(kept.get(one.id, one) for one in live)
    if as_json:
        put_json(_as_json(held, found, shown, time.perf_counter() - begun))
    else:
        _warn(held, found)
        _show(held, found, shown)
    return EXIT_DONE if found.is_complete and len(shown) == found.found and not found.problems else EXIT_LOOK


def _write(folder: DossierFolder, held: Held) -> None:
    """Puts what holds in drijvers.toml, unless what stands there could not be taken in."""
    if not held.drivers:
        raise WrongUse("judging.nothing_to_write")
    from rodedraad.frame import parse  # noqa: PLC0415  where a file is written

    if folder.text(folder.drivers):
        table = parse(folder.text(folder.drivers), name=drivers.FILE)
        base = drivers.Drawn(drivers=held.drivers)
        drivers.unfolded(table, base=base)
    examples = drivers.of_frame(parse(folder.text(folder.settings), name=folder.settings.name)).judgements
    folders.write(folder.drivers, written(held.drivers, held.judgements, examples=examples).encode())
    tell("judging.written", file=drivers.FILE, count=len(held.drivers), cells=len(held.judgements))


def _told_why_not(held: Held, exploration: Exploration | None, *, as_json: bool) -> int:
    problems = exploration.problems if exploration else ()
    if as_json:
        put_json(_as_json(held, exploration, (), 0.0))
    elif not problems:
        put(said("judging.no_drivers"))
    for message in () if as_json else problems:
        put(worded(message))
    return EXIT_LOOK if problems else EXIT_DONE


def _warn(held: Held, exploration: Exploration) -> None:
    """First of all: whether anybody stands for these judgements; then what the search needs to have said."""
    examples = sum(one.is_example for one in held.judgements)
    if examples:
        put(said("judging.examples", count=examples, total=len(held.judgements)))
    by = Counter(held.names.get(one.event or "", "") for one in held.judgements if one.event)
    if by:
        named = ", ".join(f"{name or said('html.name_erased')} ({count})" for name, count in sorted(by.items()))
        put(said("judging.by", names=named))
    if examples or by:
        put("")
    for message in exploration.problems:
        put(worded(message))


def _show(held: Held, exploration: Exploration, shown: Sequence[Scenario]) -> None:
    judged = {one.id: one for one in held.judgements}
    rows = []
    for number, one in enumerate(shown, start=1):
        rests = "; ".join(_rest(each, judged) for each in one.reliances[:_REASONS]) or said("explore.no_single")
        if more := len(one.reliances) - _REASONS:
            rests += f"; {said('explore.more_reasons', count=more)}" if more > 0 else ""
        rows.append([str(number), _combination(held.drivers, one), str(one.score), rests, _futures(one, held.outlooks)])
    heads = [said(f"judging.head_{name}") for name in ("number", "combination", "score", "rests_on", "outlooks")]
    title = said("judging.title", count=exploration.found, combinations=exploration.combinations)
    if rows:
        table(title, heads, rows, wide=(1, 3, 4))
    else:
        put(title)
    for line in _sentences(held, shown, judged):
        put(line)
    _show_ambitions(held, shown)
    _show_holding(held, shown)
    count = Counter(one.kind for one in held.hints)
    if held.hints:
        put("")
        put(said("judging.hints", judgements=count["judgement"], drivers=count["driver"]))


def _combination(found: Sequence[Driver], scenario: Scenario) -> str:
    language = LANGUAGE.get()
    names = {variant.id: getattr(variant, language) for driver in found for variant in driver.variants}
    return " · ".join(f"{one} {names[one]}" for one in scenario.variants)


def _rest(reliance: Reliance, judged: Mapping[str, Judgement]) -> str:
    now = judged[reliance.judgement].value
    return said("explore.breaks_at", judgement=reliance.judgement, now=_signed(now), value=_signed(reliance.value))


def _futures(scenario: Scenario, outlooks: Mapping[str, Outlook]) -> str:
    """The futures of sources that it matches, each with what its own source thinks of it."""
    shown = [
        f"{phrases.clipped(outlooks[id_].title, 40)} ({phrases.label('outlook', outlooks[id_].stance, LANGUAGE.get())})"
        for id_ in dict.fromkeys(scenario.outlooks)
        if id_ in outlooks
    ]
    rest = [said("html.and_more", count=len(shown) - _FUTURES)] if len(shown) > _FUTURES else []
    return "; ".join((*shown[:_FUTURES], *rest)) or said("judging.no_outlook")


def _sentences(held: Held, shown: Sequence[Scenario], judged: Mapping[str, Judgement]) -> Iterator[str]:
    """The scenarios that rest on sentences: which, where they stand, and what happens when the judgement moves."""
    for number, one in enumerate(shown, start=1):
        for each in one.reliances:
            arguments = judged[each.judgement].arguments
            speaking = [found for found in arguments if found.direction == (1 if _is_lower(each, judged) else -1)]
            if not speaking:
                continue
            code = "judging.one_sentence" if len(speaking) == 1 else "judging.sentences"
            places = "; ".join(_place(held, found) for found in speaking)
            yield said(
                code,
                number=number,
                count=len(speaking),
                places=places,
                judgement=each.judgement,
                now=_signed(judged[each.judgement].value),
                value=_signed(each.value),
            )


def _is_lower(reliance: Reliance, judged: Mapping[str, Judgement]) -> bool:
    return reliance.value < (judged[reliance.judgement].value or 0)


def _place(held: Held, argument: Argument) -> str:
    one = held.statements.get(argument.statement)
    if one is None:
        return argument.statement
    source = held.sources[one.source]
    where = phrases.where(source, one.page, one.page_end, one.locator, LANGUAGE.get())
    return f"«{phrases.clipped(one.text, _QUOTED)}» ({source.title}{', ' + where if where else ''})"


def _show_ambitions(held: Held, shown: Sequence[Scenario]) -> None:
    """Backcasting: what ambitions with a year need, by when, and which scenarios bring it about."""
    found = [one for one in held.bearings if one.kind == "ambition" and one.needs and one.by]
    if not found:
        return
    found.sort(key=lambda one: (one.about not in held.threads, one.by, one.about))
    numbers = {one.id: str(number) for number, one in enumerate(shown, start=1)}
    rows = []
    for one in found[:_AMBITIONS]:
        thread, statement = held.threads.get(one.about), held.statements.get(one.about)
        words = thread.title if thread else statement.text if statement else one.about
        needed = ", ".join(variant for variant, _ in one.needs)
        reached = ", ".join(numbers[id_] for id_ in one.scenarios if id_ in numbers) or said("judging.none")
        sure = said("judging.confirmed" if one.is_confirmed else "judging.by_words")
        rows.append([phrases.clipped(words, _QUOTED), (one.by or "")[:4], needed, reached, sure])
    heads = [said(f"judging.head_{name}") for name in ("ambition", "by", "needs", "reached", "sure")]
    put("")
    table(said("judging.ambitions", shown=len(rows), count=len(found)), heads, rows, wide=(0,))


def _show_holding(held: Held, shown: Sequence[Scenario]) -> None:
    """How much holds everywhere, hangs on one driver, or is tied to nothing."""
    kinds = Counter(one.kind for one in held.bearings)
    if not shown or not kinds:
        return
    rows = []
    for kind in ("thread", "ambition", "action", "requirement"):
        own = [one for one in held.bearings if one.kind == kind]
        if own:
            rows.append(
                [
                    said(f"judging.kind_{kind}"),
                    str(sum(one.is_no_regret is True for one in own)),
                    str(sum(one.driver is not None for one in own)),
                    str(sum(one.is_no_regret is False and one.driver is None for one in own)),
                    str(sum(one.is_no_regret is None for one in own)),
                ]
            )
    heads = [said(f"judging.head_{name}") for name in ("what", "everywhere", "one_driver", "several", "untied")]
    put("")
    table(said("judging.holding"), heads, rows)


def _as_json(held: Held, exploration: Exploration | None, shown: Sequence[Scenario], seconds: float) -> dict[str, Any]:
    language = LANGUAGE.get()
    return {
        "combinations": exploration.combinations if exploration else 0,
        "complete": bool(exploration and exploration.is_complete and len(shown) == exploration.found),
        "count": exploration.found if exploration else 0,
        "tolerance": exploration.tolerance if exploration else 0,
        "is_example": bool(exploration and exploration.is_example),
        "missing": list(exploration.missing) if exploration else [],
        "problems": [shape_of(message) for message in exploration.problems] if exploration else [],
        "unsteady": [list(pair) for pair in exploration.unsteady] if exploration else [],
        "drivers": [
            {
                "id": driver.id,
                "name": getattr(driver, language),
                "is_example": driver.is_example,
                "variants": [{"id": one.id, "name": getattr(one, language)} for one in driver.variants],
            }
            for driver in held.drivers
        ],
        "scenarios": [_scenario(held, one) for one in shown],
        "bearings": [shape(one, word) for one in held.bearings if one.needs],
        "hints": [shape(one, word) for one in held.hints],
        "seconds": round(seconds, 3),
    }


def _scenario(held: Held, one: Scenario) -> dict[str, Any]:
    judged = {each.id: each for each in held.judgements}
    found = shape(one, word)
    found["consistent"] = found.pop("is_consistent")
    found["reliances"] = [
        {
            "judgement": each.judgement,
            "value": each.value,
            "is_within": each.is_within,
            "is_example": judged[each.judgement].is_example,
            "arguments": [
                {
                    "statement": argument.statement,
                    "direction": argument.direction,
                    "quote": statement.quote,
                    "source": statement.source,
                    "page": statement.page,
                }
                for argument in judged[each.judgement].arguments
                if (statement := held.statements.get(argument.statement))
            ],
        }
        for each in one.reliances
    ]
    return found


def shape_of(message: Any) -> dict[str, Any]:
    """A message as scripts get it."""
    return {**dict(message.values), "code": message.code, "nl": word(message, "nl")}


def _signed(number: int | None) -> str:
    return "?" if number is None else f"{number:+d}" if number else "0"

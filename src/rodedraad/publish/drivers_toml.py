"""drijvers.toml as a person edits it: the drivers and judgements that hold now, with one row for each variant.

What it writes is read back to the same (``drivers.unfolded`` and ``drivers.read``); a test does so.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

from rodedraad.drivers import MISSING
from rodedraad.drivers.keys import OF_FRAME
from rodedraad.records import Driver, Judgement

_HEAD = """\
# De drijvende krachten van dit dossier, en hoe hun varianten elkaar bevorderen (tot 3) of hinderen (tot -3).
# The drivers of this dossier, and how their variants promote (to 3) or hinder (to -3) one another.
# "a1 > b" heeft een getal voor elke variant van b; "?" waar niemand het weet. / one number for each variant of b.
"""
_REASON = "reden van het voorbeeld / reason of the example"
_SIDES: Mapping[int, str] = {1: "voor", -1: "tegen"}


def written(drivers: Sequence[Driver], judgements: Sequence[Judgement], *, examples: Sequence[Judgement] = ()) -> str:
    """The text of the file. A cell without a judgement has no value in it: its row then names its cells one by one.

    The reasons of ``examples``, the judgements of the frame, are remarks beside the rows: written as reasons they would
    stay under the name of whoever changes a value later.
    """
    found = {one.id: one for one in judgements}
    own = {one.id: (one.note, one.note_en) for one in examples}
    told = {one.id: one for one in judgements if (one.note, one.note_en) != own.get(one.id)}
    reworded = {
        one.id for one in drivers if not one.is_example and any(_is_example_of(one, each) for each in judgements)
    }
    lines = [_HEAD, *_drivers(drivers, reworded), "[invloed]"]
    for cause in drivers:
        for effect in drivers:
            if cause.id != effect.id:
                lines += _remarks(cause, effect, found, told)
                lines += _rows(cause, effect, found)
        lines.append("")
    lines += _details(judgements)
    notes = list(_notes(drivers, told))
    if notes:
        lines += ["[toelichting]", *notes, ""]
    confirmed = [f"{_text(one.id)} = true" for one in drivers if not one.is_example]
    confirmed += [f"{_text(one.id)} = {_value(one.value)}" for one in judgements if not one.is_example]
    if confirmed:
        lines += ["[bevestigd]", *confirmed, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _is_example_of(driver: Driver, judgement: Judgement) -> bool:
    """Whether it is a judgement of the frame on this driver, for which nobody stands."""
    return judgement.is_example and any(one.id in (judgement.cause, judgement.effect) for one in driver.variants)


def _drivers(drivers: Sequence[Driver], reworded: Collection[str]) -> Iterator[str]:
    for driver in drivers:
        yield "[[drijver]]"
        yield f"id = {_text(driver.id)}"
        if driver.id in reworded:
            yield f"{OF_FRAME} = true"
        yield f"nl = {_text(driver.nl)}"
        yield f"en = {_text(driver.en)}"
        if driver.cues:
            yield f"tekens = {_texts(driver.cues)}"
        yield "varianten = ["
        for place, one in enumerate(driver.variants, start=1):
            cues = f", tekens = {_texts(one.cues)}" if one.cues else ""
            own = "" if one.id == f"{driver.id}{place}" else f", nr = {one.id.removeprefix(driver.id)}"
            yield f"  {{ nl = {_text(one.nl)}, en = {_text(one.en)}{cues}{own} }},"
        yield "]"
        yield ""


def _rows(cause: Driver, effect: Driver, found: Mapping[str, Judgement]) -> Iterator[str]:
    for one in cause.variants:
        cells = [found.get(f"{one.id}>{other.id}") for other in effect.variants]
        if all(cell is not None for cell in cells):
            values = ", ".join(_value(cell.value) for cell in cells if cell is not None)
            yield f"{_text(f'{one.id} > {effect.id}')} = [{values}]"
            continue
        for cell in cells:
            if cell is not None:
                yield f"{_text(f'{cell.cause} > {cell.effect}')} = {_value(cell.value)}"


def _remarks(
    cause: Driver, effect: Driver, found: Mapping[str, Judgement], told: Mapping[str, Judgement]
) -> Iterator[str]:
    """The reasons of the frame for a section, each once."""
    cells = [found.get(f"{one.id}>{other.id}") for one in cause.variants for other in effect.variants]
    notes = dict.fromkeys(one.note for one in cells if one and one.note and one.id not in told)
    yield from (f"# {_REASON}: {' '.join(note.split())}" for note in notes)


def _details(judgements: Sequence[Judgement]) -> Iterator[str]:
    for one in judgements:
        is_wide = one.low is not None and (one.low, one.high) != (one.value, one.value)
        if not is_wide and not one.arguments:
            continue
        yield f"[oordeel.{_text(f'{one.cause} > {one.effect}')}]"
        if is_wide:
            yield f"laag = {one.low}"
            yield f"hoog = {one.high}"
        for direction, side in _SIDES.items():
            if ids := [each.statement for each in one.arguments if each.direction == direction]:
                yield f"{side} = {_texts(ids)}"
        yield ""


def _notes(drivers: Sequence[Driver], found: Mapping[str, Judgement]) -> Iterator[str]:
    """One for each section where its cells share it, else for each cell."""
    for cause in drivers:
        for effect in drivers:
            cells = [
                found[name]
                for one in cause.variants
                for other in effect.variants
                if (name := f"{one.id}>{other.id}") in found
            ]
            notes = {(one.note, one.note_en) for one in cells}
            whole = len(cause.variants) * len(effect.variants)
            if len(notes) == 1 and len(cells) == whole and (cells[0].note or cells[0].note_en):
                yield f"{_text(f'{cause.id} > {effect.id}')} = {_note(cells[0])}"
            else:
                yield from (f"{_text(f'{one.cause} > {one.effect}')} = {_note(one)}" for one in cells if one.note)


def _note(one: Judgement) -> str:
    if not one.note_en:
        return _text(one.note)
    return f"{{ nl = {_text(one.note)}, en = {_text(one.note_en)} }}"


def _value(value: int | None) -> str:
    return _text(MISSING) if value is None else str(value)


def _texts(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _text(text: str) -> str:
    """A basic string of TOML; what it holds is printable, so JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False)

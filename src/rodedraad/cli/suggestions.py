"""What a model thinks, at the command line: its lists, one suggestion with what confirming it would do, and a person's word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rodedraad import accepting, consult, phrases
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import LANGUAGE, consent, put, put_json, said, tell, tell_line
from rodedraad.cli.tables import Column, Known, code, label, suggested
from rodedraad.errors import WrongUse
from rodedraad.records import Refusal, Suggestion
from rodedraad.suggestions import Standing, confirming
from rodedraad.wording import word

_SHOWN_CHARS, _PREVIEW_CHARS = 160, 90
_PREVIEWED = 20
"""Suggestions shown one by one before or after all of a kind are taken over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which suggestions are meant, where no codes are given: of a kind, on statements of a source; and whether it is asked."""

    kind: str | None = None
    source: str | None = None
    is_unasked: bool = False


def judge_named(
    path: Path, names: Sequence[str], of: Filter, *, is_confirmed: bool, actor: str | None, as_json: bool
) -> int:
    """Takes over, or sets aside, the suggestions that are named, or all that a filter picks; never both."""
    if of.kind is None and of.source is None:
        if not names:
            raise WrongUse("accepting.filter_alone")
        return judge(path, names, is_confirmed=is_confirmed, actor=actor, as_json=as_json)
    if names:
        raise WrongUse("accepting.ids_or_filter")
    return _judge_all(path, of, is_confirmed=is_confirmed, actor=actor, as_json=as_json)


def _judge_all(path: Path, of: Filter, *, is_confirmed: bool, actor: str | None, as_json: bool) -> int:
    """Takes over, or sets aside, all suggestions of a kind or a source, after showing them and being told to go on."""
    folder = DossierFolder.open(path)
    with consult.reading(folder) as store:
        source = consult.source_named(store, of.source).id if of.source is not None else None
        able, unable = accepting.picked(store, kind=of.kind, source=source, is_confirmed=is_confirmed)
        here = accepting.standing(store, able[:_PREVIEWED])
    if unable:
        tell("suggestions.unable", count=len(unable))
    if not able:
        raise WrongUse("accepting.none_such")
    tell("suggestions.preview" if is_confirmed else "suggestions.preview_decline", count=len(able))
    for one in able[:_PREVIEWED]:
        about = " | ".join(f"«{phrases.clipped(here.statements[id_].text, _PREVIEW_CHARS)}»" for id_ in one.statements)
        value = label("type", one.value) if one.value and one.what in ("statement", "type") else one.value or ""
        tell_line(
            f"  {one.id[:12]} {': '.join(part for part in (label('suggestion', one.what), value) if part)} {about}"
        )
    if len(able) > _PREVIEWED:
        tell("suggestions.and_more", count=len(able) - _PREVIEWED)
    if (status := consent(is_confirmed=of.is_unasked)) is not None:
        return status
    return judge(path, [one.id for one in able], is_confirmed=is_confirmed, actor=actor, as_json=as_json)


def judge(path: Path, names: Sequence[str], *, is_confirmed: bool, actor: str | None, as_json: bool) -> int:
    """Takes suggestions over, or sets them aside; a named person stands for each. One build follows them all."""
    from rodedraad.cli.correcting import rebuilt  # noqa: PLC0415  what else corrects is not needed to list

    if strays := [name for name in names if not name.startswith("v-")]:
        raise WrongUse("accepting.one_at_a_time", id=strays[0][:80])
    folder = DossierFolder.open(path)
    signed = acting(folder, actor)
    with folder.lock():  # else it would stand in the log, and a dossier that is busy be the answer
        done = accepting.judged(folder, names, is_confirmed=is_confirmed, name=signed, at=now())
    if not as_json:
        for act, event in done[:_PREVIEWED]:
            told = {"done": said(f"suggestions.{_done(act.kind, act.suggestion)}"), "event": event.id[:12]}
            put(said("suggestions.done", id=act.suggestion.id, name=signed, path=str(folder.root), **told))
        if len(done) > 1:
            first = done[0][1].id[:12]
            put(said("suggestions.done_many", count=len(done), name=signed, path=str(folder.root), event=first))
    lost = rebuilt(folder, signed)
    if as_json:
        from rodedraad.shapes import shape  # noqa: PLC0415  for scripts alone

        put_json(
            {
                "done": [
                    {
                        "suggestion": act.suggestion.id,
                        "event": event.id,
                        "kind": event.kind,
                        "person": signed,
                        "at": event.at,
                        "statements": list(act.suggestion.statements),
                        "values": dict(event.values),
                    }
                    for act, event in done
                ],
                "lost": [shape(problem, word) for problem in lost],
            }
        )
    return EXIT_LOOK if lost else EXIT_DONE


def would(one: Suggestion, here: Standing, known: Known) -> str:
    """What confirming it would do; where it would do nothing, what to do instead."""
    try:
        act = confirming(one, here)
    except WrongUse as error:
        return word(error.message, LANGUAGE.get())
    if act.kind == "edit":
        return said(f"suggestions.would_{one.what}", value=suggested(one.what, one.value, known))
    return said(f"suggestions.would_{_done(act.kind, one)}")


def marked(text: str, words: Iterable[str]) -> str:
    """The text with the first place of each of these words between ** and **."""
    from rodedraad.extract import quotes  # noqa: PLC0415  only where something rests on words

    spans = sorted({found[0] for one in words if one.strip() and (found := quotes.find(text, one))}, reverse=True)
    last = len(text) + 1
    for start, end in spans:
        if end <= last:
            text, last = f"{text[:start]}**{text[start:end]}**{text[end:]}", start
    return text


def _done(kind: str, one: Suggestion) -> str:
    """What an event does with a suggestion, as the codes of its words end."""
    is_of_tension = one.what in ("conflict", "neither") and kind in ("confirm", "reject")
    return f"{kind}_tension" if is_of_tension else kind


def _thought(one: Suggestion, known: Known) -> str:
    shown, now = label("suggestion", one.what), suggested(one.what, one.value, known)
    if one.what == "type" and one.statements[0] in known.statements:
        now = f"{label('type', known.statements[one.statements[0]].type)} → {now}"
    return f"{shown}: {now}" if one.value else shown


def _about(one: Suggestion, known: Known) -> str:
    found = [known.statements[id_] for id_ in one.statements if id_ in known.statements]
    return "\n".join(f"{known.speaker(each)}: «{phrases.clipped(each.text, _SHOWN_CHARS)}»" for each in found)


def _resting(one: Suggestion | tuple[Refusal, int], known: Known) -> str:
    """The words it rests on; not where that is the whole sentence, which stands beside it."""
    if isinstance(one, Suggestion):
        about = {" ".join(known.statements[id_].text.split()) for id_ in one.statements if id_ in known.statements}
        words: tuple[str, ...] = tuple(part for part in one.words if " ".join(part.split()) not in about)
    else:
        words = (one[0].words,) if one[0].words else ()
    return " ".join(f"«{phrases.clipped(part, _SHOWN_CHARS)}»" for part in words)


def _reason(told: tuple[Refusal, int], _: Known) -> str:
    """Why it does not enter, of which clause where it is of one, and how often it came back like that."""
    one, count = told
    number = dict(one.message.values).get("number")
    where = said("proposing.clause_number", number=number) if number else ""
    often = f"({count}×)" if count > 1 else ""
    return " ".join(part for part in (where, word(one.message, LANGUAGE.get()), often) if part)


def _source(told: tuple[Refusal, int], known: Known) -> str:
    one, _ = told
    source = known.sources.get(one.source or "")
    title = phrases.clipped(source.title, 60) if source else one.source or ""
    return f"{title}, {said('html.page', page=one.page)}" if title and one.page else title


OF_MODEL: dict[str, tuple[Column, ...]] = {
    "suggestions": (
        code(),
        Column(name="thought", cell=_thought, most=26),
        Column(name="about", cell=_about),
        Column(name="resting", cell=_resting, least=90, most=34),
        Column(name="model", cell=lambda one, _: phrases.clipped(one.model, 60), least=140, most=18),
    ),
    "refusals": (
        Column(name="task", cell=lambda told, _: label("task", told[0].task), most=16),
        Column(name="message", cell=_reason, most=36),
        Column(name="words", cell=_resting),
        Column(name="source", cell=_source, least=100, most=34),
    ),
}
"""The columns of what a model thinks, and of what of its replies does not enter."""

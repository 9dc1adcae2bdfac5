"""What people did, in the reader's words: one act of the log, and where two decided differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rodedraad import consult, phrases
from rodedraad.adapters.folder import DossierFolder
from rodedraad.cli.speech import LANGUAGE, put, said
from rodedraad.cli.tables import Known, field_word, label, of_model, value_word, values
from rodedraad.decisions import Overruling
from rodedraad.overruling import gathered
from rodedraad.records import Event, Frame, Target, Value

_QUOTED = 160
"""Characters of a quote beside an act; ``show`` has it whole."""
_SHOWN_QUOTES = 5
_SHOWN_SETTINGS = 40
_UNTOLD = frozenset({"clause", "kind", "contribution", "change", "about", "key", "id"})
"""Values of what is done to a clause that only a program reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """The events of one or two logs, with the names behind them and what their values stand for."""

    events: Mapping[str, Event]
    names: Mapping[str, str]
    known: Known

    def who(self, event: Event) -> str:
        """Who did it and when."""
        name = self.names.get(event.person) or said("html.name_erased")
        return f"{name}, {phrases.moment(event.at, LANGUAGE.get())}"

    def did(self, event: Event) -> str:
        """What was done, without the words that it was done to."""
        own = dict(event.values)
        if event.kind in ("undo", "redo"):
            undone = self.events.get(str(own.get("event")))
            what = said("acts.of", did=self.did(undone), who=self.who(undone)) if undone else str(own.get("event"))[:12]
            return f"{said(f'event.{event.kind}')}: {what}"
        if event.kind == "setting":
            return f"{said('event.setting')}: {values(event, self.known)}"
        if event.kind in ("edit", "add", "clause_edit", "clause_add", "reply", "ruling"):
            told = [(name, value) for name, value in event.values if name not in _UNTOLD]
            fields = "; ".join(f"{field_word(name)}: {self.value(name, value)}" for name, value in told)
            return f"{said(f'event.{event.kind}')}: {fields}"
        if event.kind in ("sending", "sent", "decline"):
            return f"{said(f'event.{event.kind}')}: {of_model(event, self.known)}"
        if event.kind == "split":
            return said("acts.split", left=_left(event), right=max(0, len(event.targets) - _left(event)))
        if event.kind == "merge":
            return said("acts.merge", count=len(event.targets))
        if own.get("what") == "tension":
            return said(f"acts.tension_{event.kind}")
        return said(f"event.{event.kind}")

    def about(self, targets: Sequence[Target]) -> list[str]:
        """The words that it is about, each with its file; the first few, and how many more."""
        shown = [f"«{_quote(one)}» ({one.path})" for one in targets[:_SHOWN_QUOTES]]
        rest = len(targets) - len(shown)
        return [*shown, said("html.and_more", count=rest)] if rest else shown

    def value(self, field: str, value: Value) -> str:
        """A field's value in words; of actors the role and who."""
        if field == "actors" and value:
            parts = (part.partition(":") for part in str(value).split(";"))
            return ", ".join(f"{words.strip()} ({label('role', role.strip())})" for role, _, words in parts)
        if field == "within_power" and value is None:
            return said("acts.unknown")
        return value_word(field, value, self.known)

    def tell_settings(self, found: Sequence[tuple[str, Value, Value, str | None]]) -> None:
        """Of each setting that becomes another: what it was, what it is, and whose word that is."""
        put(said("acts.settings", count=len(found)))
        for key, before, after, by in found[:_SHOWN_SETTINGS]:
            event = self.events.get(by or "")
            who = f" · {self.who(event)}" if event else ""
            put(f"  {_setting(key)}: {self.value('', before)} → {self.value('', after)}{who}")
        if rest := len(found[_SHOWN_SETTINGS:]):
            put(f"  {said('html.and_more', count=rest)}")

    def tell_conflicts(self, found: Sequence[Overruling]) -> None:
        """Of each two that decided differently: about what, who said what, and whose word holds."""
        groups = gathered(found)
        put(said("acts.conflicts", count=len(groups)))
        place = {id_: at for at, id_ in enumerate(self.events)}
        for (event_id, by_id, what), about in groups.items():
            event, by = self.events[event_id], self.events[by_id]
            targets = {one.statement: one for one in (*event.targets, *by.targets)}
            clauses = [said("acts.clause", id=id_[:12]) for id_ in about if id_.startswith("c-")]
            lines = self.about([targets[id_] for id_ in about if id_ in targets]) or clauses or [_setting(what)]
            put("")
            for line in lines:
                put(f"  {line}")
            reason = "acts.holds_rejected" if place[by_id] < place[event_id] else "acts.holds"
            put(f"    {self.who(event)}: {self._said(event, what)} · {said('acts.gives_way')}")
            put(f"    {self.who(by)}: {self._said(by, what)} · {said(reason)}")

    def overruled(self, found: Sequence[Overruling]) -> str:
        """That an event holds no longer, wholly or in part, and because of whom."""
        by = [self.events[id_] for id_ in dict.fromkeys(one.by for one in found) if id_ in self.events]
        reasons = ", ".join(said("acts.because", did=said(f"event.{one.kind}"), who=self.who(one)) for one in by)
        return said("acts.overruled" if found[0].is_whole else "acts.partly_overruled", reasons=reasons)

    def _said(self, event: Event, what: str) -> str:
        own = dict(event.values)
        if event.kind == "setting":
            return self.value("", own.get(what))
        if event.kind in ("edit", "add", "clause_edit", "clause_add") and what in own:
            return f"{field_word(what)}: {self.value(what, own[what])}"
        return self.did(event)


def acts(folder: DossierFolder, events: Sequence[Event], names: Mapping[str, str]) -> Acts:
    """These events, in their order, in the words of this dossier; also where it was not built yet."""
    parties = {}
    if folder.store.exists():
        with consult.reading(folder) as store:
            parties = {party.id: party for party in store.records("parties")}
    known = Known(sources={}, parties=parties, statements={}, references={}, themes=themes(consult.frame_of(folder)))
    return Acts(events={event.id: event for event in events}, names=names, known=known)


def themes(frame: Frame) -> dict[str, str]:
    """The name of each theme in the reader's language."""
    return {theme.id: theme.nl if LANGUAGE.get() == "nl" else theme.en for theme in frame.themes}


def _left(event: Event) -> int:
    left = dict(event.values).get("left")
    return left if isinstance(left, int) and left > 0 else 1


def _quote(target: Target) -> str:
    return phrases.clipped(" ".join(target.quote.split()), _QUOTED)


def _setting(key: str) -> str:
    """A setting's dotted key as a person may read it: the file, then the rest."""
    file, _, rest = key.partition('".')
    return f"{file.strip(chr(34))}: {rest}"

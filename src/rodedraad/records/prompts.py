"""What is asked of a language model and what comes back: a reader and a writer, never a source."""

from __future__ import annotations

from dataclasses import dataclass

from rodedraad.records.values import GenaiTask, Message, RefusalKind, SuggestionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One request to a model: what it must do, the fenced text that it does it with, and the shape of the reply.

    ``schema`` is the JSON schema of the reply as canonical JSON. ``most_tokens`` bounds the reply. ``instructions`` are ours
    and the same for every request of a task; document text stands in ``data`` only.
    """

    task: GenaiTask
    instructions: str
    data: str
    schema: str
    most_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What a model answered: its text as it came, and what that took. Tokens are None where the endpoint does not say.

    ``is_cut_off``: the model stopped at its limit, in the middle of what it said. ``sends``: how often the prompt went out
    for it; the tokens are of the last time.
    """

    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    is_cut_off: bool = False
    sends: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A part of a reply that does not enter the dossier, and why. ``words`` are the model's, cut to 200 characters."""

    task: GenaiTask
    kind: RefusalKind
    source: str | None
    page: int | None
    words: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a run with a model took. ``calls`` went out, of which ``retries`` again; ``held`` items were answered before.

    ``tokens_*`` are the endpoint's counts, or our estimate where it gives none; ``cost_eur`` None without prices.
    ``sources`` are those of which text was sent; ``unanswered`` the items that stay without an answer.
    """

    model: str
    endpoint: str = ""
    calls: int = 0
    retries: int = 0
    items: int = 0
    held: int = 0
    unanswered: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost_eur: float | None = None
    sources: tuple[str, ...] = ()
    tasks: tuple[tuple[GenaiTask, int], ...] = ()
    stopped: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """That text of some sources went to a model: when, by whom (empty when erased), where to, for what, at what price.

    ``is_local``: it stayed on this machine. ``sources`` are ids, also of sources that are no longer there. ``cost_eur`` is
    None where the dossier had no prices. A count that is None, and a name or address that is empty, cannot be read: what
    another copy wrote there is none. ``is_ended`` is False of a run that never said how it ended: the numbers are then
    what it was going to send.
    """

    at: str
    person: str
    model: str
    endpoint: str
    is_local: bool
    calls: int | None
    tokens_in: int | None
    tokens_out: int | None
    cost_eur: float | None
    tasks: tuple[tuple[GenaiTask, int], ...]
    sources: tuple[str, ...]
    is_ended: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a model thinks of statements: a candidate with its reasons, which changes nothing until a person confirms it.

    ``what``: ``statement`` (a sentence that the offline reader missed), ``type``, ``holder``, ``addressee`` or ``condition``
    of one statement with its ``value``; ``same``, ``conflict`` or ``neither`` of two, with the kind of conflict as
    ``value``. ``words`` are those of the quotes that it rests on, each found there.
    """

    id: str
    what: SuggestionKind
    statements: tuple[str, ...]
    value: str | None
    words: tuple[str, ...]
    model: str

"""Every error that Rodedraad raises on purpose.

RodedraadError
├── WrongUse               the command or a settings file is wrong; exit status 2
│   ├── UnknownRecord      no record, source or party of that name
│   ├── NotSignedIn        a shared workspace does not know who asks
│   ├── NotAllowed         the role of whoever asks does not reach so far
│   ├── TooMany            somebody asks more in a minute than one person can
│   ├── Overtaken          somebody else changed the same since it was looked at
│   └── MissingExtra       a part of the program that is not installed
├── UnreadableSource       a file cannot be read; becomes a Problem, never stops a run
├── ModelError             a language model gave nothing that can be used; the dossier goes on without
│   ├── ModelUnavailable   no endpoint, a wrong key, an unknown model: asking again does not help
│   ├── ModelBusy          too many requests, a failing or silent server, a lost connection; retryable
│   ├── InvalidReply       a reply that is not what was asked for; retryable
│   └── NotWorded          a proposition was not made, since the model that words it was not asked; exit status 3
├── QuoteNotFound          a quote is not in the text under rule 1
└── StoreError             a database or folder cannot be read or written; exit status 3
    └── DossierBusy        another build holds the lock; retryable

A message says what was found, where, and what to do. ``message`` is a code with values (``wording.py`` words it
in the reader's language).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from rodedraad.records import Event, Message, ProblemKind, Value


class RodedraadError(Exception):
    """Base of all errors that are the user's to know; carries a message that can be worded in any language."""

    retryable: ClassVar[bool] = False

    def __init__(self, code: str, **values: Value) -> None:
        self.message = Message.of(code, **values)
        super().__init__(code, *(f"{name}={value}" for name, value in sorted(values.items())))

    def __reduce__(self) -> tuple[Callable[..., RodedraadError], tuple[Any, ...]]:
        """Errors of a worker process come out in the one that asked, with their message."""
        return _unpacked, (type(self), self.args, self.__dict__)


def _unpacked(kind: type[RodedraadError], arguments: tuple[str, ...], state: dict[str, Any]) -> RodedraadError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(state)
    return error


class WrongUse(RodedraadError):
    """The command, or a settings file, asks for something that does not exist or cannot be."""


class UnknownRecord(WrongUse):
    """No record, source or party goes by that name."""


class NotSignedIn(WrongUse):
    """A shared workspace does not know who asks."""


class NotAllowed(WrongUse):
    """The role of whoever asks does not reach so far."""


class TooMany(WrongUse):
    """Somebody asks more than one person can. ``wait_seconds`` is how long to wait before asking again."""

    def __init__(self, code: str, *, wait_seconds: int, **values: Value) -> None:
        self.wait_seconds = wait_seconds
        super().__init__(code, wait_seconds=wait_seconds, **values)


class Overtaken(WrongUse):
    """Somebody spoke of the same since this was planned: ``events`` say who and what. Nothing was written."""

    def __init__(self, code: str, events: tuple[Event, ...]) -> None:
        self.events = events
        super().__init__(code, count=len(events))


class UnreadableSource(RodedraadError):
    """A file cannot be read. ``kind`` is the kind of the Problem that it becomes."""

    def __init__(self, kind: ProblemKind, code: str, *, page: int | None = None, **values: Value) -> None:
        self.kind = kind
        self.page = page
        super().__init__(code, **values)


class QuoteNotFound(RodedraadError):
    """A quote is not in the text under the closed list of normalisations of rule 1."""


class ModelError(RodedraadError):
    """A language model gave nothing that can be used."""


class ModelUnavailable(ModelError):
    """There is no endpoint, or it refuses us: asking again does not help."""


class ModelBusy(ModelError):
    """The endpoint fails, is silent or has had too many requests. ``wait_seconds`` is what it asks us to wait, if it does."""

    retryable = True

    def __init__(self, code: str, *, wait_seconds: float | None = None, **values: Value) -> None:
        self.wait_seconds = wait_seconds
        super().__init__(code, **values)


class InvalidReply(ModelError):
    """A reply that is not what was asked for."""

    retryable = True


class NotWorded(ModelError):
    """A version was not made, since the model that must word it was not asked. ``why`` says what stood in the way."""

    def __init__(self, code: str, *, why: Message, **values: Value) -> None:
        self.why = why
        super().__init__(code, **values)


class MissingExtra(WrongUse):
    """A command needs a part of the program that is not installed."""


class StoreError(RodedraadError):
    """A database or folder cannot be read or written."""


class DossierBusy(StoreError):
    """Another build holds this dossier's lock."""

    retryable = True

"""What of a model's reply does not enter the dossier, as a record that says why. Refusals are counted and listed."""

from __future__ import annotations

from rodedraad.genai.fence import seen
from rodedraad.records import GenaiTask, Message, Refusal, RefusalKind, Statement

_SHOWN_CHARS = 200


def refusal(
    task: GenaiTask, kind: RefusalKind, about: Statement | None, words: str = "", why: Message | None = None
) -> Refusal:
    """That this part of a reply is refused, for what it said about a statement (None: about none).

    ``why`` says more than its kind does: which word it was.
    """
    return Refusal(
        task=task,
        kind=kind,
        source=about.source if about else None,
        page=about.page if about else None,
        words=seen(words)[:_SHOWN_CHARS],
        message=why or Message.of(f"genai.refused_{kind}"),
    )

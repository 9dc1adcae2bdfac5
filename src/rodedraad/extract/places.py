"""Where: the places of the dossier's frame that a sentence names."""

from __future__ import annotations

from rodedraad.records import Frame


def places(text: str, frame: Frame) -> tuple[str, ...]:
    """The frame's places named in this text, in the frame's order."""
    return ()

"""What the act is, in the words of the sentence: without the frame in which somebody asks for it."""

from __future__ import annotations

import re

from rodedraad.records import Statement

_FRAME = re.compile(
    r"\b(?:vragen|vraag|vraagt|verzoeken|verzoek|verzoekt|roepen|roep|roept|nodigen|dringen|doen|doe|verwachten|verwacht|pleiten|adviseren|adviseert|bevelen|hopen|willen|wil|vinden|is\s+het|is"
    r"|ask|asks|urge|urges|request|requests|invite|invites|call|calls|expect|recommend|recommends|advise)\b[^.;:]{0,140}?\b(?:om|dat|to|that)\s+",
    re.IGNORECASE,
)
_NOT_TO = re.compile(r"\b(?:not|never)\s+to\s+$", re.IGNORECASE)
_ASKED = frozenset({"request", "recommendation"})
_LEAST = 20
"""Characters below which the rest says too little by itself."""


def what(statement: Statement) -> str:
    """The words of the act: a slice of the statement's text, its quote with white space folded."""
    text = statement.text.strip()
    if statement.type in _ASKED and not statement.is_commitment:
        frame = _FRAME.search(text)
        if frame is not None and len(text) - frame.end() >= _LEAST:
            start = frame.end()
            if (denied := _NOT_TO.search(text, frame.start(), start)) is not None:
                start = denied.start()  # who asks not to raise the fees does not ask to raise them
            text = text[start:]
    return text.strip(" •*›–-").rstrip(" .;")

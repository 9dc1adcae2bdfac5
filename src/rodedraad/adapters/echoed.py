"""Whether what an endpoint says repeats the key that it was asked with, however that is written. Pure.

What a model says is kept, shown and mailed along with the dossier, and so would be the key in it.
"""

from __future__ import annotations

import base64
import html
import re
from urllib.parse import unquote

SHORTEST = 8
"""Letters and figures of a key that is looked for; a shorter one ("none", "ollama") is no secret, and stands in many words."""
_DEPTH = 3
"""How often a text may be written over: as a percentage in a text in JSON, in JSON."""
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_BLANKS = frozenset("bfnrtv\n")
_OTHER = re.compile(r"[^a-z\d]+")
_GROUP = 3  # bytes that base64 writes together
_PER_GROUP = 4


class Echo:
    """The forms of one key, to look for in what comes back.

    Found: the key in capitals or small letters, with anything but letters and figures in between, as an escape of JSON,
    HTML or an address, in base64 (also of a text around it), in hexadecimals and from back to front. Not found: a part of
    a key, and a key with other letters in between.
    """

    def __init__(self, key: str) -> None:
        self._forms: tuple[str, ...] = ()
        if len(_plain(key)) >= SHORTEST:
            raw = key.encode()
            written = (key, key[::-1], raw.hex(), *(_in_base64(raw, before) for before in range(_GROUP)))
            self._forms = tuple(dict.fromkeys(_plain(one) for one in written))

    def is_in(self, text: str, *, sent: str = "") -> bool:
        """Whether the key is in a text. What was in the text that we ``sent`` as well is a word of it, and no secret."""
        found = {form for form in self._forms if any(form in view for view in _views(text))}
        return bool(found) and not all(form in _plain(sent) for form in found)


def _views(text: str) -> tuple[str, ...]:
    """The letters and figures of a text, as it is written and as it is read."""
    views = [_plain(text)]
    for _ in range(_DEPTH):
        read = unquote(html.unescape(_ESCAPED.sub(_read, text)))
        if read == text:
            break
        text = read
        views.append(_plain(text))
    return tuple(views)


def _plain(text: str) -> str:
    return _OTHER.sub("", text.lower())


def _read(found: re.Match[str]) -> str:
    code, byte, sign = found.groups()
    return chr(int(code or byte, 16)) if sign is None else " " if sign in _BLANKS else sign


def _in_base64(raw: bytes, before: int) -> str:
    """The signs of base64 that are the key's alone, where so many bytes stand before it in its group of three."""
    written = base64.b64encode(bytes(before) + raw).decode().rstrip("=")
    whole = (before + len(raw)) // _GROUP * _PER_GROUP
    return written[_PER_GROUP if before else 0 : whole]

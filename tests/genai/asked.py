"""Items to ask, and models that answer them, for what is tested without a dossier."""

import json
import re

from rodedraad.genai.items import Item
from rodedraad.genai.settings import ModelSettings

LOCAL = ModelSettings(name="proef", endpoint="http://localhost/v1")
PRICED = ModelSettings(name="proef", endpoint="http://localhost/v1", price_in=1_000.0, price_out=2_000.0)


def item(text="De gemeente wil schone lucht.", *, task="title", group="", language="nl", reply_tokens=30):
    return Item(
        task=task,
        language=language,
        lines=(f"- {text}",),
        sources=("bron",),
        about=("u",),
        group=group,
        reply_tokens=reply_tokens,
    )


def parts(data):
    """The numbered texts of a prompt's data, as a model would tell them apart: (number, lines)."""
    mark = data.partition("\n")[0].removeprefix("mark: ")
    body = data.removesuffix(f"{mark}>>")
    found = re.split(rf"^<<{mark} (\d+)\n", body, flags=re.MULTILINE)[1:]
    return [
        (int(number), text.removesuffix("\n").split("\n")) for number, text in zip(found[::2], found[1::2], strict=True)
    ]


def said(*answers):
    """A reply with these answers, numbered from 1."""
    return json.dumps({"items": [{"n": number, **answer} for number, answer in enumerate(answers, start=1)]})


def titles(prompt):
    """A model that titles every text with its first four words."""
    return said(*({"title": " ".join(lines[0].removeprefix("- ").split()[:4])} for _, lines in parts(prompt.data)))


def still(*_):
    """Progress that tells nobody."""

"""Models for whole builds, as functions of a prompt: one that reads well, and what tests say back to every task."""

import json
import re


def parts(data):
    """The numbered texts of a prompt's data: (number, lines)."""
    mark = data.partition("\n")[0].removeprefix("mark: ")
    body = data.removesuffix(f"{mark}>>")
    found = re.split(rf"^<<{mark} (\d+)\n", body, flags=re.MULTILINE)[1:]
    return [
        (int(number), text.removesuffix("\n").split("\n")) for number, text in zip(found[::2], found[1::2], strict=True)
    ]


def replied(prompt, answer):
    """The reply in which each numbered text has what ``answer`` makes of its lines."""
    return json.dumps({"items": [{"n": number, **answer(lines)} for number, lines in parts(prompt.data)]})


def agreeing(prompt):
    """A model that takes every sentence for a measure, every pair for the same, and words nothing anew."""
    if prompt.task == "extract":
        return replied(
            prompt,
            lambda lines: {
                "statements": [
                    {"quote": line.removeprefix("- "), "type": "measure"} for line in lines if line.startswith("- ")
                ]
            },
        )
    if prompt.task == "compare":
        return replied(
            prompt,
            lambda lines: {
                "relation": "same",
                "kind": None,
                "words_a": _words(lines[0].removeprefix("a: ")),
                "words_b": _words(lines[1].removeprefix("b: ")),
            },
        )
    if prompt.task == "title":
        return replied(prompt, lambda lines: {"title": " ".join(lines[0].removeprefix("- ").split()[:5])})
    if prompt.task == "resolve":
        return replied(prompt, lambda _: {"holder": None, "addressee": None, "condition": None})
    if prompt.task == "answer":
        return replied(prompt, _quoting)
    if prompt.task == "word":
        return replied(
            prompt, lambda lines: {"text": lines[0].removeprefix("> "), "title": _words(lines[1].partition(": ")[2])}
        )
    return replied(prompt, lambda lines: {"text": lines[0].removeprefix("> ")})


def _words(sentence):
    return " ".join(sentence.split()[:5])


def _quoting(lines):
    """Every quote as a sentence of who says it, and one that is made up."""
    said = []
    for number, line in enumerate(lines[1:], start=1):
        who, _, quote = line.partition("] ")[2].partition(": ")
        said.append({"text": f"{who}: {quote}", "cites": [number]})
    return {"sentences": [*said, {"text": "In 2050 staan er 999 windmolens in zee.", "cites": [1]}]}

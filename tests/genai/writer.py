"""A model that says of each clause and thread what is given, and of the others repeats the sentence: a careful writer, replayed."""

import tomllib
from pathlib import Path

from fakes import ScriptedModel
from readers import replied

TOLD = tomllib.loads((Path(__file__).parent / "told.toml").read_text(encoding="utf-8"))
OTHERS = {
    "extract": {"statements": []},
    "resolve": {"holder": None, "addressee": None, "condition": None},
    "compare": {"relation": "neither", "kind": None, "words_a": None, "words_b": None},
    "answer": {"sentences": []},
}


def replaying(clauses, leads=None, **said):
    """What it answers to a prompt. ``clauses`` are by id, ``leads`` the texts that threads are called after by the rules."""
    heads = {}
    for kind, texts in said.items():
        for id_, text in texts.items():
            if kind == "thread":
                heads[kind, f"- {leads[id_]}"[:282]] = text
                continue
            for name in ("text", "english") if kind == "title" else ("english",) if kind == "english" else ("text",):
                own = getattr(clauses[id_], name)
                heads[kind, f"> {own[: own.rfind('»') + 1]}"] = text

    def answer(prompt):
        def worded(lines):
            kind = (
                "plain"
                if prompt.task == "plain"
                else "english"
                if prompt.instructions.startswith("# word.en")
                else "text"
            )
            text = heads.get((kind, lines[0]), lines[0].removeprefix("> "))
            return {"text": text} | ({"title": heads.get(("title", lines[0]), "")} if prompt.task == "word" else {})

        if prompt.task in OTHERS:
            return replied(prompt, lambda _: OTHERS[prompt.task])
        if prompt.task == "title":
            return replied(prompt, lambda lines: {"title": heads.get(("thread", lines[0]), "geen titel")})
        return replied(prompt, worded)

    return answer


def writer(clauses, leads=None, **said):
    """The same as a model."""
    return ScriptedModel(replaying(clauses, leads, **said), name="schrijver")

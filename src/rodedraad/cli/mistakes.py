"""A mistake in the command line, in the reader's language: what is wrong, what may have been meant, and how it is used.

The parser words its own mistakes in English; here they are told apart by what they are about.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from rodedraad.cli.speech import said, tell_line
from rodedraad.visible import in_line

_SHOWN_CHARS, _SHOWN_NAMES = 80, 3
_KINDS = {"int": "whole", "float": "number"}


def tell_mistake(error: Any) -> None:
    """Says on stderr what is wrong with a command line, as the parser found it."""
    context = getattr(error, "ctx", None)
    tell_line(_worded(error, context))
    if context is None:
        return
    usage = re.sub(r"\{([^{}]*)\}", r"\1", " ".join(context.get_usage().split()).partition(": ")[2])
    tell_line(said("usage.usage", usage=usage.replace("[OPTIONS]", said("usage.options"))))
    tell_line(said("usage.help", command=context.command_path))


def _worded(error: Any, context: Any) -> str:
    kind, param = type(error).__name__, getattr(error, "param", None)
    text = str(getattr(error, "message", ""))
    if kind == "MissingParameter" and param is not None:
        code = "usage.missing_option" if param.param_type_name == "option" else "usage.missing_argument"
        return said(code, name=_called(param))
    if kind == "NoSuchOption":
        meant = _meant(error.option_name, error.possibilities or (), context)
        return _with(said("usage.no_option", name=in_line(error.option_name[:_SHOWN_CHARS])), meant)
    if kind == "BadOptionUsage":
        return said("usage.no_value", name=in_line(str(error.option_name)[:_SHOWN_CHARS]))
    if kind == "BadParameter" and param is not None:
        of = getattr(getattr(getattr(param, "type_descriptor", None), "annotation", None), "__name__", "")
        return said(f"usage.not_{_KINDS.get(of, 'this')}", name=_called(param), range=_range(param))
    named = text.partition("'")[2].partition("'")[0]
    commands = getattr(context.command, "commands", None) if context else None
    if named and commands and named not in commands:
        near = get_close_matches(named, commands, n=_SHOWN_NAMES)
        return _with(said("usage.no_command", name=named[:_SHOWN_CHARS], known=" ".join(commands)), near)
    if (extra := text.rpartition("(")[2].removesuffix(")")) and kind == "UsageError":
        return said("usage.too_much", name=extra[:_SHOWN_CHARS])
    return str(error.format_message())


def _called(param: Any) -> str:
    """An argument by what stands for it in the help, an option by its name."""
    if param.param_type_name == "option":
        return str(param.opts[0])
    return str(param.metavar or param.name).split("...")[0].upper()


def _range(param: Any) -> str:
    """From which number to which, where there are such; " (1 - 256)"."""
    least, most = (getattr(param, name, None) for name in ("min", "max"))
    if least is None and most is None:
        return ""
    return f" ({'' if least is None else least} - {'' if most is None else most})"


def _meant(name: str, possible: Any, context: Any) -> list[str]:
    """The options that may have been meant: those of the parser, else those that are spelt nearly so."""
    every = [one for param in context.command.params for one in param.opts] if context else []
    return sorted(possible)[:_SHOWN_NAMES] or get_close_matches(name, every, n=_SHOWN_NAMES)


def _with(sentence: str, meant: list[str]) -> str:
    return f"{sentence} {said('usage.meant', names=', '.join(meant))}" if meant else sentence

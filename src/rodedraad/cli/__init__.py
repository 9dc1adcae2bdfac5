"""The command line: one thin door to the same pipeline as the web.

``main`` is what the command ``rodedraad`` runs. Nothing heavy is imported before a command is known, so that
``--help`` answers within half a second. Exit status: 0 done; 1 done, with something a person must look at; 2 wrong
use; 3 could not be done. No traceback reaches a user unless ``--debug``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["nl", "en"]

EXIT_DONE, EXIT_LOOK, EXIT_WRONG, EXIT_FAILED = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and leaves with its exit status."""
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: Sequence[str]) -> int:
    """Runs one command; returns its exit status. Wrong use is said on stderr, by the parser or by the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from rodedraad.cli import app, speech  # noqa: PLC0415  the parser is made when there is something to parse

    language, rest = language_of(arguments, os.environ)
    speech.LANGUAGE.set(language)
    is_debug = "--debug" in rest
    try:
        _refuse_bytes(rest)
        return app.run([one for one in rest if one != "--debug"], language)
    except KeyboardInterrupt:
        print(_STOPPED[language], file=sys.stderr)  # noqa: T201  the console may be what was interrupted
        return EXIT_FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    except Exception as error:
        if is_debug:
            raise
        return _said(error)


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Language, list[str]]:
    """The language (``--lang`` first, then the locale, else Dutch) and the arguments without ``--lang``."""
    rest: list[str] = []
    asked: str | None = None
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--lang":
            asked = next(remaining, "")
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    if asked is None:
        asked = locale.lower()
    return ("en" if asked.startswith("en") else "nl"), rest


def _refuse_bytes(arguments: Sequence[str]) -> None:
    """Raises WrongUse for an argument that is no text: half of it would reach a file or a database."""
    from rodedraad.errors import WrongUse  # noqa: PLC0415  as in _said

    for place, argument in enumerate(arguments, start=1):
        try:
            argument.encode()
        except UnicodeEncodeError:
            shown = argument.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
            raise WrongUse("cli.no_text", place=place, argument=shown[:200]) from None


def _said(error: Exception) -> int:
    """Says what went wrong in one sentence and returns the exit status that goes with it."""
    from rodedraad.cli.speech import worded  # noqa: PLC0415
    from rodedraad.errors import RodedraadError, WrongUse  # noqa: PLC0415
    from rodedraad.records import Message  # noqa: PLC0415

    if isinstance(error, RodedraadError):
        message, status = error.message, EXIT_WRONG if isinstance(error, WrongUse) else EXIT_FAILED
    elif isinstance(error, OSError):
        values = (("path", str(error.filename or "")), ("reason", error.strerror or type(error).__name__))
        message, status = Message(code="cli.os_error", values=values), EXIT_FAILED
    else:
        reason = f"{type(error).__name__}: {error}"[:300]
        message, status = Message.of("cli.unforeseen", error=reason), EXIT_FAILED
    print(worded(message), file=sys.stderr)  # noqa: T201  stderr is for people
    return status


_STOPPED: dict[Language, str] = {
    "nl": "Gestopt. Wat af was, is bewaard; dezelfde opdracht gaat verder waar hij was.",
    "en": "Stopped. What was done is kept; the same command goes on from there.",
}

"""``verify``: an exported bundle checked alone, without the dossier, and its originals read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rodedraad.cli import EXIT_DONE, EXIT_LOOK
from rodedraad.cli.speech import LANGUAGE, put, put_json
from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.publish import bundle_check as checks


def verify(path: Path, *, clause: str | None, as_json: bool) -> int:
    """Checks a bundle as its own checker does, with the checker of this release; 1 where something does not hold.

    Where the originals are in it, each is read again and the text compared. Raises WrongUse where it is no bundle.
    """
    language = LANGUAGE.get()
    try:
        result, content = checks.check(path)
        if content is not None:
            _reread(path, content, result)
        lines = checks.chain(content, clause, language) if clause and content is not None else []
    except checks.NotABundleError as error:
        raise WrongUse(f"bundle.{error.code}", **{name: str(value) for name, value in error.values.items()}) from error
    if as_json:
        put_json(checks.as_json(result))
    else:
        for line in [*lines, *([""] if lines else []), *checks.summary(result, language)]:
            put(line)
    return EXIT_LOOK if result.failures else EXIT_DONE


def _reread(path: Path, content: checks.Content, result: checks.Result) -> None:
    """Reads each original with our reader and compares its text; notes a checker that is not of this release."""
    from rodedraad.publish.bundle import checker  # noqa: PLC0415  for this command alone

    parts: Any = checks.opened(path, checks.Result())
    try:
        if checks.whole(parts, "check.py", checks.LARGEST_PART) != checker():
            result.notes.append(checks.Said("other_checker", {}))
        paths = result.manifest.get("paths")
        for name in sorted(parts.names()):
            found = checks.ORIGINAL.fullmatch(name)
            if found is None or found[1] not in content.texts:
                continue
            told = paths.get(found[1]) if isinstance(paths, dict) else None
            data = checks.whole(parts, name, checks.LARGEST_PART)
            if _text(data, told if isinstance(told, str) else name) != content.texts[found[1]]:
                result.fail("reread", part=name)
            result.counts["reread"] = result.counts.get("reread", 0) + 1
    finally:
        parts.close()


def _text(data: bytes, path: str) -> str | None:
    """The canonical text of a file; None where it cannot be read."""
    from rodedraad import read  # noqa: PLC0415  the readers, for bundles with originals alone

    try:
        return read.read(data, path).document.text
    except UnreadableSource:
        return None

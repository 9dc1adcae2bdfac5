"""Bundles taken apart and put together again, so that a test can change one thing in them."""

import hashlib
import io
import json
import subprocess
import sys
import warnings
import zipfile

from rodedraad.publish.bundle import checker


def unzipped(data):
    """The parts of a bundle by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(parts, *, twice=()):
    """These parts as a zip such as a bundle is; those in ``twice`` (name, bytes) go in besides."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        warnings.simplefilter("ignore")
        for name, data in [*parts.items(), *twice]:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, data)
    return out.getvalue()


def sealed(parts, **manifest):
    """The same parts with a manifest that somebody made anew for them: what is caught now is caught by reading."""
    parts = dict(parts)
    told = json.loads(parts.pop("manifest.json"))
    told["parts"] = {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in parts.items()
    }
    if told["version"]:
        told["version"]["body"] = told["parts"]["proposition.json"]["sha256"]
    told.update(manifest)
    return {**parts, "manifest.json": json.dumps(told).encode()}


def check(path, *options, code=None):
    """The checker on the bare standard library: its status, and what it said as JSON where it could."""
    script = path.parent / "los-check.py"
    script.write_bytes(code or checker())
    ran = subprocess.run(
        [sys.executable, "-I", "-S", str(script), str(path), "--json", *options],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in ran.stderr, ran.stderr.decode()
    return ran.returncode, json.loads(ran.stdout) if ran.stdout else {"failures": [], "said": ran.stderr.decode()}


class Editing:
    """A bundle's proposition and lists as values, to be changed in place and written back."""

    def __init__(self, parts):
        self.parts = dict(parts)
        self.proposition = json.loads(parts["proposition.json"])
        self.clauses = self.proposition["clauses"]
        names = ("sources", "statements", "threads", "tensions", "gaps", "references", "parties")
        self.lists = {name: [json.loads(line) for line in parts[f"{name}.jsonl"].splitlines()] for name in names}

    def first(self, kind):
        """The first clause of a kind that quotes something."""
        return next(one for one in self.clauses if one["kind"] == kind and one["citations"])

    def reworded(self, clause, change):
        """The clause with both its texts changed, and what is there to be read changed with it."""
        for key in ("text", "english"):
            before = clause[key]
            clause[key] = change(before)
            old, new = (f". {' '.join(text.split())}\n".encode() for text in (before, clause[key]))
            self.parts["proposition.txt"] = self.parts["proposition.txt"].replace(old, new)

    def text_of(self, source, change):
        """The text of a source, changed."""
        name = f"texts/{source}.txt"
        self.parts[name] = change(self.parts[name].decode()).encode()

    def done(self):
        """The parts as they are now, with the manifest as it was."""
        found = dict(self.parts)
        found["proposition.json"] = json.dumps(self.proposition, ensure_ascii=False).encode()
        for name, records in self.lists.items():
            lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in records)
            found[f"{name}.jsonl"] = "".join(lines).encode()
        return found

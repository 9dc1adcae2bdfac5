"""Fetches the style and script that the workspace ships, once and pinned, and writes them into its folder.

The components' rules are put together in one file. Of the example theme's tokens only those are kept that a rule asks
for: a tenth of them. Needs npm and the network; run it only when a version changes, and look at what it changes.
"""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

PLACE = Path(__file__).resolve().parents[1] / "src" / "rodedraad" / "web" / "static" / "vendor"
HTMX = "htmx.org@2.0.11"
CYTOSCAPE = "cytoscape@3.34.4"
COMPONENTS = "@utrecht/component-library-css@9.0.4"
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens@7.4.1"
OWN_RULES = [
    "root",
    "document",
    "skip-link",
    "button",
    "button-group",
    "textbox",
    "textarea",
    "select",
    "checkbox",
    "form-field",
    "form-label",
    "form-field-description",
    "alert",
]
"""The components that the pages use; plain elements get their look from our own rules."""
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
_TOKEN = re.compile(r"^\s*(--[\w-]+):\s*(.+?);\s*$", re.MULTILINE)


def fetched(package: str) -> dict[str, bytes]:
    """The files of one npm package by their path in it."""
    with tempfile.TemporaryDirectory() as place:
        command = ["npm", "pack", "--silent", "--pack-destination", place, package]
        subprocess.run(command, check=True, capture_output=True)
        data = next(Path(place).iterdir()).read_bytes()
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        files = ((one.name.partition("/")[2], archive.extractfile(one)) for one in archive if one.isfile())
        return {name: file.read() for name, file in files if file is not None}


def asked(rules: str, tokens: dict[str, str]) -> dict[str, str]:
    """The tokens that the rules ask for, and those that these are made of."""
    wanted, kept = set(_ASKED.findall(rules)), dict[str, str]()
    while wanted:
        name = wanted.pop()
        if name in tokens and name not in kept:
            kept[name] = tokens[name]
            wanted |= set(_ASKED.findall(tokens[name]))
    return dict(sorted(kept.items()))


def main() -> None:
    """Writes the files."""
    PLACE.mkdir(parents=True, exist_ok=True)
    (PLACE / "htmx.min.js").write_bytes(fetched(HTMX)["dist/htmx.min.js"])
    (PLACE / "cytoscape.min.js").write_bytes(fetched(CYTOSCAPE)["dist/cytoscape.min.js"])
    bundle = fetched(COMPONENTS)
    versions = re.findall(r'"(@utrecht/([\w-]+)-css)": "([\d.]+)"', bundle["package.json"].decode())
    parts: list[str] = []
    for package, name, version in versions:
        if name in OWN_RULES:
            parts.append(fetched(f"{package}@{version}")["dist/index.min.css"].decode())
    rules = f"/* {COMPONENTS}, EUPL-1.2 */\n" + "\n".join(parts)
    (PLACE / "utrecht.css").write_text(rules, encoding="utf-8")
    theme = dict(_TOKEN.findall(fetched(TOKENS)["dist/theme.css"].decode()))
    kept = asked(rules, theme)
    lines = [f"/* {TOKENS}, EUPL-1.2: what the rules beside it ask for */", ":root {"]
    (PLACE / "tokens.css").write_text(
        "\n".join([*lines, *(f"  {name}: {value};" for name, value in kept.items()), "}", ""]), encoding="utf-8"
    )
    print(f"{len(kept)} of {len(theme)} tokens; {[(one.name, one.stat().st_size) for one in PLACE.iterdir()]}")


if __name__ == "__main__":
    main()

"""Makes the example dossier of the package: its files and truth.jsonl, the same bytes every time.

Run as ``python tools/make_example.py`` in the repository, with ``typst`` and ``pillow`` installed.
"""

from __future__ import annotations

import shutil
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from example import broken, mail, office, pdf, truth, web  # noqa: E402  the path must be set first
from example.markup import Text, load  # noqa: E402

RENDERERS = {
    ".pdf": pdf.render,
    ".docx": office.docx,
    ".pptx": office.pptx,
    ".xlsx": office.xlsx,
    ".odt": office.odt,
    ".html": web.html,
    ".md": web.markdown,
    ".eml": mail.render,
}
TARGET = HERE.parent / "src" / "rodedraad" / "example"


def texts() -> list[Text]:
    """All texts of the dossier, in the order of their names."""
    return [text for path in sorted((HERE / "example" / "texts").glob("*.txt")) for text in load(path)]


def make(target: Path) -> None:
    """Writes ``bronnen/`` and ``truth.jsonl`` below ``target``, where ``dossier.toml`` stands."""
    folder = target / "bronnen"
    shutil.rmtree(folder, ignore_errors=True)
    everything = texts()
    for text in everything:
        path = folder / text.about["file"]
        data = RENDERERS[path.suffix](text)
        for name in (text.about["file"], *text.about.get("copies", ())):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    problems = {}
    for name, (data, problem) in broken.files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        problems[name] = problem
    plan = tomllib.loads((HERE / "example" / "plan.toml").read_text(encoding="utf-8"))
    dossier = tomllib.loads((TARGET / "dossier.toml").read_text(encoding="utf-8"))
    lines = truth.lines(everything, plan, dossier, problems)
    (target / "truth.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)

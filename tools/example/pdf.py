"""Texts to PDF with Typst: reports, two-column papers and letters."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path
from typing import Any

import typst

from example.markup import Block, Node, Text

_SPECIAL = re.compile(r"([\\#$*_`<>@\[\]~/])")

_PRELUDE = """
#set document(title: "{title}", author: "{sender}", date: datetime(year: {y}, month: {m}, day: {d}), keywords: ())
#set text(lang: "{lang}", font: "{font}", size: {size}pt, hyphenate: true)
#set par(justify: true, leading: {leading}em, spacing: 1.1em)
#set table(stroke: 0.5pt + luma(170), inset: 5pt)
#show table: set text(size: {table}pt, hyphenate: true)
#show table: set par(justify: false)
#show table.cell.where(y: 0): set text(weight: "bold")
#show heading: set text(fill: rgb("{accent}"))
#show heading: set block(above: 1.5em, below: 0.8em)
#show figure: set block(breakable: true)
#show figure.caption: set text(size: 9pt, style: "italic")
#set figure.caption(position: top)
#set footnote.entry(gap: 0.6em)
"""

_REPORT = """
#set page(paper: "a4", margin: (x: 3cm, top: 3.2cm, bottom: 2.8cm),
  header: context if counter(page).get().first() > 1 [#set text(size: 8.5pt, fill: luma(90)); {running} #h(1fr) {date_words}],
  footer: context if counter(page).get().first() > 1 [#set text(size: 8.5pt, fill: luma(90)); {sender} #h(1fr) {page} #counter(page).display() {of} #counter(page).final().first()])
#set heading(numbering: "1.1")
#page(fill: rgb("{accent}"), margin: (x: 3cm, y: 4cm))[
  #set text(fill: white)
  #set par(justify: false)
  #text(size: 13pt)[{sender}]
  #v(5cm)
  #text(size: 30pt, weight: "bold")[{title_t}]
  #v(0.4cm)
  #text(size: 15pt)[{subtitle_t}]
  #v(1fr)
  #text(size: 12pt)[{date_words}{number_t}]
]
"""

_COLUMNS = """
#set page(paper: "a4", margin: (x: 2.1cm, top: 2.6cm, bottom: 2.4cm), columns: 2,
  header: context if counter(page).get().first() > 1 [#set text(size: 8pt, fill: luma(90)); {running} #h(1fr) {date_words}],
  footer: [#set text(size: 8pt, fill: luma(90)); #h(1fr) #context counter(page).display() #h(1fr)])
#set columns(gutter: 0.9cm)
#set heading(numbering: "1.1")
#place(top, scope: "parent", float: true, clearance: 1.4em)[
  #set par(justify: false)
  #line(length: 100%, stroke: 3pt + rgb("{accent}"))
  #text(size: 11pt, fill: rgb("{accent}"))[{sender}]
  #v(0.2cm)
  #text(size: 25pt, weight: "bold")[{title_t}]
  #v(0.1cm)
  #text(size: 13pt, style: "italic")[{subtitle_t}]
  #v(0.1cm)
  #text(size: 10pt)[{date_words}{number_t}]
  #line(length: 100%, stroke: 0.5pt)
]
"""

_LETTER = """
#set page(paper: "a4", margin: (left: 2.8cm, right: 2.6cm, top: 2.6cm, bottom: 2.6cm),
  footer: context [#set text(size: 8pt, fill: luma(90)); {sender} #h(1fr) {page} #counter(page).display() {of} #counter(page).final().first()])
#set heading(numbering: none)
#text(size: 15pt, weight: "bold", fill: rgb("{accent}"))[{sender}]
#v(1.1cm)
#grid(columns: (1.6fr, 1fr), [{addressee}], [#set text(size: 9pt)
{meta}])
#v(0.8cm)
*{subject_word}:* {subject}
#v(0.4cm)
"""

# A page of its own size is found again by that size: it is drawn on its side and then turned back by /Rotate.
_TURNED = b"/MediaBox[0 0 595.5 842.5]"
_PAGES = {
    "flipped": "#page(flipped: true)[",
    "endflipped": "]",
    "rotated": "#page(width: 595.5pt, height: 842.5pt, margin: 2cm, header: none, footer: none)["
    "#rotate(-90deg, reflow: true, block(width: 24.5cm)[",
    "endrotated": "])]",
}


def render(text: Text) -> bytes:
    """The bytes of one PDF."""
    return _turn(compile_source(source(text), text.about["date"]))


def _turn(data: bytes) -> bytes:
    """Sets /Rotate on the page of that size and moves the offsets behind it."""
    at = data.find(_TURNED)
    if at < 0:
        return data
    extra = b"/Rotate 90"
    table = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    entries = re.sub(
        rb"(\d{10}) (\d{5} n)",
        lambda found: b"%010d %s" % (int(found[1]) + (len(extra) if int(found[1]) > at else 0), found[2]),
        data[table:],
    )
    entries = entries.replace(b"startxref\n%d" % table, b"startxref\n%d" % (table + len(extra)))
    return data[:at] + extra + data[at:table] + entries


def compile_source(markup: str, date: str, *, output: str = "pdf", ppi: float = 100) -> Any:
    """Typst to bytes with its own fonts alone, so that every machine gives the same."""
    stamp = dt.datetime.fromisoformat(date + "T09:00:00+00:00")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "main.typ")
        path.write_text(markup, encoding="utf-8")
        return typst.compile(
            str(path), format=output, ppi=ppi, ignore_system_fonts=True, timestamp=int(stamp.timestamp())
        )


def source(text: Text) -> str:
    """The Typst markup of one text."""
    about = text.about
    year, month, day = (int(part) for part in about["date"].split("-"))
    is_english = about.get("lang") == "en"
    layout = about["layout"]
    values = {
        "title": about["title"].replace('"', ""),
        "title_t": escape(about["title"]),
        "subtitle_t": escape(about.get("subtitle", "")),
        "sender": escape(about["sender"]),
        "y": year,
        "m": month,
        "d": day,
        "lang": "en" if is_english else "nl",
        "font": "New Computer Modern" if layout == "columns" else "Libertinus Serif",
        "size": {"report": 11.5, "columns": 10, "letter": 11}[layout],
        "table": {"report": 9.5, "columns": 8, "letter": 9}[layout],
        "leading": {"report": 0.85, "columns": 0.65, "letter": 0.72}[layout],
        "accent": about["accent"],
        "running": escape(about.get("running", "")),
        "date_words": about["date_words"],
        "number_t": f" | {about['number']}" if "number" in about else "",
        "page": "Page" if is_english else "Pagina",
        "of": "of" if is_english else "van",
        "subject_word": "Subject" if is_english else "Onderwerp",
        "subject": escape(about.get("subject", "")),
        "addressee": " \\\n".join(escape(line) for line in about.get("addressee", ())),
        "meta": " \\\n".join(f"*{escape(key)}* \\\n{escape(value)}" for key, value in about.get("meta", ())),
    }
    frame = {"report": _REPORT, "columns": _COLUMNS, "letter": _LETTER}[layout]
    parts = [_PRELUDE.format(**values), frame.format(**values)]
    blocks = list(text.blocks)
    if layout != "letter":
        parts.append(_block(blocks.pop(0), layout))
    if about.get("toc"):
        title = "Contents" if is_english else "Inhoud"
        parts.append(f'#outline(title: "{title}", depth: {1 if layout == "columns" else 2}, indent: 1em)')
        parts += ["#pagebreak()"] if layout == "report" else []
    parts += [_block(block, layout) for block in blocks]
    return "\n\n".join(parts)


def escape(words: str) -> str:
    """Words as Typst markup that shows exactly these words."""
    escaped = _SPECIAL.sub(r"\\\1", words).replace("'", "’").replace("--", r"-\-").replace("-?", r"\-?")
    return re.sub(r"(?m)^(\s*)(\d+)\.", r"\1\2\\.", re.sub(r"(?m)^(\s*)([=+-])", r"\1\\\2", escaped))


def _inline(nodes: tuple[Node, ...]) -> str:
    parts = []
    for node in nodes:
        inner = _inline(node.nodes)
        if node.kind == "text":
            parts.append(escape(node.text))
        elif node.kind == "note":
            parts.append(f"#footnote[{inner}]")
        elif node.kind == "strong":
            parts.append(f"#strong[{inner}]")
        else:
            parts.append(inner)
    return "".join(parts)


def _block(block: Block, layout: str) -> str:
    if block.kind == "heading":
        return "=" * block.level + " " + _inline(block.nodes)
    if block.kind == "paragraph":
        words = _inline(block.nodes).replace("\n", " \\\n") if layout == "letter" else _inline(block.nodes)
        return f"#text(size: 0.9em)[#emph[{words}]]" if block.is_small else words
    if block.kind in {"bullets", "numbers"}:
        mark = "-" if block.kind == "bullets" else "+"
        return "\n".join(f"{mark} {_inline(item)}" for item in block.items)
    if block.kind == "table":
        return _table(block, layout)
    if block.kind in _PAGES:
        return _PAGES[block.kind]
    raise ValueError(block.kind)


def _table(block: Block, layout: str) -> str:
    widths = []
    for column in range(len(block.rows[0])):
        longest = max(len(_inline(row[column])) for row in block.rows)
        widths.append(f"{min(max(longest, 11), 38)}fr")
    cells = ",\n".join("[" + _inline(cell) + "]" for row in block.rows for cell in row)
    header = "fill: (_, y) => if y == 0 { luma(230) }"
    table = f"table(columns: ({', '.join(widths)}), {header}, align: left,\n{cells})"
    if not block.caption:
        return "#" + table
    placing = ', placement: auto, scope: "parent"' if layout == "columns" and len(block.rows[0]) > 3 else ""
    supplement = "supplement: none, numbering: none"
    return f"#figure(kind: table, {supplement}{placing}, caption: [{escape(block.caption)}],\n{table})"

"""Texts to HTML, with the menus and footers that a real page has, and to Markdown."""

from __future__ import annotations

from html import escape

from example.markup import Block, Node, Text, plain

_PAGE = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} | {sender}</title>
<meta name="author" content="{sender}">
<meta name="date" content="{date}">
<style>body{{font-family:sans-serif;max-width:46rem;margin:auto;line-height:1.5}}nav a{{margin-right:1rem}}</style>
</head>
<body>
<header><p>{sender}</p>
<nav><a href="/">Home</a><a href="/cao">Cao</a><a href="/lid">Lid worden</a><a href="/nieuws">Nieuws</a></nav></header>
<main><article>
{body}
</article></main>
<aside><h2>Lees ook</h2><ul><li><a href="/rooster">Hoe lees ik mijn rooster?</a></li><li><a href="/kantine">Kantinetour</a></li></ul></aside>
<footer><p>Contact | Privacy | Cookies | Volg ons</p></footer>
</body>
</html>
"""


def html(text: Text) -> bytes:
    """One page of a website."""
    body = "\n".join(_html_block(block) for block in text.blocks)
    about = text.about
    page = _PAGE.format(title=escape(about["title"]), sender=escape(about["sender"]), date=about["date"], body=body)
    return page.encode()


def _html_inline(nodes: tuple[Node, ...]) -> str:
    parts = []
    for node in nodes:
        if node.kind == "text":
            parts.append(escape(node.text, quote=False))
        elif node.kind == "strong":
            parts.append(f"<strong>{_html_inline(node.nodes)}</strong>")
        elif node.kind == "link":
            parts.append(f'<a href="{escape(node.url)}">{_html_inline(node.nodes)}</a>')
        else:
            parts.append(_html_inline(node.nodes))
    return "".join(parts)


def _html_block(block: Block) -> str:
    if block.kind == "heading":
        return f"<h{block.level}>{_html_inline(block.nodes)}</h{block.level}>"
    if block.items:
        tag = "ul" if block.kind == "bullets" else "ol"
        return f"<{tag}>" + "".join(f"<li>{_html_inline(item)}</li>\n" for item in block.items) + f"</{tag}>"
    return f"<p>{_html_inline(block.nodes)}</p>"


def markdown(text: Text) -> bytes:
    """A Markdown file, with its lines wrapped by hand as people do."""
    parts = []
    for block in text.blocks:
        if block.kind == "heading":
            parts.append("#" * block.level + " " + plain(block.nodes))
        elif block.items:
            parts.append("\n".join(_wrapped(f"- {_markdown(item)}", "  ") for item in block.items))
        elif block.kind == "aside":
            parts.append(_wrapped("> " + _markdown(block.nodes), "> "))
        elif block.is_small:
            parts.append(_wrapped(f"*{_markdown(block.nodes)}*", ""))
        else:
            parts.append(_wrapped(_markdown(block.nodes), ""))
    return ("\n\n".join(parts) + "\n").encode()


def _markdown(nodes: tuple[Node, ...]) -> str:
    parts = []
    for node in nodes:
        inner = _markdown(node.nodes)
        marks = {"strong": f"**{inner}**", "link": f"[{inner}]({node.url})"}
        parts.append(node.text or marks.get(node.kind, inner))
    return "".join(parts)


def _wrapped(words: str, hang: str, width: int = 100) -> str:
    rows = [""]
    for word in words.split():
        if len(rows[-1]) + len(word) + 1 > width and rows[-1].strip():
            rows.append(hang.rstrip() + " " if hang.strip() else hang)
        rows[-1] += ("" if not rows[-1] or rows[-1].endswith(" ") or rows[-1] == hang else " ") + word
    return "\n".join(rows)

"""E-mail: the sender's own words. Quoted earlier mail and the signature are furniture, since others may have said it.

Method: docs/method/read-office.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import ClassVar, Final

from rodedraad.read.encoding import decoded
from rodedraad.read.gather import Gatherer, fold
from rodedraad.read.html import html_lines, parse_html
from rodedraad.read.outline import Line, pour
from rodedraad.read.text import pour_text
from rodedraad.records import Perusal

_HEADERS: Final = (("From", "from"), ("To", "to"), ("Cc", ""), ("Date", "date"))
_SIGNATURE: Final = "-- "
_QUOTED_FROM = re.compile(
    r"-{2,20}\s?(?:oorspronkelijk|original|doorgestuurd|forwarded)[^\n]{0,60}-{2,20}\s{0,9}"
    r"|_{20,80}\s{0,9}"
    r"|(?:op|on) [^\n]{4,160}(?:schreef|wrote)[^\n]{0,120}:\s{0,9}"
    r"|(?:begin forwarded message|begin doorgestuurd bericht)[^\n]{0,20}",
    re.IGNORECASE,
)
_QUOTED_HEADER = re.compile(r"\*?(?:van|from):\*?\s", re.IGNORECASE)
_SENT_HEADER = re.compile(r"\*?(?:verzonden|sent|datum|date|aan|to):\*?\s", re.IGNORECASE)
_MAX_PARTS: Final = 500
_MAX_ATTACHED: Final = 2 << 20


class EmlReader:
    """Messages as mail programs save them."""

    suffixes: ClassVar[tuple[str, ...]] = (".eml",)

    def read(self, data: bytes, path: str) -> Perusal:
        """The canonical text of a message. Raises UnreadableSource."""
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        gatherer = Gatherer(data, path)
        headers = {name: _header(message, name) for name in ("From", "To", "Cc", "Date", "Subject")}
        gatherer.heading(headers["Subject"], 1)
        shown = [f"{name}: {headers[name]}" for name, _ in _HEADERS if headers[name]]
        gatherer.furniture("\n".join(shown))
        plain, page, attached = _parts(message)
        if plain is not None and _content(plain).strip():
            _pour_plain(_content(plain), gatherer)
        elif page is not None:
            _pour_page(_content(page), gatherer)
        for part in attached:
            _attachment(part, gatherer)
        return gatherer.perusal(properties=_properties(headers))


def _header(message: EmailMessage, name: str) -> str:
    """One header, decoded; a header too broken to decode counts as absent."""
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):  # what the parser raises on broken ones
        return ""
    return fold(str(value)).replace("\n", " ")[:2000] if value is not None else ""


def _properties(headers: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield "title", headers["Subject"]
    yield "subject", headers["Subject"]
    yield "from", headers["From"]
    yield "to", headers["To"]
    when = _date(headers["Date"])
    if when is not None:
        yield "date", when.date().isoformat()


def _date(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _parts(message: EmailMessage) -> tuple[EmailMessage | None, EmailMessage | None, list[EmailMessage]]:
    """The body as text, the body as a page, and what is attached. Pictures inside a page are part of its look."""
    plain: EmailMessage | None = None
    page: EmailMessage | None = None
    attached: list[EmailMessage] = []
    stack: list[EmailMessage] = [message]
    seen = 0
    while stack and seen < _MAX_PARTS:
        part = stack.pop()
        seen += 1
        kind, disposition = part.get_content_type(), part.get_content_disposition()
        if part.is_multipart() and kind != "message/rfc822":
            stack.extend(child for child in reversed(list(part.iter_parts())) if isinstance(child, EmailMessage))
        elif disposition == "attachment" or (part.get_filename() and kind not in ("text/plain", "text/html")):
            if not (disposition == "inline" and part.get_content_maintype() == "image"):
                attached.append(part)
        elif kind == "text/plain" and plain is None:
            plain = part
        elif kind == "text/html" and page is None:
            page = part
        elif part.get_content_maintype() != "image":
            attached.append(part)
    return plain, page, attached


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or ""
    try:
        return data.decode(charset) if charset else decoded(data).text
    except (LookupError, ValueError):
        return decoded(data).text


def _pour_plain(text: str, gatherer: Gatherer) -> None:
    own: list[str] = []
    signature: list[str] = []
    quoted: list[str] = []
    target = own
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at, line in enumerate(lines):
        if target is not quoted and _opens_quote(line, lines[at + 1 : at + 4]):
            target = quoted
        elif line.startswith(">"):
            quoted.append(line.lstrip("> "))
            continue
        elif target is own and line.rstrip("\r") in (_SIGNATURE, "--"):
            target = signature
            continue
        target.append(line)
    pour_text("\n".join(own), gatherer)
    _put_aside("\n".join(signature), "\n".join(quoted), gatherer)


def _opens_quote(line: str, following: list[str]) -> bool:
    if _QUOTED_FROM.fullmatch(line[:400]):
        return True
    return bool(_QUOTED_HEADER.match(line) and any(_SENT_HEADER.match(after) for after in following))


def _pour_page(text: str, gatherer: Gatherer) -> None:
    root = parse_html(text)
    own: list[Line] = []
    quoted: list[str] = []
    if root is not None:
        for quote in [e for e in root.iter("blockquote", "div") if e.tag == "blockquote" or _is_quote(e)]:
            quoted.append("\n".join(quote.itertext()))
            if (parent := quote.getparent()) is not None:
                tail = quote.tail
                quote.clear()
                quote.tail = tail
                parent.remove(quote) if not tail else None
        own = html_lines(root)
    for at, line in enumerate(own):
        if _opens_quote(
            fold(line.text).split("\n")[0],
            fold(line.text).split("\n")[1:] + [fold(f.text) for f in own[at + 1 : at + 3]],
        ):
            quoted.append("\n".join(fold(rest.text) for rest in own[at:]))
            own = own[:at]
            break
    pour(own, gatherer)
    _put_aside("", "\n".join(quoted), gatherer)


def _is_quote(element: object) -> bool:
    name = str(getattr(element, "attrib", {}).get("class", ""))
    return any(word in name for word in ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "OutlookMessageHeader"))


def _put_aside(signature: str, quoted: str, gatherer: Gatherer) -> None:
    gatherer.furniture(signature)
    gatherer.furniture(quoted)
    if quoted.strip():
        gatherer.problem("other", "read.quoted_mail", lines=len(quoted.strip().split("\n")))


def _attachment(part: EmailMessage, gatherer: Gatherer) -> None:
    """Simple text is read with the message; anything else must be put in the folder as a file of its own."""
    name = fold(str(part.get_filename() or part.get_content_type())).replace("\n", " ")[:200]
    if part.get_content_type() == "text/plain":
        text = _content(part)
        if len(text) <= _MAX_ATTACHED and text.strip():
            gatherer.heading(name, 1)
            pour_text(text, gatherer)
            return
    gatherer.problem("other", "read.attachment", name=name)

"""Texts to e-mail."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage

from example.markup import Text, plain


def render(text: Text) -> bytes:
    """One message with one plain text part, as a mail program saves it."""
    about = text.about
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = about["from"]
    message["To"] = about["to"]
    message["Subject"] = about["subject"]
    message["Date"] = about["time"]
    message["Message-ID"] = f"<{text.id}.{about['date']}@lodermond.example>"
    body = []
    for block in text.blocks:
        if block.items:
            body += [f"{n}. {plain(item)}" for n, item in enumerate(block.items, 1)]
        else:
            body.append(plain(block.nodes))
    message.set_content("\n\n".join(body) + "\n", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()

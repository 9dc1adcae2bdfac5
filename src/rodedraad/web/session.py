"""Who sends a form: a session in a cookie, a token that only its own pages hold, and the name that signs.

Pages are kept as bytes for all readers, so a token and a name stand in them as a mark that no text can know, and are put in place
when a page goes out.
"""

from __future__ import annotations

import hashlib
import hmac
import html
import secrets
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from fastapi import Request
from fastapi.responses import Response

from rodedraad.errors import WrongUse

SESSION: Final = "sessie"
NAME: Final = "naam"
MARK: Final = "merk"
"""The field of a form that holds its token."""
MOST_FORM_BYTES: Final = 400_000
_MOST_FIELDS: Final = 4_000
_LONGEST_SIGNED: Final = 80
_LONGEST_NUMBER: Final = 10
_LONGEST_ADDRESS: Final = 2_000
YEAR_SECONDS: Final = 31_536_000
"""How long a choice of a reader is kept."""
_WAS: Final = "was."
_SAME: Final = frozenset({"same-origin", "none"})


class Form:
    """What a form holds: of each name its values, in the order in which they were sent."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value.replace("\r\n", "\n"))

    def one(self, name: str) -> str:
        """The last value of a name, without blanks around it; empty where there is none."""
        return self._values.get(name, [""])[-1].strip()

    def number(self, name: str, *, default: int, most: int) -> int:
        """The whole number of a field, at most ``most``; ``default`` where it holds none."""
        told = self.one(name)
        if not (told.isascii() and told.isdecimal()):
            return default
        return int(told) if len(told) < _LONGEST_NUMBER and int(told) <= most else most

    def every(self, name: str) -> list[str]:
        """The values of a name."""
        return self._values.get(name, [])

    def was(self) -> Form:
        """The same fields as they were shown: a form has each a second time, hidden, with ``was.`` before its name."""
        return Form(
            [
                (name.removeprefix(_WAS), one)
                for name in self._values
                if name.startswith(_WAS)
                for one in self.every(name)
            ]
        )

    def changed(self) -> dict[str, str]:
        """The fields that are not as they were shown, their values in one line: to fill them in again."""
        told = {name: ",".join(one for one in values if one) for name, values in self._values.items()}
        return {
            name: value for name, value in told.items() if f"{_WAS}{name}" in told and value != told[f"{_WAS}{name}"]
        }

    def names(self) -> list[str]:
        """The names of the fields, in the order in which they were sent."""
        return list(self._values)

    def flat(self) -> dict[str, str]:
        """Each field with its last value."""
        return {name: self.one(name) for name in self._values}

    def has(self, name: str) -> bool:
        """Whether a name was sent at all."""
        return name in self._values


class Sessions:
    """The sessions of one run of the program: who restarts it asks for new tokens, and loses nothing else."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self.token_mark: Final = f"t{secrets.token_hex(20)}"
        self.name_mark: Final = f"n{secrets.token_hex(20)}"

    def filled(self, page: bytes, *, session: str, name: str) -> bytes:
        """A page as this session gets it."""
        shown = html.escape(name, quote=True).encode()
        return page.replace(self.token_mark.encode(), self._token(session).encode()).replace(
            self.name_mark.encode(), shown
        )

    def refuse_site(self, request: Request) -> None:
        """Raises WrongUse where a browser says that a page of another site sends this: in one way, or in the older one."""
        told, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        if told is None and origin is not None:
            told = "same-origin" if urlsplit(origin).netloc == request.headers.get("host") else "cross-site"
        if told is not None and told not in _SAME:
            raise WrongUse("web.other_site")

    def refuse_other(self, request: Request, form: Form) -> None:
        """Raises WrongUse where a form does not come from a page of this session."""
        self.refuse_site(request)
        session = request.cookies.get(SESSION, "")
        if not session or not hmac.compare_digest(self._token(session).encode(), form.one(MARK).encode()):
            raise WrongUse("web.old_form")

    def _token(self, session: str) -> str:
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()[:40]


def session_of(request: Request) -> str:
    """The session of a request; a new one where it has none."""
    given = request.cookies.get(SESSION, "")
    return given if len(given) == 40 and given.isalnum() and given.isascii() else secrets.token_hex(20)


def name_of(request: Request, *, default: str) -> str:
    """The name under which a reader works: the one they gave, else that of whoever runs the program."""
    given = unquote(request.cookies.get(NAME, ""))[:_LONGEST_SIGNED].strip()
    return given if given and given.isprintable() else default


def keep(response: Response, request: Request, session: str) -> None:
    """Puts the session in the reader's cookies, where it is not there."""
    if request.cookies.get(SESSION) != session:
        is_secure = request.app.state.workspace.door.is_secure
        response.set_cookie(SESSION, session, samesite="strict", httponly=True, secure=is_secure)


def keep_name(response: Response, name: str) -> None:
    """Puts a name in the reader's cookies. Raises WrongUse for what cannot be one."""
    if not name or len(name) > _LONGEST_SIGNED or not name.isprintable():
        raise WrongUse("web.no_name", most=_LONGEST_SIGNED)
    response.set_cookie(NAME, quote(name), max_age=YEAR_SECONDS, samesite="strict", httponly=True)


async def form_of(request: Request) -> Form:
    """The form that a request carries, from a page of this session. Raises WrongUse for any other, and for one too large."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_FORM_BYTES:
            raise WrongUse("web.form_too_large", most=MOST_FORM_BYTES // 1000)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise WrongUse("web.no_form") from error
    form = Form(pairs)
    workspace: Any = request.app.state.workspace
    workspace.sessions.refuse_other(request, form)
    return form


def back(form: Form, default: str) -> str:
    """Where a form asks to go on: a place of this site, else the one given."""
    wanted = form.one("terug")
    return wanted if is_here(wanted) else default


def is_here(address: str) -> bool:
    """Whether an address is a place of this site, and nothing else in any browser."""
    is_path = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return is_path and address.isprintable() and address.isascii() and len(address) < _LONGEST_ADDRESS

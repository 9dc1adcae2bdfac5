"""What a browser sends with files: read piece by piece, bounded, from a page of this session, and gone when the answer is."""

from __future__ import annotations

import os
import secrets
import shutil
import weakref
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from threading import Lock
from typing import Any, Final

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from rodedraad.bringing import Exchange
from rodedraad.errors import WrongUse
from rodedraad.web.session import MOST_FORM_BYTES, SESSION, Form

MOST_BYTES: Final = 500_000_000
"""Of all files of one request together."""
MOST_FILES: Final = 1_000
MOST_TEXT_BYTES: Final = 5_000_000
"""Of a text that was pasted."""
_MOST_FIELDS: Final = 40
_MOST_STAGED: Final = 8


class Sent:
    """The fields and files of one form."""

    def __init__(self, data: FormData) -> None:
        self.form = Form([(name, value) for name, value in data.multi_items() if isinstance(value, str)])
        self.files = [one for _, one in data.multi_items() if isinstance(one, UploadFile) and one.filename]

    @contextmanager
    def on_disk(self, own: Sequence[tuple[str, bytes]] = ()) -> Iterator[list[tuple[str, Path]]]:
        """The files as the browser calls them, and those of ``own``, each with where its bytes are; gone afterwards."""
        with TemporaryDirectory(prefix="rodedraad-") as folder:
            found = []
            for number, one in enumerate(self.files):
                path = Path(folder) / str(number)
                with path.open("wb") as target:
                    one.file.seek(0)
                    shutil.copyfileobj(one.file, target)
                found.append((one.filename or "", path))
            for number, (name, data) in enumerate(own, start=len(found)):
                path = Path(folder) / str(number)
                path.write_bytes(data)
                found.append((name, path))
            yield found


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A file that waits for a yes: for which source, what it is called, where its bytes are, what it would change."""

    source: str
    name: str
    path: Path
    found: Exchange


class Stage:
    """Files that wait for a yes, a few at a time: who asks for more loses the oldest, and brings it again."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock = Lock()
        self._held: OrderedDict[str, Staged] = OrderedDict()

    def put(self, source: str, name: str, path: Path, found: Exchange) -> str:
        """Keeps a file; the token that it is asked for by."""
        token = secrets.token_hex(16)
        with self._lock:
            if self._folder is None:
                self._folder = Path(mkdtemp(prefix="rodedraad-"))
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            kept = self._folder / token
            shutil.copyfile(path, kept)
            self._held[token] = Staged(source=source, name=name, path=kept, found=found)
            while len(self._held) > _MOST_STAGED:
                self._held.popitem(last=False)[1].path.unlink(missing_ok=True)
        return token

    def take(self, token: str) -> Staged:
        """The file of a token. Raises WrongUse where it waits no longer."""
        with self._lock:
            if token not in self._held:
                raise WrongUse("web.not_staged")
            return self._held[token]

    def drop(self, token: str) -> None:
        """Lets go of a file."""
        with self._lock:
            if one := self._held.pop(token, None):
                one.path.unlink(missing_ok=True)


async def sent(request: Request) -> AsyncIterator[Sent]:
    """What a request brings. Raises WrongUse for too much of it, and for a form that is from no page of this session."""
    if not request.cookies.get(SESSION):
        raise WrongUse("web.old_form")
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > MOST_BYTES + MOST_FORM_BYTES:
        raise WrongUse("web.too_much", most=MOST_BYTES // 1_000_000)
    workspace: Any = request.app.state.workspace
    workspace.sessions.refuse_site(request)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise WrongUse("web.no_form")
    parser = MultiPartParser(
        request.headers,
        _counted(request),
        max_files=MOST_FILES,
        max_fields=_MOST_FIELDS,
        max_part_size=MOST_TEXT_BYTES,
    )
    try:
        data = await parser.parse()
    except (MultiPartException, KeyError, UnicodeDecodeError) as error:
        # the parser tells its bounds apart by its words alone
        if "Too many files" in str(error):
            raise WrongUse("web.too_many", most=MOST_FILES) from error
        if "maximum size" in str(error):
            raise WrongUse("web.text_too_long", most=MOST_TEXT_BYTES // 1_000_000) from error
        raise WrongUse("web.no_form") from error
    except OSError as error:
        raise WrongUse("web.no_room", reason=os.strerror(error.errno or 0)) from error
    try:
        found = Sent(data)
        workspace.sessions.refuse_other(request, found.form)
        yield found
    finally:
        await data.close()


async def _counted(request: Request) -> AsyncGenerator[bytes, None]:
    count = 0
    async for piece in request.stream():
        count += len(piece)
        if count > MOST_BYTES + MOST_FORM_BYTES:
            raise WrongUse("web.too_much", most=MOST_BYTES // 1_000_000)
        yield piece

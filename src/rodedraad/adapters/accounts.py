"""Who may sign in to a shared workspace, in a folder beside the dossier: it holds secrets, so it is never in what is sent around.

Of a session, a token or an invitation only the SHA-256 of its secret is kept: who reads the file cannot sign in with it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, cast

from itsdangerous import BadSignature, URLSafeSerializer

from rodedraad.access import LONGEST_NAME, SETTINGS, Access, likeness, named, parsed
from rodedraad.adapters.disk import connected, os_error, translated
from rodedraad.errors import StoreError, WrongUse
from rodedraad.records import Account, AccountKind, Invitation, InvitationState, Noted, Role, SignIn

ENDING: Final = ".toegang"
"""What the name of the folder has after that of its dossier."""
IDLE: Final = timedelta(hours=12)
"""A browser that asked nothing for so long is signed out."""
LONGEST: Final = timedelta(days=14)
"""A browser signs in again after so long."""
LONGEST_INVITATION: Final = timedelta(days=60)
LONGEST_TOKEN: Final = timedelta(days=366)
_KEPT: Final = timedelta(days=366)
"""How long the account of access is kept."""
_SEEN_EVERY: Final = timedelta(minutes=5)
_SCHEMA: Final = """
CREATE TABLE account (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, role TEXT NOT NULL,
  has_fixed_role INTEGER NOT NULL, subject TEXT UNIQUE, made_at TEXT NOT NULL, ended_at TEXT);
CREATE TABLE invitation (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, account TEXT,
  made_by TEXT NOT NULL, made_at TEXT NOT NULL, until TEXT NOT NULL, used_at TEXT, withdrawn_at TEXT);
CREATE TABLE sign_in (id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
  made_at TEXT NOT NULL, seen_at TEXT NOT NULL, until TEXT NOT NULL);
CREATE TABLE noted (at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, about TEXT NOT NULL);
CREATE INDEX noted_at ON noted (at);
"""
_SETTINGS_TEXT: Final = """\
# Who gets into the workspace of this dossier. docs/reference/access.md says what each line means.
adres = "{address}"
{proxy}voorpost = "127.0.0.1"
# open = "reader"

# [oidc]
# uitgever = "https://login.example.nl/realms/regio"
# client = "rodedraad"
# naam = "Regio"

[rollen]
# "anna@example.nl" = "administrator"
# "groep:griffie" = "editor"
# "*" = "reader"
"""


def beside(dossier: Path) -> Path:
    """The folder of a dossier's accounts: ``regio`` has ``regio.toegang``."""
    whole = dossier.resolve()
    return whole.with_name(whole.name + ENDING)


class Accounts:
    """The accounts of one dossier. Every moment is ISO 8601 in UTC, to the second. Safe for several threads.

    Raises StoreError where the folder or its file cannot be read or written, WrongUse where ``toegang.toml`` is wrong.
    """

    def __init__(self, folder: Path, *, now: Callable[[], str]) -> None:
        self.folder = folder
        self._now = now
        self._file = folder / "toegang.db"
        if not (folder / SETTINGS).is_file():
            raise WrongUse("access.no_settings", file=str(folder / SETTINGS))
        with translated(self._file):
            self._prepare()
        self._signer = URLSafeSerializer(self._secret(), salt="uitnodiging")

    @classmethod
    def made(cls, folder: Path, *, address: str, now: Callable[[], str]) -> Accounts:
        """Those in this folder; where there is none it is made, for this address, for its owner alone to read."""
        settings = folder / SETTINGS
        if not settings.exists():
            text = _SETTINGS_TEXT.format(address=address, proxy="" if address.startswith("https://") else "# ")
            parsed(text)
            with translated(folder):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                settings.write_text(text, encoding="utf-8")
                settings.chmod(0o600)
        return cls(folder, now=now)

    def access(self) -> Access:
        """The settings as they stand."""
        with translated(self.folder / SETTINGS):
            text = (self.folder / SETTINGS).read_text(encoding="utf-8")
        return parsed(text)

    # --- invitations ---

    def invite(self, *, name: str, role: Role, by: str, lasts: timedelta, account: str | None = None) -> str:
        """A token for a link by which somebody signs in once; ``account``: whom it lets in again.

        Raises WrongUse for a name that is none or that somebody else has, and for a time that is too long.
        """
        name = named(name)
        if account is None and any(
            likeness(one.name) == likeness(name) and not one.ended_at for one in self.accounts()
        ):
            raise WrongUse("access.name_taken", name=name)
        if not timedelta() < lasts <= LONGEST_INVITATION:
            raise WrongUse("access.too_long", most=LONGEST_INVITATION.days)
        secret = secrets.token_urlsafe(24)
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO invitation VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
                (_hash(secret), name, role, account, by, self._now(), self._after(lasts)),
            )
            self._note(connection, by, "invited", f"{name} ({role})")
        return str(self._signer.dumps(secret))

    def invitation(self, token: str) -> Invitation | None:
        """The invitation of a link; null where we never gave it out."""
        try:
            secret = self._signer.loads(token)
        except BadSignature:
            return None
        with self._reading() as connection:
            row = connection.execute("SELECT * FROM invitation WHERE id = ?", (_hash(str(secret)),)).fetchone()
        return self._invitation(row) if row else None

    def invitations(self) -> tuple[Invitation, ...]:
        """Those that were given out, the latest first."""
        with self._reading() as connection:
            rows = connection.execute("SELECT * FROM invitation ORDER BY made_at DESC, id").fetchall()
        return tuple(self._invitation(row) for row in rows)

    def accept(self, token: str) -> Account:
        """The account that an invitation lets in, made where it is new, under the name that was invited. It does so once.

        Raises WrongUse where it was used, withdrawn, is too old, or was never given out, and where its account was closed.
        """
        found = self.invitation(token)
        if found is None:
            raise WrongUse("access.no_invitation")
        with self._writing() as connection:
            used = connection.execute(
                "UPDATE invitation SET used_at = ? WHERE id = ? AND used_at IS NULL AND withdrawn_at IS NULL AND until > ?",
                (self._now(), found.id, self._now()),
            ).rowcount
            if not used:
                raise WrongUse("access.invitation_over")
            if found.account is None:
                account = self._add(connection, name=found.name, email="", role=found.role, subject=None)
            else:
                account = self._account(connection, found.account)
                if account.ended_at:
                    raise WrongUse("access.account_over")
            self._note(connection, account.name, "accepted", account.role)
        return account

    def withdraw(self, invitation: str, *, by: str) -> None:
        """Makes an invitation let nobody in any more."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE invitation SET withdrawn_at = ? WHERE id = ? AND used_at IS NULL AND withdrawn_at IS NULL",
                (self._now(), invitation),
            )
            self._note(connection, by, "withdrew", invitation[:12])

    # --- accounts ---

    def accounts(self) -> tuple[Account, ...]:
        """Everybody who can or could sign in, by name."""
        with self._reading() as connection:
            rows = connection.execute("SELECT * FROM account ORDER BY ended_at IS NOT NULL, name, id").fetchall()
        return tuple(_account(row) for row in rows)

    def account(self, id_: str) -> Account:
        """One account. Raises WrongUse where there is none."""
        with self._reading() as connection:
            return self._account(connection, id_)

    def known(self, subject: str, *, name: str, email: str, role: Role) -> Account:
        """The account of whom a provider vouches for, made where it is new; its role follows the settings unless it was fixed.

        Raises WrongUse where it was closed.
        """
        with self._writing() as connection:
            row = connection.execute("SELECT * FROM account WHERE subject = ?", (subject,)).fetchone()
            if row is None:
                return self._add(connection, name=named(name), email=email, role=role, subject=subject)
            held = _account(row)
            if held.ended_at:
                raise WrongUse("access.account_over")
            kept = held.role if held.has_fixed_role else role
            own = self._own_name(connection, named(name), held.id)
            connection.execute(
                "UPDATE account SET name = ?, email = ?, role = ? WHERE id = ?", (own, email, kept, held.id)
            )
            return self._account(connection, held.id)

    def give(self, account: str, role: Role, *, by: str) -> None:
        """Gives an account a role. Raises WrongUse where that leaves nobody who administers."""
        with self._writing() as connection:
            held = self._account(connection, account)
            connection.execute("UPDATE account SET role = ?, has_fixed_role = 1 WHERE id = ?", (role, account))
            self._refuse_without_administrator(connection, held)
            self._note(connection, by, "gave", f"{held.name}: {held.role} → {role}")

    def close(self, account: str, *, by: str) -> None:
        """Closes an account: it is signed out everywhere and signs in no more. Raises as ``give`` does."""
        with self._writing() as connection:
            held = self._account(connection, account)
            connection.execute("UPDATE account SET ended_at = ? WHERE id = ?", (self._now(), account))
            self._refuse_without_administrator(connection, held)
            connection.execute("DELETE FROM sign_in WHERE account = ?", (account,))
            connection.execute(
                "UPDATE invitation SET withdrawn_at = ? WHERE account = ? AND used_at IS NULL", (self._now(), account)
            )
            self._note(connection, by, "closed", held.name)

    # --- who is signed in ---

    def sign_in(self, account: Account, *, kind: AccountKind, title: str, lasts: timedelta = LONGEST) -> str:
        """The secret by which a browser or a program is known from now on. Raises WrongUse for a time that is too long."""
        if not timedelta() < lasts <= (LONGEST if kind == "browser" else LONGEST_TOKEN):
            raise WrongUse("access.too_long", most=LONGEST_TOKEN.days)
        secret = secrets.token_urlsafe(32)
        with self._writing() as connection:
            connection.execute("DELETE FROM sign_in WHERE until <= ?", (self._now(),))
            connection.execute(
                "INSERT INTO sign_in VALUES (?, ?, ?, ?, ?, ?, ?)",
                (_hash(secret), account.id, kind, title[:LONGEST_NAME], self._now(), self._now(), self._after(lasts)),
            )
            self._note(connection, account.name, "signed_in" if kind == "browser" else "made_token", title)
        return secret

    def signed_in(self, secret: str, kind: AccountKind) -> tuple[Account, SignIn] | None:
        """Who is known by this secret now; null where nobody is, or not any more."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT * FROM sign_in WHERE id = ? AND kind = ? AND until > ?", (_hash(secret), kind, self._now())
            ).fetchone()
            if row is None:
                return None
            found = SignIn(**dict(row))
            account = self._account(connection, found.account)
        if account.ended_at or (kind == "browser" and found.seen_at <= self._after(-IDLE)):
            return None
        if found.seen_at <= self._after(-_SEEN_EVERY):
            with self._writing() as connection:
                connection.execute("UPDATE sign_in SET seen_at = ? WHERE id = ?", (self._now(), found.id))
        return account, found

    def sign_ins(self, account: str) -> tuple[SignIn, ...]:
        """Where an account is signed in, the latest first."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT * FROM sign_in WHERE account = ? AND until > ? ORDER BY seen_at DESC, id",
                (account, self._now()),
            ).fetchall()
        return tuple(SignIn(**dict(row)) for row in rows)

    def sign_out(self, account: Account, sign_in: str) -> None:
        """Ends one browser or token of an account; of another's nothing happens."""
        with self._writing() as connection:
            ended = connection.execute(
                "DELETE FROM sign_in WHERE id = ? AND account = ?", (sign_in, account.id)
            ).rowcount
            if ended:
                self._note(connection, account.name, "signed_out", "")

    # --- the account of access ---

    def note(self, who: str, what: str, about: str) -> None:
        """Writes a line in the account of access."""
        with self._writing() as connection:
            self._note(connection, who, what, about)

    def noted(self, *, most: int) -> tuple[Noted, ...]:
        """The latest lines of it."""
        with self._reading() as connection:
            rows = connection.execute("SELECT * FROM noted ORDER BY rowid DESC LIMIT ?", (most,)).fetchall()
        return tuple(Noted(**dict(row)) for row in rows)

    # --- within ---

    def _prepare(self) -> None:
        if not self._file.exists():
            descriptor = os.open(self._file, os.O_CREAT | os.O_WRONLY, 0o600)
            os.close(descriptor)
        with self._writing() as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version == 0:
                for sentence in _SCHEMA.split(";"):
                    connection.execute(sentence)
                connection.execute("PRAGMA user_version = 1")
            elif version > 1:
                raise StoreError("access.newer", file=self._file.name)

    def _secret(self) -> bytes:
        file = self.folder / "sleutel"
        try:
            descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            pass
        except OSError as error:
            raise os_error(error, file) from error
        else:
            with os.fdopen(descriptor, "wb") as out:
                out.write(secrets.token_bytes(32))
        with translated(file):
            held = file.read_bytes()
        if len(held) != 32:
            raise StoreError("access.no_key", file=str(file))
        return held

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with translated(self._file):
            connection = connected(self._file, "ro")
            connection.row_factory = sqlite3.Row
            try:
                yield connection
            finally:
                connection.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing of what is written within."""
        with translated(self._file):
            connection = connected(self._file, "rw")
            connection.row_factory = sqlite3.Row
            connection.isolation_level = None
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.close()

    def _note(self, connection: sqlite3.Connection, who: str, what: str, about: str) -> None:
        connection.execute("DELETE FROM noted WHERE at < ?", (self._after(-_KEPT),))
        connection.execute("INSERT INTO noted VALUES (?, ?, ?, ?)", (self._now(), who[:200], what, about[:200]))

    def _add(
        self, connection: sqlite3.Connection, *, name: str, email: str, role: Role, subject: str | None
    ) -> Account:
        id_ = secrets.token_hex(8)
        connection.execute(
            "INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
            (id_, self._own_name(connection, name, id_), email, role, int(subject is None), subject, self._now()),
        )
        return self._account(connection, id_)

    def _own_name(self, connection: sqlite3.Connection, name: str, account: str) -> str:
        """A name that no other account signs with or signed with: who is called as another is told apart by their own code."""
        others = connection.execute("SELECT name FROM account WHERE id <> ?", (account,)).fetchall()
        is_taken = likeness(name) in {likeness(other) for (other,) in others}
        return f"{name[: LONGEST_NAME - 9]} ({account[:6]})" if is_taken else name

    def _account(self, connection: sqlite3.Connection, id_: str) -> Account:
        row = connection.execute("SELECT * FROM account WHERE id = ?", (id_,)).fetchone()
        if row is None:
            raise WrongUse("access.no_account")
        return _account(row)

    def _refuse_without_administrator(self, connection: sqlite3.Connection, was: Account) -> None:
        if was.role != "administrator":
            return
        (left,) = connection.execute(
            "SELECT count(*) FROM account WHERE role = 'administrator' AND ended_at IS NULL"
        ).fetchone()
        if not left:
            raise WrongUse("access.last_administrator")

    def _invitation(self, row: sqlite3.Row) -> Invitation:
        held = dict(row)
        is_used, is_withdrawn = held.pop("used_at") is not None, held.pop("withdrawn_at") is not None
        is_over = held["until"] <= self._now()
        state = "used" if is_used else "withdrawn" if is_withdrawn else "expired" if is_over else "open"
        return Invitation(state=cast("InvitationState", state), **held)

    def _after(self, lasts: timedelta) -> str:
        moment = datetime.fromisoformat(self._now()).astimezone(UTC) + lasts
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _account(row: sqlite3.Row) -> Account:
    return Account(**{**dict(row), "has_fixed_role": bool(row["has_fixed_role"])})


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

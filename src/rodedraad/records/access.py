"""Who may do what in a workspace that several people share: roles, what each may, and what a visitor is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Role = Literal["reader", "contributor", "editor", "approver", "administrator"]
Right = Literal["read", "contribute", "correct", "bring", "see_closed", "approve", "administer"]
InvitationState = Literal["open", "used", "withdrawn", "expired"]
AccountKind = Literal["browser", "program"]

ROLES: Final[tuple[Role, ...]] = get_args(Role)
"""From least to most: each may what those before it may."""
_OWN: Final[dict[Role, tuple[Right, ...]]] = {
    "reader": ("read",),
    "contributor": ("contribute",),
    "editor": ("correct", "bring", "see_closed"),
    "approver": ("approve",),
    "administrator": ("administer",),
}


def rights_of(role: Role) -> frozenset[Right]:
    """What a role may: its own rights and those of the roles before it."""
    held = ROLES[: ROLES.index(role) + 1]
    return frozenset(right for one in held for right in _OWN[one])


def least_of(right: Right) -> Role:
    """The first role that has a right."""
    return next(one for one in ROLES if right in rights_of(one))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may sign in. ``subject`` is who an identity provider says it is, ``issuer|sub``; null for an invitation.

    ``has_fixed_role``: an administrator gave the role, so what the provider tells at the next sign-in does not change it.
    ``ended_at`` is when it was closed: it signs in no more.
    """

    id: str
    name: str
    email: str
    role: Role
    has_fixed_role: bool
    subject: str | None
    made_at: str
    ended_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A link by which one person signs in, once. ``account`` is whom it lets in again; null where it makes an account.

    ``state`` is ``open``, ``used``, ``withdrawn`` or ``expired`` at the moment that it was read.
    """

    id: str
    name: str
    role: Role
    account: str | None
    made_by: str
    made_at: str
    until: str
    state: InvitationState


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """A browser, or a program with a token, that is signed in. ``id`` is the hash of its secret, which is kept nowhere."""

    id: str
    account: str
    kind: AccountKind
    title: str
    made_at: str
    seen_at: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One line of the account of access: who did what, when, to whom or what."""

    at: str
    who: str
    what: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks for a page. ``account`` is null for whoever works on their own machine, and for one who did not sign in.

    ``key`` tells visitors apart for what each may ask in a minute. ``is_program``: a program with somebody's key asks.
    """

    name: str
    rights: frozenset[Right]
    account: str | None
    role: Role | None
    key: str
    is_program: bool = False

    def may(self, right: Right) -> bool:
        """Whether this visitor has a right."""
        return right in self.rights

"""The door of a workspace that several people share: an account, a browser or program that is signed in, and a pace.

What a visitor may ask in a minute is bounded by what a person can do, so that one program cannot keep all others out.
"""

from __future__ import annotations

import math
import time
from typing import Any, Final

from authlib.integrations.starlette_client import OAuth
from fastapi import Request
from fastapi.responses import Response
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from rodedraad.access import Access
from rodedraad.adapters.accounts import LONGEST, Accounts
from rodedraad.errors import NotAllowed, NotSignedIn, TooMany
from rodedraad.records import Account, Right, SignIn, Visitor, rights_of
from rodedraad.web.admission import refuse

PAGES: Final = RateLimitItemPerMinute(600)
"""Pages, pictures and lists: ten a second."""
FILES: Final = RateLimitItemPerMinute(40)
"""Papers, spreadsheets and pictures that are made for one visitor: each takes a processor for up to seconds."""
CHANGES: Final = RateLimitItemPerMinute(120)
"""Forms that are sent: an analyst corrects twenty statements in two minutes."""
KEYS: Final = RateLimitItemPerMinute(20)
"""Attempts to sign in from one address."""
_MADE: Final = ("/downloads/", "/beelden/")
"""What files are made at; pictures of pages are kept."""
_TRIED: Final = ("/aanmelden", "/uitnodiging")
_BEARER: Final = "bearer "
_SIGNATURES: Final = ("RS", "ES", "PS", "Ed")
"""How names of signatures begin that only a provider can set; what anybody can set is not among them."""


class Shared:
    """Who signed in, under the settings in force when it was made. Safe for several threads."""

    is_shared = True

    def __init__(self, accounts: Accounts, access: Access, *, secret: str | None) -> None:
        self.accounts = accounts
        self.access = access
        self.is_secure = access.is_secure
        self.cookie: Final = "__Host-aangemeld" if access.is_secure else "aangemeld"
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._oauth = OAuth()
        if access.provider is not None:
            self._oauth.register(
                name="oidc",
                client_id=access.provider.client,
                client_secret=secret,
                server_metadata_url=f"{access.provider.issuer}/.well-known/openid-configuration",
                client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256", "timeout": 10},
            )

    @property
    def provider(self) -> Any:
        """The client of the identity provider. Raises NotSignedIn where there is none."""
        if self.access.provider is None:
            raise NotSignedIn("access.no_provider_here")
        return self._oauth.oidc

    async def trusted(self) -> Any:
        """The client, once the provider told where it is asked: as the one that is set, and with signatures of its own alone.

        Raises what the provider's answer or its silence raises in the library; NotSignedIn where it calls itself otherwise.
        """
        told = await self.provider.load_server_metadata()
        if self.access.provider is None or str(told.get("issuer", "")).rstrip("/") != self.access.provider.issuer:
            raise NotSignedIn("access.other_issuer")
        offered = told.get("id_token_signing_alg_values_supported") or ["RS256"]
        told["id_token_signing_alg_values_supported"] = [one for one in offered if one.startswith(_SIGNATURES)]
        return self.provider

    def visitor(self, request: Request) -> Visitor:
        """Who signed in, with the rights of their role; else what anybody may. A program administers nobody's access."""
        found = self._known(request)
        address = request.client.host if request.client else ""
        if found is not None:
            own, sign_in = found
            is_program = sign_in.kind == "program"
            rights = rights_of(own.role) - ({"administer"} if is_program else frozenset[Right]())
            return Visitor(
                name=own.name, rights=rights, account=own.id, role=own.role, key=own.id, is_program=is_program
            )
        public = self.access.public
        rights = rights_of(public) if public else frozenset()
        return Visitor(name="", rights=rights, account=None, role=public, key=address)

    def admit(self, visitor: Visitor, right: Right | None, request: Request) -> None:
        """Holds the pace, then the right; what was refused to somebody we know stands in the account of access."""
        rate = PAGES if request.method in ("GET", "HEAD") else CHANGES
        self._hold(rate, visitor.key)
        if request.url.path.startswith(_MADE) or request.url.path.endswith(".xlsx"):
            self._hold(FILES, visitor.key)
        if request.method == "POST" and request.url.path.startswith(_TRIED):
            self._hold(KEYS, request.client.host if request.client else "")
        try:
            refuse(visitor, right)
        except NotAllowed:
            self.accounts.note(visitor.name, "refused", f"{request.method} {request.url.path}")
            raise

    def note(self, visitor: Visitor, what: str, about: str) -> None:
        """Writes it in the account of access."""
        self.accounts.note(visitor.name, what, about)

    def let_in(self, response: Response, account: Account, request: Request) -> None:
        """Signs the browser in that gets this answer."""
        title = request.headers.get("user-agent", "")[:80]
        secret = self.accounts.sign_in(account, kind="browser", title=title)
        response.set_cookie(
            self.cookie,
            secret,
            max_age=int(LONGEST.total_seconds()),
            secure=self.access.is_secure,
            httponly=True,
            samesite="lax",
        )

    def let_out(self, response: Response, request: Request) -> None:
        """Signs the browser out that asks this."""
        known = self.accounts.signed_in(request.cookies.get(self.cookie, ""), "browser")
        if known is not None:
            self.accounts.sign_out(known[0], known[1].id)
        response.delete_cookie(self.cookie, secure=self.access.is_secure, httponly=True, samesite="lax")

    def _known(self, request: Request) -> tuple[Account, SignIn] | None:
        given = request.headers.get("authorization", "")
        if given.lower().startswith(_BEARER):
            return self.accounts.signed_in(given[len(_BEARER) :].strip(), "program")
        if secret := request.cookies.get(self.cookie, ""):
            return self.accounts.signed_in(secret, "browser")
        return None

    def _hold(self, rate: RateLimitItem, key: str) -> None:
        if not self._limiter.hit(rate, key):
            stats = self._limiter.get_window_stats(rate, key)
            wait = max(1, math.ceil(stats.reset_time - time.time()))
            raise TooMany("access.too_many", wait_seconds=wait, most=rate.amount)

"""An OpenID Connect provider on this machine: it signs with a key of its own, and says of whoever comes what a test tells it to."""

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "rodedraad", "niet-verder-vertellen"


class Provider:
    """``claims`` go in the next token; ``key`` signs it, ``algorithm`` says how. ``issuer`` is what it calls itself."""

    def __init__(self, address):
        self.address = self.issuer = address
        self.own = self.key = RSAKey.generate_key(2048, {"kid": "een"})
        self.algorithm = "RS256"
        self.offered = ["RS256"]
        self.claims = {}
        self.codes = {}
        self.tried = []

    def configuration(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.address}/auth",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "id_token_signing_alg_values_supported": self.offered,
            "code_challenge_methods_supported": ["S256"],
        }

    def sends_back(self, location, **changed):
        """What a browser brings back that went where it was sent."""
        asked = {key: values[-1] for key, values in parse_qs(urlsplit(location).query).items()}
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return "/aanmelden/terug?" + urlencode({"code": code, "state": asked["state"], **changed})

    def token(self, form):
        asked = self.codes.pop(form["code"])
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        assert challenge.decode() == asked["code_challenge"]
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
            **self.claims,
        }
        header = {"alg": self.algorithm, "kid": "een"}
        signed = jwt.encode(header, claims, self.key, algorithms=[self.algorithm])
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}


@contextmanager
def serving():
    """A provider that answers until the block ends."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            told = {"/jwks": lambda: {"keys": [provider.own.as_dict(private=False)]}}
            self.tell(told.get(self.path, provider.configuration)())

        def do_POST(self):
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            given = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
            provider.tried.append(given)
            self.tell(provider.token({key: values[-1] for key, values in form.items()}))

        def tell(self, told):
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()

"""Who speaks or must act: a register of parties, finding them in text, and resolving a name.

``register(frame)`` joins what a dossier's frame knows, the Dutch public bodies of TOOI and well-known institutions.
``find`` names every party in a text, known ones and those whose name says what they are ("Stichting X"). How it
works, and what it cannot do: docs/method/describe.md.
"""

from __future__ import annotations

from rodedraad.parties.mentions import find, named
from rodedraad.parties.names import slug
from rodedraad.parties.present import present
from rodedraad.parties.register import Mention, Register, absent, heard, party, register, registered, resolve

__all__ = [
    "Mention",
    "Register",
    "absent",
    "find",
    "heard",
    "named",
    "party",
    "present",
    "register",
    "registered",
    "resolve",
    "slug",
]

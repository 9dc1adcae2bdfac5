"""Which right each route asks: every route stands here, and a workspace with one that does not is not made."""

from __future__ import annotations

from typing import Final

from rodedraad.records import Right

_FOR_EVERYBODY: Final = """
GET /aanmelden
POST /aanmelden/oidc
GET /aanmelden/terug
POST /afmelden
GET /uitnodiging/{token}
POST /uitnodiging/{token}
GET /api/v1/openapi.json
GET /api/{rest:path}
HEAD /api/{rest:path}
POST /api/{rest:path}
PUT /api/{rest:path}
PATCH /api/{rest:path}
DELETE /api/{rest:path}
OPTIONS /api/{rest:path}
"""
_OF_RIGHT: Final[dict[Right, str]] = {
    "read": """
GET /
GET /draden
GET /draden/{name}
GET /spanningen
GET /spanningen/{name}
GET /witte-vlekken
GET /bronnen
GET /bronnen/{name}
GET /bronnen/{name}/blad-{page}.png
GET /bronnen/{name}/bestand
GET /uitspraken
GET /uitspraken/{name}
GET /nakijken
GET /nakijken/voorstellen
GET /partijen
GET /partijen/{name}
GET /vraag
GET /agenda
GET /agenda/{name}
GET /gevraagd
GET /indicatoren
GET /indicatoren/{name}
GET /verwacht
GET /propositie
GET /propositie.{to}
GET /propositie/vergelijk
GET /propositie/versies/{label}
GET /propositie/zinnen/{name}
GET /bezwaren
GET /bezwaren/{name}
GET /bezwaren.{to}
GET /relaties
GET /relaties.{to}
GET /beelden/{name}.{to}
GET /scenarios
GET /scenarios.svg
GET /scenarios/invloeden
GET /scenarios/combinatie
GET /scenarios/vergelijk
GET /scenarios/oordelen/{name}
GET /scenarios/drijvende-krachten/{name}
GET /scenarios/{code}
GET /oordelen
GET /toekomstbeelden
GET /toekomstbeelden/{name}
GET /benodigdheden
GET /benodigdheden/toekomsten
GET /benodigdheden/{name}
GET /kennisinfrastructuur
GET /downloads
GET /downloads/{of}.{to}
GET /{page}.{to}
GET /hulp
GET /hulp/{draft}
GET /stand
GET /naam
POST /naam
GET /account
POST /account
GET /api/v1/dossier
GET /api/v1/sources
GET /api/v1/sources/{id}
GET /api/v1/sources/{id}/text
GET /api/v1/statements
GET /api/v1/statements/{id}
GET /api/v1/references
GET /api/v1/outlooks
GET /api/v1/subjects
GET /api/v1/subjects/{id}
GET /api/v1/threads
GET /api/v1/threads/{id}
GET /api/v1/tensions
GET /api/v1/tensions/{id}
GET /api/v1/gaps
GET /api/v1/parties
GET /api/v1/parties/{id}
GET /api/v1/requirements
GET /api/v1/requirements/{id}
GET /api/v1/actions
GET /api/v1/actions/{id}
GET /api/v1/scenarios
GET /api/v1/propositions
GET /api/v1/propositions/{label}
GET /api/v1/propositions/{label}/clauses
GET /api/v1/problems
GET /api/v1/coverage
GET /api/v1/search
GET /api/v1/ask
""",
    "contribute": """
GET /bezwaren/nieuw
POST /bezwaren
GET /logboek
GET /logboek.{to}
GET /api/v1/log
GET /api/v1/log/{id}
""",
    "correct": """
POST /bezwaren/{name}
POST /uitspraken/{name}
POST /bronnen/{name}/uitspraken
POST /verbeteren
POST /nakijken/voorstellen
POST /draden/{name}
POST /spanningen/{name}
POST /agenda/{name}
POST /indicatoren/{name}
POST /logboek/{event}
POST /bijwerken
POST /scenarios/oordelen/{name}
POST /scenarios/drijvende-krachten
POST /scenarios/drijvende-krachten/{name}
POST /scenarios/aanwijzingen/{name}
POST /scenarios/zoeken
POST /benodigdheden/{name}
POST /kennisinfrastructuur/{name}
POST /propositie/versies
POST /propositie/zinnen/{name}
POST /propositie/zinnen/{name}/proef
POST /api/v1/corrections
""",
    "bring": """
GET /inbrengen
POST /inbrengen
GET /bronnen/{name}/weg
POST /bronnen/{name}/weg
GET /bronnen/{name}/vervangen
POST /bronnen/{name}/vervangen
POST /bronnen/{name}/gegevens
POST /verwacht
POST /verwacht/{name}/weg
""",
    "see_closed": "",
    "approve": """
GET /propositie/versies/{label}/goedkeuren
POST /propositie/versies/{label}/goedkeuren
""",
    "administer": """
GET /toegang
POST /toegang
GET /toegang.csv
""",
}
RIGHTS: Final[dict[str, Right | None]] = {
    **dict.fromkeys(_FOR_EVERYBODY.split("\n")[1:-1]),
    **{route: right for right, routes in _OF_RIGHT.items() for route in routes.strip().split("\n") if route},
}
"""By method and path, as ``GET /draden/{name}``, the right that it asks; none where it is for everybody."""

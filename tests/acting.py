"""Actions of statements built by hand, of parties that are known by their names."""

from make import source, statement

from rodedraad.link.clues import of_all
from rodedraad.plan.planning import planned
from rodedraad.records import Actor, Links, Party

NAMES = {
    "Loderkerk": "loderkerk",
    "provincie": "provincie-kustland",
    "Kustnet": "kustnet",
    "Loderstaal": "loderstaal",
    "kabinet": "kabinet",
    "Tweede Kamer": "tweede-kamer",
}
PARTIES = (
    Party(id="loderkerk", name="Gemeente Loderkerk", layer="gemeente", organ="college"),
    Party(id="provincie-kustland", name="Provincie Kustland", layer="provincie", organ="college"),
    Party(id="kustnet", name="Kustnet", layer="bedrijf"),
    Party(id="loderstaal", name="Loderstaal", layer="bedrijf"),
    Party(id="kabinet", name="Kabinet", layer="rijk", organ="cabinet"),
    Party(id="tweede-kamer", name="Tweede Kamer", layer="parlement", organ="parliament"),
)


def named(text):
    """The parties named in a text, as ``parties.named`` gives them."""
    return [(text.find(name), text.find(name) + len(name), party) for name, party in NAMES.items() if name in text]


def letter(id_, author, date, *addressees, **fields):
    """A letter of one party, to others."""
    return source(id_, author, date=date, kind="letter", addressees=addressees, **fields)


def promise(id_, text, of, **fields):
    """What an author says that it will do itself."""
    actors = (Actor(party=of.authors[0], words="wij", role="must_act"),)
    return statement(id_, text, of=of, type="measure", is_commitment=True, actors=actors, **fields)


def request(id_, text, of, party, words, **fields):
    """What an author asks of another."""
    actors = (Actor(party=party, words=words, role="asked"),)
    return statement(id_, text, of=of, type="request", actors=actors, within_power=False, **fields)


OTHER = source("other", "loderkerk", date="2020")
FILLING = tuple(
    statement(
        f"other-{place}",
        f"De {word}en{place} en de {word}ing{place} staan er.",
        of=OTHER,
        type="finding",
        start=place * 99 + 1,
    )
    for place, word in enumerate(
        first + second for first in ("bral", "krol", "snel", "drup", "vlie") for second in "bdfgklmnprst"
    )
)
"""What else a dossier says: how rare a word is shows only among many statements."""


def plan(sources, statements, *, links=None, **given):
    """The actions of these statements, by the id of their first statement."""
    placed = [one if one.start else statement_at(one, 10_000 * place + 1) for place, one in enumerate(statements)]
    actions = planned(
        sources=[*sources, OTHER],
        statements=[*placed, *FILLING],
        documents=(),
        clues=of_all([*placed, *FILLING]),
        links=links or Links(parties=PARTIES),
        named=named,
        **given,
    )
    return {action.statements[0]: action for action in actions}


def statement_at(one, start):
    """The statement as if it stood there."""
    return type(one)(
        **{name: getattr(one, name) for name in one.__dataclass_fields__}
        | {"start": start, "end": start + len(one.quote)}
    )

"""The small dossier with what lies ahead of it, made by hand: two futures, needs, offers, an arrangement, actions, a knot."""

from dataclasses import replace

from publish.small import small

from rodedraad.records import (
    Action,
    Actor,
    Argument,
    Arrangement,
    Bearing,
    Condition,
    Dependency,
    Driver,
    Exploration,
    Funding,
    Hint,
    Judgement,
    Knot,
    Message,
    Occupation,
    Offer,
    Prospects,
    Reliance,
    Requirement,
    Scenario,
    Settlement,
    Trait,
    Variant,
)


def foreseen(words=lambda text: text, *, is_example=True):
    """The dossier; ``words`` turns each quote and name into another."""
    dossier = small(words)
    said = {one.id: one for one in dossier.statements}
    return replace(
        dossier,
        prospects=Prospects(
            drivers=_drivers(words, is_example=is_example),
            judgements=tuple(_judgements(words, is_example=is_example)),
            hints=(
                Hint(
                    id="h-1",
                    kind="judgement",
                    about="afspraak>fabriek",
                    statements=("s-brief1",),
                    reason=Message(code="tension.date", values=(("a", words("een")), ("b", "twee"))),
                ),
            ),
            explorations=(Exploration(combinations=4, is_complete=True, tolerance=0, is_example=is_example),),
            scenarios=_scenarios(),
            bearings=_bearings(),
            requirements=tuple(_requirements(said, words)),
            offers=(
                Offer(
                    id="o-1",
                    kind="campus",
                    name=words("De kade"),
                    statement="s-brief1",
                    source="brief",
                    page=2,
                    quote=words("een kade"),
                    party="velsen",
                    level="mbo",
                ),
            ),
            arrangements=(_arrangement(words),),
            actions=tuple(_actions(said, words)),
            knots=_knots(words),
        ),
    )


def _drivers(words, *, is_example):
    def driver(id_, nl, en, *variants):
        return Driver(
            id=id_,
            nl=words(nl),
            en=words(en),
            is_example=is_example,
            variants=tuple(
                Variant(id=f"{id_}{place}", nl=words(nl_), en=words(en_))
                for place, (nl_, en_) in enumerate(variants, start=1)
            ),
        )

    return (
        driver("afspraak", "Afspraak", "Agreement", ("getekend", "signed"), ("geen", "none")),
        driver("fabriek", "Fabriek", "Factory", ("groen", "green"), ("oud", "old")),
    )


def _judgements(words, *, is_example):
    values = {
        ("afspraak1", "fabriek1"): 2,
        ("afspraak1", "fabriek2"): -2,
        ("afspraak2", "fabriek1"): -1,
        ("afspraak2", "fabriek2"): 1,
        ("fabriek1", "afspraak1"): 1,
        ("fabriek1", "afspraak2"): -1,
        ("fabriek2", "afspraak1"): 0,
        ("fabriek2", "afspraak2"): 1,
    }
    for (cause, effect), value in values.items():
        is_argued = (cause, effect) == ("fabriek1", "afspraak1")
        yield Judgement(
            id=f"{cause}>{effect}",
            cause=cause,
            effect=effect,
            value=value,
            low=-1 if is_argued else value,
            high=2 if is_argued else value,
            arguments=(Argument(statement="s-brief0", direction=1),) if is_argued else (),
            note=words("Omdat."),
            is_example=is_example,
        )


def _scenarios():
    return (
        Scenario(
            id="afspraak1 fabriek1",
            variants=("afspraak1", "fabriek1"),
            score=3,
            inconsistency=0,
            is_consistent=True,
            balances=((1, -1), (2, -2)),
            reliances=(Reliance(judgement="fabriek1>afspraak1", value=-1, is_within=True),),
            outlooks=("o-1",),
            reaches=("t-een",),
        ),
        Scenario(
            id="afspraak2 fabriek2",
            variants=("afspraak2", "fabriek2"),
            score=2,
            inconsistency=0,
            is_consistent=True,
            balances=((0, 1), (-1, 1)),
        ),
    )


def _bearings():
    both = ("afspraak1 fabriek1", "afspraak2 fabriek2")
    first = both[:1]
    return (
        Bearing(id="b-1", kind="action", about="a-1", needs=(), scenarios=both, is_no_regret=True),
        Bearing(
            id="b-2",
            kind="requirement",
            about="r-2",
            needs=(("afspraak1", "s-brief0"),),
            scenarios=first,
            is_no_regret=False,
            driver="afspraak",
        ),
        Bearing(id="b-3", kind="thread", about="t-een", needs=(), scenarios=(), is_no_regret=None),
        Bearing(
            id="b-4",
            kind="ambition",
            about="s-brief0",
            needs=(("fabriek1", "s-brief0"),),
            scenarios=first,
            is_no_regret=False,
            driver="fabriek",
            by="2030",
        ),
    )


def _requirements(said, words):
    def requirement(id_, kind, of, quote, **fields):
        one = said[of]
        return Requirement(
            id=id_,
            kind=kind,
            statement=of,
            source=one.source,
            page=one.page,
            quote=quote,
            start=one.start,
            end=one.end,
            what=quote,
            themes=one.themes,
            parties=one.parties,
            **fields,
        )

    yield requirement(
        "r-1",
        "infrastructure",
        "s-brief1",
        words("een kade"),
        met="partly",
        offers=("o-1",),
        shared=("r-2",),
        number="1",
    )
    yield requirement(
        "r-2",
        "infrastructure",
        "s-visie1",
        words("De fabriek"),
        met="unmet",
        shared=("r-1",),
        level="mbo",
        esco=(Occupation(uri="http://data.europa.eu/esco/occupation/1", label=words("lasser"), share=80),),
    )
    yield requirement("r-3", "people", "s-study0", words("residents"), term=words("in 2030"))


def _arrangement(words):
    return Arrangement(
        id="m-1",
        kind="campus",
        title=words("een kade"),
        statements=("s-brief1",),
        traits=(Trait(aspect="host", statement="s-brief1", words=words("de provincie")),),
        for_=(("velsen", "s-brief1"),),
        against=(("fabriek", "s-visie1"),),
    )


def _actions(said, words):
    def action(id_, of, **fields):
        one = said[of]
        given = {
            "who": (),
            "what": one.text,
            "actors": (),
            "asker": (),
            "source": one.source,
            "page": one.page,
            "themes": one.themes,
            "deadline": None,
            "by_from": None,
            "by_to": None,
            "conditions": (),
            "depends_on": (),
            "layer": None,
            "within_power": None,
            "funding": (),
            "status": None,
            "status_statement": None,
            "statements": (of,),
            **fields,
        }
        return Action(id=id_, **given)

    yield action(
        "a-1",
        "s-brief1",
        who=("fabriek",),
        asker=("velsen",),
        actors=(Actor(party="fabriek", words=words("de provincie"), role="asked"),),
        deadline=words("in 2030"),
        by_to="2030-12-31",
        conditions=(Condition(statement="s-brief0", party="velsen", words=words("Wij willen"), action="a-2"),),
        depends_on=(Dependency(on="a-2", kind="condition", statement="s-brief0", words=words("Wij willen")),),
        layer="bedrijf",
        within_power=False,
        funding=(Funding(kind="subsidy", words=words("een kade"), statement="s-brief1"),),
        status="asked",
        status_statement="s-brief1",
        answers=(Settlement(outcome="partly", statement="s-visie1", party="fabriek", steps=("s-brief1", "s-visie1"), by=("subject",)),),
        shown=(Trait(aspect="money", statement="s-brief1", words=words("een kade")),),
    )  # fmt: skip
    yield action(
        "a-2",
        "s-visie1",
        who=("velsen",),
        depends_on=(Dependency(on="a-1", kind="condition", statement="s-visie0", words=words("Schone lucht")),),
        status="promised",
    )
    yield action("a-3", "s-study0", who=(words("residents"),), status="unanswered")


def _knots(words):
    told = Message(code="tension.date", values=(("a", words("kade")), ("b", words("fabriek"))))
    return (
        Knot(id="k-1", kind="circle", actions=("a-1", "a-2"), statements=("s-brief0", "s-visie0"), explanation=told),
        Knot(id="k-2", kind="unblocking", actions=("a-1",), statements=("s-visie1",), explanation=told, decisions=("a-2",)),
        Knot(id="k-3", kind="unanswered", actions=("a-3",), statements=("s-study0",), explanation=told),
    )  # fmt: skip

"""The small dossier's proposition as it goes out, in a language, with what a test wants otherwise."""

from publish.small import small

from rodedraad import consult, propose
from rodedraad.publish.publication import Publication
from rodedraad.records import Approval, Contribution, Reply, Version

STAMP = "2026-11-22T08:05:00Z"


def publication(dossier=None, *, language="nl", is_approved=False, contributions=()):
    """A publication of the dossier, as a draft or approved."""
    dossier = dossier or small()
    approval = Approval(event="e-2", person="A. & B. de Vries", at="2026-11-22T09:00:00Z") if is_approved else None
    version = Version(
        number=3, label="3", event="e-1", at=STAMP, person="A. de Vries", body="b", public="b", approval=approval
    )
    return Publication(
        proposition=propose.drafted(consult.ground(dossier), withheld=dossier.withheld),
        version=version if is_approved else None,
        dossier=dossier,
        contributions=contributions,
        language=language,
        stamp=STAMP,
    )


def contribution(clause, **fields):
    """An objection that was answered."""
    given = {
        "id": "e-9",
        "at": "2026-11-20T08:00:00Z",
        "kind": "objection",
        "channel": "letter",
        "clause": clause,
        "version": "e-1",
        "person": "",
        "party": "fabriek",
        "text": "Dit kan niet.",
        "proposed": "Wij blijven.",
        "entered_by": "",
        "reply": Reply(
            event="e-10", at="2026-11-21T08:00:00Z", person="", outcome="not_changed", reason="Staat in de bron."
        ),
    }
    return Contribution(**{**given, **fields})

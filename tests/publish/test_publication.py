"""How a version reads: its sections, in the order of the frame."""

from rodedraad.propose import proposition
from rodedraad.propose.ground import Ground
from rodedraad.publish.publication import Publication
from rodedraad.publish.view import Dossier
from rodedraad.records import Clause, Frame, Links, Theme


def _publication(*clauses):
    themes = tuple(Theme(id=id_, nl=id_, en=id_) for id_ in ("lucht", "werk"))
    frame = Frame(name="Kust", themes=themes)
    return Publication(
        proposition=proposition(Ground.of(frame=frame, sources=(), statements=(), links=Links()), clauses),
        version=None,
        dossier=Dossier(frame=frame, sources=(), documents={}, statements=(), links=Links(), coverage=(), problems=()),
        contributions=(),
        language="nl",
        stamp="2026-11-22T08:00:00Z",
    )


def _clause(id_, theme, *governs):
    part = "condition" if governs else "ambition"
    return Clause(id=id_, theme=theme, part=part, kind="held", text=id_, english=id_, origin="rule", governs=governs)


def test_a_condition_of_another_theme_stands_in_that_of_what_it_governs():
    """It once stood under "General", behind what it governs, and drew that section before the themes."""
    made = _publication(
        _clause("if", None, "then", "too"), _clause("then", "lucht"), _clause("too", "werk"), _clause("rest", None)
    )
    sections = [(section.theme, [one.id for one in section.clauses]) for section in made.reading]
    assert sections == [("lucht", ["if", "then"]), ("werk", ["too"]), (None, ["rest"])]

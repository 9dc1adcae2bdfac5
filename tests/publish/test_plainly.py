"""Plain words without a model: the clause with the hard words of its quote in plain ones, the quote beside it."""

from dataclasses import replace

from genai.spoken import PLAIN, evidence
from publish.proposed import publication

from rodedraad.publish.letters import letter
from rodedraad.publish.paper import runs_of
from rodedraad.publish.plainly import BY_RULE, plainly
from rodedraad.publish.proposal import paper
from rodedraad.verify.clauses import judged

HARD = "Het Rijk moet tevens thans de lucht in de haven meten."
MADE = "Het Rijk moet ook nu de lucht in de haven meten."


def _hard(made, **fields):
    """The publication with a clause of the core that quotes a hard sentence."""
    id_ = made.proposition.core[0]
    clauses = []
    for one in made.proposition.clauses:
        if one.id != id_:
            clauses.append(one)
            continue
        own = one.citations[0].shown
        cited = (replace(one.citations[0], shown=HARD, quote=HARD, language="nl"), *one.citations[1:])
        texts = {"text": one.text.replace(own, HARD), "english": one.english.replace(own, HARD)}
        clauses.append(replace(one, citations=cited, **{**texts, **fields}))
    return replace(made, proposition=replace(made.proposition, clauses=tuple(clauses)))


def _clause(made):
    return next(one for one in made.proposition.clauses if one.id == made.proposition.core[0])


def _lines(told):
    return [getattr(block, "text", "") for block in told.blocks]


def test_the_rules_put_a_clause_in_plain_words_without_the_marks_of_a_quote():
    told = plainly(_clause(_hard(publication())), "nl")
    assert told is not None
    assert told.by == BY_RULE
    assert MADE in told.text
    assert "«" not in told.text


def test_a_models_words_go_first_and_nothing_is_said_where_no_word_is_hard():
    clause = _clause(_hard(publication()))
    of_model = replace(clause, plain="Wij meten de lucht.", plain_by="model:m")
    assert plainly(of_model, "nl").text == "Wij meten de lucht."
    assert plainly(clause, "en") is None, "the quote is in Dutch"
    of_us = replace(clause.citations[0], shown="Wij meten reeds thans.", quote="Wij meten reeds thans.")
    theirs = replace(clause, citations=(of_us,), text=clause.text.replace(HARD, of_us.shown))
    assert plainly(theirs, "nl") is None, "without its marks it would be we, who publish"
    assert plainly(replace(clause, origin="person"), "nl") is None
    two = replace(clause, citations=(clause.citations[0], replace(clause.citations[0], id="x")))
    assert plainly(two, "nl") is None


def test_residents_read_it_with_its_mark_and_its_quote_and_a_council_the_quote():
    made = _hard(publication())
    block = next(one for one in letter(made, kind="residents").blocks if MADE in getattr(one, "text", ""))
    assert any(run.note and run.note.quote == HARD for run in block.runs)
    assert any("vaste woordenlijst" in line for line in _lines(letter(made, kind="residents")))
    assert not any(MADE in line for line in _lines(letter(made, kind="council")))


def test_the_proposal_leaves_it_to_the_letter():
    told = " ".join(run.text for run in runs_of(paper(_hard(publication())).blocks))
    assert HARD in told
    assert MADE not in told, "readers found the sentence over again a nuisance"


def test_what_the_rules_make_is_what_the_gate_would_let_a_model_say():
    every, made = PLAIN["nl"]["open"] + PLAIN["nl"]["kept"], 0
    for one in every:
        own = evidence(one["who"], one["type"], one["quote"], "nl")
        clause = next(made for made in own.proposition.clauses if any(cited.shown for cited in made.citations))
        if (told := plainly(clause, "nl")) is not None:
            made += 1
            assert judged(replace(clause, plain=told.text, plain_by="model:m"), own) == (), one["quote"]
    assert made >= 5, "hardly anything was made, so hardly anything was held against the gate"

"""A proposition tampered with in one place at a time, with the verdict that each must get: always the same ones."""

import random
import re
from collections import defaultdict
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from rodedraad import consult, phrases
from rodedraad.extract import quotes
from rodedraad.propose.sentences import both, capital, holding, said, together
from rodedraad.propose.shared import CERTAIN
from rodedraad.verify.clauses import judged
from rodedraad.verify.evidence import Evidence

SEEDS, MOST = (1, 2, 3, 4), 4
"""What the tests and the benchmark draw by: each seed so many cases of each sort."""
INVENTED = "De zeppelin landt voortaan wekelijks op het ijsbaanterrein van tante Sofie"
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][\w-]{2,}")
_DENIAL = re.compile(r"\b(?:niet|geen|nooit|zonder|not|no)\b")
_WORD = re.compile(r"[A-Za-zà-ÿ]{5,}")


@dataclass(frozen=True, kw_only=True)
class Case:
    """What was done to which clause, with the kinds of which the gravest verdict must be one."""

    name: str
    clause: object
    evidence: Evidence
    kinds: frozenset

    def found(self):
        """The gravest verdict's kind; None where nothing was found."""
        return next((one.kind for one in judged(self.clause, self.evidence)), None)


def evidence(proposition, dossier) -> Evidence:
    return Evidence(
        proposition=proposition,
        statements={one.id: one for one in dossier.statements},
        sources={one.id: one for one in dossier.sources},
        documents=dict(dossier.documents),
        links=dossier.links,
        merged=consult.ground(dossier).merged,
        corrected=frozenset(one.read.id for one in dossier.corrections),
    )


def table(cases) -> str:
    """How many of each were caught with the right kind."""
    counts = defaultdict(lambda: [0, 0])
    for case, kind in cases:
        counts[case.name][0] += 1
        counts[case.name][1] += kind in case.kinds
    rows = [f"{name:<44}{made:>6}{caught:>8}" for name, (made, caught) in sorted(counts.items())]
    made, caught = (sum(one[place] for one in counts.values()) for place in (0, 1))
    return "\n".join([f"{'tampered with':<44}{'made':>6}{'caught':>8}", *rows, f"{'all':<44}{made:>6}{caught:>8}"])


# --- words ------------------------------------------------------------------------------------------------------


def character(text, chance):
    found = list(_WORD.finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    at = chance.randrange(match.start() + 1, match.end() - 1)
    other = chance.choice([one for one in "aeiou" if one != text[at].lower()])
    return text[:at] + other + text[at + 1 :]


def word(text, chance):
    found = list(_WORD.finditer(text))
    if not found or len(text.split()) < 3:  # of one word nothing would be left
        return None
    match = chance.choice(found)
    other = chance.choice([one for one in ("regenboog", "kabouter", "trompet") if one != match[0]])
    return text[: match.start()] + other + text[match.end() :]


def number(text, chance):
    found = list(re.finditer(r"\d", text))
    if not found:
        return None
    at = chance.choice(found).start()
    return text[:at] + str((int(text[at]) + chance.randrange(1, 9)) % 10) + text[at + 1 :]


def name(text, chance):
    found = list(_CAPITAL.finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    return text[: match.start()] + "Zwartewaterdam" + text[match.end() :]


def denial(text, chance):
    found = list(_DENIAL.finditer(text))
    if found:
        match = chance.choice(found)
        return text[: match.start()] + text[match.end() :].lstrip()
    blanks = [match.start() for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", text)]
    at = chance.choice(blanks) if blanks else None
    return None if at is None else text[:at] + " niet" + text[at:]


ALTERATIONS = {"a character": character, "a word": word, "a number": number, "a name": name, "a denial": denial}


# --- cases ------------------------------------------------------------------------------------------------------


def drawn(proposition, dossier, *, seeds=SEEDS):
    """The cases of every seed."""
    for seed in seeds:
        yield from cases(proposition, dossier, seed=seed, most=MOST)


def cases(proposition, dossier, *, seed, most):
    """At most ``most`` cases of each sort, of clauses drawn by chance."""
    chance = random.Random(f"tampering {seed}")
    own = evidence(proposition, dossier)
    for make in (_of_quotes, _of_own_words, _of_citations, _of_itself, _of_the_dossier):
        found = defaultdict(list)
        for clause in chance.sample(proposition.clauses, len(proposition.clauses)):
            for case in make(clause, proposition, own, chance):
                if len(found[case.name]) < most:
                    found[case.name].append(case)
            if (
                make not in (_of_itself, _of_the_dossier)
                and len(found) > 3
                and all(len(one) >= most for one in found.values())
            ):
                break
        for made in found.values():
            yield from made


def _case(name, clause, own, *kinds):
    return Case(name=name, clause=clause, evidence=own, kinds=frozenset(kinds))


def _recited(clause, place, **fields):
    cited = list(clause.citations)
    cited[place] = replace(cited[place], **fields)
    return replace(clause, citations=tuple(cited))


def _unshown(cited):
    """The fields of a citation as that of a backing, which shows nothing."""
    return {one.name: getattr(cited, one.name) for one in fields(cited)} | {"role": "backs", "shown": ""}


def _reworded(clause, old, new):
    return replace(clause, text=clause.text.replace(old, new), english=clause.english.replace(old, new))


def _is_new(text, altered, own):
    """Whether what was altered stands in no source, also not under the closed list."""
    if altered is None or _bare(altered) == _bare(text) or quotes.find(text, altered):
        return False
    return not any(_bare(altered) in _flat(document.text) for document in own.documents.values())


def _bare(text):
    return re.sub(r"[\W_]+", "", text)


_flat = lru_cache(maxsize=256)(_bare)


def _of_quotes(clause, _, own, chance):
    for place, cited in enumerate(clause.citations):
        for how, alter in ALTERATIONS.items():
            new = alter(cited.quote, chance)
            if _is_new(cited.quote, new, own):
                yield _case(f"quote: {how}", _recited(clause, place, quote=new), own, "altered")
            if not cited.shown:
                continue
            new = alter(cited.shown, chance)
            if _is_new(cited.shown, new, own):
                yield _case(f"shown: {how}", _recited(clause, place, shown=new), own, "altered")
                told = _reworded(clause, f"«{cited.shown}»", f"«{new}»")
                yield _case(f"text between « »: {how}", told, own, "altered")
                only = replace(clause, english=told.english)
                yield _case(f"text in English alone: {how}", only, own, "altered")
                both = _recited(told, place, shown=new)
                yield _case(f"shown and text: {how}", both, own, "altered")
                yield _case(f"quote, shown and text: {how}", _recited(both, place, quote=new), own, "altered")
        if cited.shown:
            made = _recited(_reworded(clause, f"«{cited.shown}»", f"«{INVENTED}»"), place, shown=INVENTED)
            yield _case("words that nobody wrote", made, own, "fabricated")
            yield _case("a quote that nobody wrote", _recited(made, place, quote=INVENTED), own, "fabricated")


def _of_own_words(clause, proposition, own, chance):
    frames = re.split(r"(«[^«»]*»)", clause.text)
    plain = [at for at, piece in enumerate(frames) if not piece.startswith("«")]
    for how, alter in ALTERATIONS.items():
        at = chance.choice(plain)
        new = alter(frames[at], chance)
        if new and new != frames[at]:
            made = replace(clause, text="".join([*frames[:at], new, *frames[at + 1 :]]))
            kinds = {"a name": ("unsupported", "misattributed")}.get(how, ("unsupported",))
            if how in ("a character", "a word"):
                kinds = ("unsupported", "misattributed")  # part of a name
            yield _case(f"own words: {how}", made, own, *kinds)
    yield _case("how many documents", replace(clause, documents=clause.documents + 40), own, "unsupported")
    tail = " Dat kost 37 miljoen euro."
    yield _case("own words: an invented sum", replace(clause, text=clause.text + tail), own, "unsupported")
    voices = [voice.partition("/")[0] for cited in clause.citations for voice in cited.voices]
    asked = {one.party for one in own.gaps_on.get(clause.about or "", ())}
    if not voices or clause.kind == "gap" or not clause.citations[0].voices:
        return
    strangers = [one for one in proposition.parties if one.id not in {*voices, *asked} and one.statements]
    party = own.parties[clause.citations[0].voices[0].partition("/")[0]]
    here = party.name.removeprefix("Gemeente ")
    other = chance.choice(strangers).name.removeprefix("Gemeente ") if strangers else ""
    head = clause.text.partition("«")[0]
    if other and clause.text.startswith(here) and other not in clause.text and here not in other:
        made = replace(clause, text=other + clause.text[len(here) :])
        yield _case("own words: another holder", made, own, "misattributed")
    if len(here) > 5 and here in head:
        made = replace(clause, text=clause.text.replace(here, f"{here[:-2]}x{here[-1]}", 1))
        yield _case("own words: a holder misspelt", made, own, "unsupported", "misattributed")
    organ = next((one for one in ("college van B en W", "colleges van B en W", "directie") if one in head), None)
    if organ:
        wrong = "gemeenteraad" if organ != "directie" else "ministerie"
        yield _case(
            "own words: another organ",
            replace(clause, text=clause.text.replace(organ, wrong, 1)),
            own,
            "misattributed",
            "unsupported",
        )


def _of_citations(clause, proposition, own, chance):
    other = chance.choice([one for one in proposition.clauses if one.citations and one.id != clause.id])
    for place, cited in enumerate(clause.citations):
        if cited.page is not None:
            step = chance.choice((1, 2, 7))
            yield _case("page", _recited(clause, place, page=cited.page + step), own, "altered")
        yield _case("place", _recited(clause, place, start=cited.start + 3, end=cited.end + 3), own, "altered")
        yield _case(
            "a statement that never was", _recited(clause, place, id="s-0123456789abcdef0123"), own, "fabricated"
        )
        yield _case("a source that never was", _recited(clause, place, source="f" * 64), own, "fabricated")
        ids = sorted(one for one in own.sources if one != cited.source)
        far = (one for one in chance.sample(ids, len(ids)) if _bare(cited.quote) not in _flat(own.documents[one].text))
        source = own.sources[next(far)]
        yield _case("another source", _recited(clause, place, source=source.id), own, "misattributed")
        wrong = replace(clause, citations=tuple(one for at, one in enumerate(clause.citations) if at != place))
        if clause.kind != "written":
            kinds = (
                ("unsupported",)
                if not wrong.citations
                else ("altered", "misattributed", "unsupported")
                if cited.shown
                else ("unsupported", "misattributed", "altered")
            )
            yield _case("a citation dropped", wrong, own, *kinds)
        near = [
            one
            for one in own.statements.values()
            if one.source == cited.source and one.id != cited.id and one.text != " ".join(cited.quote.split())
        ]
        if near:
            yield _case(
                "another statement of the source", _recited(clause, place, id=chance.choice(near).id), own, "altered"
            )
        away = [one for one in other.citations if one.source != cited.source]
        if away:
            there = chance.choice(away)
            yield _case("a statement of another source", _recited(clause, place, id=there.id), own, "misattributed")
            if not cited.shown:
                wrong, kinds = _recited(clause, place, **_unshown(there)), ("unsupported", "misattributed", "altered")
                yield _case("a backing of another clause", wrong, own, *kinds)
        if (
            cited.voices
            and other.citations[0].voices
            and {v.partition("/")[0] for v in cited.voices}.isdisjoint(
                v.partition("/")[0] for v in other.citations[0].voices
            )
        ):
            wrong = _recited(clause, place, voices=other.citations[0].voices)
            yield _case("another holder in the citation", wrong, own, "misattributed")
            said = [
                phrases.voices(one, own.parties, language)
                for one in (cited.voices, other.citations[0].voices)
                for language in ("nl", "en")
            ]
            if clause.text.startswith(said[0]):
                swapped = replace(
                    wrong, text=said[2] + clause.text[len(said[0]) :], english=said[3] + clause.english[len(said[1]) :]
                )
                yield _case("holders of two clauses swapped", swapped, own, "misattributed")
    if clause.citations and clause.citations[0].shown and other.citations[0].shown:
        mine, theirs = clause.citations[0], other.citations[0]
        if " ".join(mine.quote.split()) != " ".join(theirs.quote.split()):
            kinds = ("altered",) if mine.source == theirs.source else ("misattributed", "altered")
            yield _case(
                "citations of two clauses swapped",
                replace(clause, citations=(theirs, *clause.citations[1:])),
                own,
                *kinds,
            )


_KINDS_OF_APART = ("stance", "number", "date", "condition", "actor")
_SWAPPED = [
    (("willen dit:", "want this:"), ("zeggen:", "say:")),
    (("wil dit:", "wants this:"), ("zegt:", "says:")),
]


def _of_itself(clause, proposition, own, chance):
    """What a clause says of itself beside its citations: its frame and kind, who stands behind it, roles, figures."""
    if clause.kind in ("written", "shared") and clause.origin not in ("quote", "rule"):
        return
    yield from _frames_swapped(clause, own, chance)
    yield from _support_changed(clause, proposition, own, chance)
    if clause.figures:
        yield _case("figures dropped", replace(clause, figures=()), own, "unsupported")
        at = chance.randrange(len(clause.figures))
        less = clause.figures[:at] + clause.figures[at + 1 :]
        yield _case("one figure dropped", replace(clause, figures=less), own, "unsupported")
    for place, cited in enumerate(clause.citations):
        role = chance.choice([one for one in ("says", "backs", "opposes", "answers") if one != cited.role])
        name = "role of the first citation" if not place else "role of another citation"
        yield _case(name, _recited(clause, place, role=role), own, "unsupported")
    if clause.kind == "tension":
        turned = [
            replace(one, role=other.role) for one, other in zip(clause.citations, clause.citations[::-1], strict=True)
        ]
        yield _case("roles of both sides turned", replace(clause, citations=tuple(turned)), own, "unsupported")
    kind = chance.choice(
        [one for one in ("held", "commitment", "need", "condition", "shared", "gap") if one != clause.kind]
    )
    # that is what is said of one that is a gap, need, condition or promise no more
    kinds = ("unsupported", "stale") if kind in ("gap", "need", "condition", "commitment") else ("unsupported",)
    if clause.citations:
        yield _case("another kind", replace(clause, kind=kind), own, *kinds)
    part = chance.choice([one for one in ("ambition", "offer", "finding", "disputed") if one != clause.part])
    if clause.about != "nothing_shared":
        yield _case("another part", replace(clause, part=part), own, "unsupported")
    if clause.searched is not None:
        yield _case("nowhere searched", replace(clause, searched=None), own, "unsupported")


def _frames_swapped(clause, own, chance):
    texts = (clause.text, clause.english)
    if clause.kind == "tension":
        apart = {kind: said(f"clause.apart_{kind}") for kind in _KINDS_OF_APART}
        here = next(kind for kind, told in apart.items() if clause.text.endswith(told[0]))
        other = apart[chance.choice([kind for kind, told in apart.items() if told != apart[here]])]
        new = [text.removesuffix(old) + to for text, old, to in zip(texts, apart[here], other, strict=True)]
        made = replace(clause, text=new[0], english=new[1])
        yield _case("another explanation of a tension", made, own, "unsupported")
    for forms in _SWAPPED:
        for old, new in (forms, forms[::-1]):
            head, mark, quote = clause.text.partition("«")
            in_english, _, english = clause.english.partition("«")
            if f" {old[0]}" in head and f" {old[1]}" in in_english and clause.kind != "tension":
                made = replace(
                    clause,
                    text=head.replace(old[0], new[0], 1) + mark + quote,
                    english=in_english.replace(old[1], new[1], 1) + mark + english,
                )
                yield _case(f"own words: {old[0]} as {new[0]}", made, own, "unsupported")
    if clause.kind == "gap" and clause.citations and clause.citations[0].voices:
        quote, names = clause.citations[0].shown, own.names
        lone = said("clause.only_one", who=both(names, clause.citations[0].voices), quote=quote)
        first = capital(holding("clause.wants", clause.citations[0], names))
        idle = tuple(" ".join(pair) for pair in zip(first, said("clause.no_measure"), strict=True))
        for new in (lone, idle):
            if capital(new) != texts:
                text, english = capital(new)
                yield _case("another thing missing", replace(clause, text=text, english=english), own, "unsupported")


def _support_changed(clause, proposition, own, chance):
    if clause.kind == "shared" and clause.confidence is not None:
        for least in (0.95, None):
            text, english = together(
                own.names,
                clause.support.for_,
                clause.citations[0].shown,
                len({one.source for one in clause.citations}),
                is_certain=True,
            )
            if clause.confidence != least:
                made = replace(clause, text=text, english=english, confidence=least)
                yield _case("shared as if it were certain", made, own, "unsupported")
        yield _case("another confidence", replace(clause, confidence=clause.confidence / 2), own, "unsupported")
    support = clause.support
    if support is None:
        return
    if support.for_:
        left = chance.choice(support.for_)
        fewer = replace(support, for_=tuple(one for one in support.for_ if one != left))
        yield _case("a supporter left out", replace(clause, support=fewer), own, "unsupported")
        text, english = together(
            own.names,
            fewer.for_,
            clause.citations[0].shown,
            len({one.source for one in clause.citations}),
            is_certain=clause.confidence is None or clause.confidence >= CERTAIN,
        )
        made = replace(clause, support=fewer, text=text, english=english)
        yield _case("a supporter left out of support and text", made, own, "unsupported")
    here = {*support.for_, *support.against, *support.earlier, *support.expected_absent}
    strangers = [one.id for one in proposition.parties if one.id not in here]
    for part in ("for_", "against", "earlier", "expected_absent"):
        more = replace(support, **{part: (*getattr(support, part), chance.choice(strangers))})
        yield _case(f"a party invented in {part}", replace(clause, support=more), own, "misattributed")
        if getattr(support, part):
            gone = replace(clause, support=replace(support, **{part: ()}))
            yield _case(f"{part} emptied", gone, own, "unsupported")


def _without(own, source, *, document=None, new=None):
    """The evidence without a source, or with another in its place."""
    sources = {id_: one for id_, one in own.sources.items() if id_ != source}
    documents = {id_: one for id_, one in own.documents.items() if id_ != source}
    if new is not None:
        sources[new.id], documents[new.id] = new, replace(document, source=new.id)
    return replace(
        own,
        sources=sources,
        documents=documents,
        statements={id_: one for id_, one in own.statements.items() if one.source != source},
        links=replace(own.links, references=tuple(one for one in own.links.references if one.source != source)),
        _around={},
    )


def _of_the_dossier(clause, _, own, chance):
    if clause.kind == "gap" and clause.about != "nothing_shared":
        gone = {gap.id for gap in own.gaps_of.get(clause.about, ())}
        links = replace(own.links, gaps=tuple(one for one in own.links.gaps if one.id not in gone))
        yield _case("what was missing is found", clause, replace(own, links=links, _around={}), "stale")
    for cited in clause.citations[:2]:
        source, document = own.sources[cited.source], own.documents[cited.source]
        yield _case("a source deleted", clause, _without(own, cited.source), "stale")
        newer = replace(source, id="e" * 64, replaces=source.id)
        edited = replace(document, text=document.text.replace(cited.quote, cited.quote.upper(), 1))
        yield _case("a source replaced", clause, _without(own, source.id, document=edited, new=newer), "stale")
        both = replace(
            own,
            sources={**own.sources, newer.id: newer},
            documents={**own.documents, newer.id: replace(edited, source=newer.id)},
            _around={},
        )
        yield _case("a later version beside it", clause, both, "stale")
        at = chance.randrange(cited.start, cited.end)
        changed = document.text[:at] + ("x" if document.text[at] != "x" else "y") + document.text[at + 1 :]
        wrong = replace(own, documents={**own.documents, document.source: replace(document, text=changed)}, _around={})
        yield _case("the text of a source changed", clause, wrong, "altered")
        one = own.statements.get(cited.id)
        if one is None:
            links = replace(own.links, references=tuple(ref for ref in own.links.references if ref.id != cited.id))
            yield _case("a reference no longer read", clause, replace(own, links=links, _around={}), "stale")
            continue
        rejected = {id_: two for id_, two in own.statements.items() if id_ != cited.id}
        yield _case("a statement rejected", clause, replace(own, statements=rejected, _around={}), "stale")
        if cited.voices:
            away = replace(one, parties=(), holder="iemand anders", is_reported=True)
            moved = {**own.statements, one.id: away}
            yield _case(
                "a statement laid with another", clause, replace(own, statements=moved, _around={}), "misattributed"
            )
        if clause.kind in ("condition", "need") and cited.id == clause.about:
            typed = {**own.statements, one.id: replace(one, type="finding")}
            yield _case("a statement of another type", clause, replace(own, statements=typed, _around={}), "stale")


__all__ = ["ALTERATIONS", "MOST", "SEEDS", "Case", "cases", "drawn", "evidence", "table"]

"""A model on labelled data, asked as a build asks it: the same instructions, fences and gate, beside the rules.

A trial is what is asked of labelled lines, and what the answers come to: a label per unit (a sentence, a pair), None
where none came through the gate. What a model did not say is no statement, no disagreement, no tie: as in a dossier.
Pure. Method: docs/method/genai_evaluation.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeAlias

from rodedraad import evaluate
from rodedraad.evaluate import Line
from rodedraad.extract.classify import TYPES, Type, Verdict
from rodedraad.extract.statements import SURELY_NONE
from rodedraad.genai import comparing, finding
from rodedraad.genai.items import Item
from rodedraad.link import labelled
from rodedraad.read.language import language_of
from rodedraad.records import Coverage, Document, Reading, Refusal, RefusalKind, Source, Statement
from rodedraad.wording import Language

Label: TypeAlias = str | None
Figures: TypeAlias = dict[str, Any]
_PERMILLE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a model's answers come to: a label per unit, None without one, and what the gate refused."""

    labels: tuple[Label, ...]
    refusals: tuple[Refusal, ...]


class Trial(Protocol):
    """Labelled lines as a model is asked about them. ``gold`` and ``rules`` are the labels of people and of the rules."""

    @property
    def items(self) -> tuple[Item, ...]:
        """What is asked."""

    @property
    def gold(self) -> tuple[Label, ...]:
        """The label that people gave each unit."""

    @property
    def rules(self) -> tuple[Label, ...]:
        """The label that the rules give each unit."""

    def told(self, answers: Mapping[str, str], refused: Mapping[str, RefusalKind], model: str) -> Told:
        """The labels of a model whose answers these are."""

    def of_rules(self) -> Figures:
        """How well the rules do, as without a model."""

    def of_model(self, labels: Sequence[Label]) -> Figures:
        """How well a model does alone."""

    def of_both(self, labels: Sequence[Label]) -> Figures:
        """How well the rules do with the model where a build would ask it, if all that it says counted."""


def trial(what: str, lines: Sequence[Line]) -> Trial:
    """What is asked about labelled lines for ``statements``, ``threads`` (at the level of claims) or ``tensions``."""
    if what == "statements":
        return Sentences(lines)
    return Ties(lines) if what == "threads" else Oppositions(lines)


class Sentences:
    """Each sentence is asked for its type, as one that the rules may have missed."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._verdicts, self._topics = evaluate.read(lines)
        self.gold = tuple(str(line["type"]) for line in lines)
        self.rules = tuple(str(verdict.type) for verdict in self._verdicts)
        self._asked = tuple(one for reading in _readings(lines) for one in finding.asked(reading))
        self.items = tuple(one.item for one in self._asked)

    def told(self, answers: Mapping[str, str], refused: Mapping[str, RefusalKind], model: str) -> Told:
        """A sentence of an item that was answered, and that is not quoted, is no statement to this model."""
        found = finding.found(self._asked, answers, refused, model)
        types = {statement.id: statement.type for statement in found.statements}
        labels: list[Label] = [None] * len(self._lines)
        for one in self._asked:
            for sentence in one.sentences if one.item.key in answers else ():
                labels[labelled.place(sentence.id)] = types.get(sentence.id, "none")
        return Told(labels=tuple(labels), refusals=found.refusals)

    def of_rules(self) -> Figures:
        """The same as without a model."""
        return evaluate.scored(self._lines, self._verdicts, self._topics)

    def of_model(self, labels: Sequence[Label]) -> Figures:
        """Types are the model's; themes, addressees and terms are found by the rules in what it takes for a statement."""
        return self._scored(label or "none" for label in labels)

    def of_both(self, labels: Sequence[Label]) -> Figures:
        """A build asks where the rules are unsure, and leaves what the model passes over as the rules have it."""
        return self._scored(
            label if label not in (None, "none") and _is_unsure(verdict) else str(verdict.type)
            for label, verdict in zip(labels, self._verdicts, strict=True)
        )

    def _scored(self, labels: Iterable[str | None]) -> Figures:
        types: dict[str, Type] = {kind: kind for kind in TYPES}
        verdicts = [
            replace(verdict, type=types[label or "none"]) for verdict, label in zip(self._verdicts, labels, strict=True)
        ]
        return evaluate.scored(self._lines, verdicts, self._topics)


class Oppositions:
    """Each pair is asked whether it says the same, conflicts, or neither: ``agree``, ``disagree``, ``neither``."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._scores = labelled.judged(lines)
        self._pairs = _asked_pairs((str(line["a"]), str(line["b"])) for line in lines)
        self.gold = tuple(str(line["relation"]) for line in lines)
        self.rules = tuple("disagree" if score > 0 else "agree" for score in self._scores)
        self.items = tuple(pair.item for pair in self._pairs)

    def told(self, answers: Mapping[str, str], refused: Mapping[str, RefusalKind], model: str) -> Told:
        """A pair whose words are not found in it has no label."""
        words = {"same": "agree", "conflict": "disagree", "neither": "neither"}
        return _of_pairs(self._pairs, answers, refused, model, words)

    def of_rules(self) -> Figures:
        """The same as without a model."""
        return evaluate.tensions(self._lines, judge=lambda _: self._scores)

    def of_model(self, labels: Sequence[Label]) -> Figures:
        """Only what is said to conflict disagrees."""
        scores = {"disagree": 1, "agree": -1}
        return evaluate.tensions(self._lines, judge=lambda _: [scores.get(label or "", 0) for label in labels])

    def of_both(self, labels: Sequence[Label]) -> Figures:
        """What the model calls the same or a conflict is that, whatever the rules say; the rest is as they have it."""
        sure = 1 + max(map(abs, self._scores), default=0)
        scores = {"disagree": sure, "agree": -sure}
        both = [scores.get(label or "", score) for label, score in zip(labels, self._scores, strict=True)]
        return evaluate.tensions(self._lines, judge=lambda _: both)


class Ties:
    """The pairs of each thread that the rules find, and the nearest two of each subject, are asked: ``same`` or ``other``."""

    def __init__(self, lines: Sequence[Line]) -> None:
        from rodedraad.embed import StaticEmbedder  # noqa: PLC0415  loads the table, which a sentence does not need

        self._lines = lines
        self._rule_figures = evaluate.threads(lines, grouper=self._grouped)
        held = {one.id: one for one in self._statements}
        doubted = [replace(thread, confidence=0.0) for thread in self._threads]
        chosen = comparing.pairs(doubted, (), self._subjects, held, StaticEmbedder())
        unsure = comparing.pairs(self._threads, (), self._subjects, held, StaticEmbedder())
        self._places = [(labelled.place(pair.a.id), labelled.place(pair.b.id)) for pair in chosen]
        self._unsure = {(labelled.place(pair.a.id), labelled.place(pair.b.id)) for pair in unsure}
        self._pairs = _asked_pairs((str(lines[a]["text"]), str(lines[b]["text"])) for a, b in self._places)
        self.items = tuple(pair.item for pair in self._pairs)
        self.gold = self._tied([str(line["group"]) for line in lines])
        self.rules = self._tied(self._groups)

    def told(self, answers: Mapping[str, str], refused: Mapping[str, RefusalKind], model: str) -> Told:
        """A pair whose words are not found in it has no label."""
        words = {"same": "same", "conflict": "other", "neither": "other"}
        return _of_pairs(self._pairs, answers, refused, model, words)

    def of_rules(self) -> Figures:
        """The same as without a model, and how many of the pairs that are asked they have right."""
        return {**self._rule_figures, "asked_accuracy": _right(self.gold, self.rules)}

    def of_model(self, labels: Sequence[Label]) -> Figures:
        """Groups are what is tied by the pairs that the model calls the same; what was not asked stays alone."""
        ties = [pair for pair, label in zip(self._places, labels, strict=True) if label == "same"]
        return self._scored(ties, labels)

    def of_both(self, labels: Sequence[Label]) -> Figures:
        """Of what a build would ask, what the model calls the same is tied, and what it calls other is not."""
        said = {
            pair: label
            for pair, label in zip(self._places, labels, strict=True)
            if label is not None and pair in self._unsure
        }
        kept = [pair for pair in self._rule_ties() if said.get(pair) != "other"]
        ties = [*kept, *(pair for pair, label in said.items() if label == "same")]
        return self._scored(ties, [said.get(p, rule) for p, rule in zip(self._places, self.rules, strict=True)])

    def _grouped(self, lines: Sequence[Line], level: str) -> list[str]:
        texts, sources = [str(line["text"]) for line in lines], [str(line["source"]) for line in lines]
        self._statements, self._subjects, self._threads = labelled.linked(texts, sources, level)
        self._groups = _named(len(lines), self._rule_ties())
        return self._groups

    def _rule_ties(self) -> list[tuple[int, int]]:
        """Each thread as the pairs of who speaks for it with each other member."""
        ties = []
        for thread in self._threads:
            lead = labelled.place(thread.representative)
            members = (labelled.place(one) for one in thread.statements)
            ties += [(min(lead, one), max(lead, one)) for one in members if one != lead]
        return ties

    def _tied(self, groups: Sequence[str]) -> tuple[Label, ...]:
        return tuple("same" if groups[a] == groups[b] else "other" for a, b in self._places)

    def _scored(self, ties: Iterable[tuple[int, int]], labels: Sequence[Label]) -> Figures:
        groups = _named(len(self._lines), ties)
        figures = evaluate.threads(self._lines, grouper=lambda *_: groups)
        return {**figures, "asked_accuracy": _right(self.gold, labels)}


# --- what they share ------------------------------------------------------------------------------------------


def _readings(lines: Sequence[Line]) -> Iterable[Reading]:
    """Each run of lines of one document as a reading in which no sentence is a statement yet."""
    ids = labelled.plain([passage.text for passage in evaluate.passages(lines)], [str(line["doc"]) for line in lines])
    for start, end in evaluate.runs([str(line["doc"]) for line in lines]):
        text, missed = "", []
        for statement in ids[start:end]:
            missed.append(replace(statement, start=len(text), end=len(text) + len(statement.text)))
            text += statement.text + "\n"
        doc = str(lines[start]["doc"])
        yield Reading(
            source=Source(id=doc, path=doc, title=doc),
            document=Document(source=doc, text=text, body_end=len(text), language=language_of(text)),
            coverage=Coverage(
                source=doc,
                pages=None,
                pages_read=None,
                pages_ocr=0,
                pages_unread=(),
                characters=len(text),
                statements=0,
            ),
            missed=tuple(missed),
        )


def _is_unsure(verdict: Verdict) -> bool:
    """Whether a build asks about a sentence of which the rules think this (``finding.asked``, ``extract.statements``)."""
    return verdict.permille < (SURELY_NONE if verdict.type == "none" else finding.UNSURE * _PERMILLE)


def _asked_pairs(texts: Iterable[tuple[str, str]]) -> tuple[comparing.Pair, ...]:
    """The questions about pairs of texts, which may share requests: all are of labelled data."""
    found = []
    for a, b in texts:
        one, other = labelled.plain((a, b), ("gold", "gold"))
        found.append(comparing.asking(_in_language(one), _in_language(other)))
    return tuple(found)


def _in_language(statement: Statement) -> Statement:
    language: Language = "en" if language_of(statement.text) == "en" else "nl"
    return replace(statement, language=language)


def _of_pairs(
    pairs: Sequence[comparing.Pair],
    answers: Mapping[str, str],
    refused: Mapping[str, RefusalKind],
    model: str,
    words: Mapping[str, str],
) -> Told:
    """The label of each pair, in ``words``; the same pair twice is asked once and has its label twice."""
    labels: list[Label] = []
    refusals: dict[str, tuple[Refusal, ...]] = {}
    for pair in pairs:
        suggestions, refusals[pair.item.key] = comparing.compared([pair], answers, refused, model)
        labels.append(words[suggestions[0].what] if suggestions else None)
    return Told(labels=tuple(labels), refusals=tuple(one for held in refusals.values() for one in held))


def _named(count: int, ties: Iterable[tuple[int, int]]) -> list[str]:
    """Which of so many belong together by these ties, each group by its first member."""
    names = list(range(count))

    def first(one: int) -> int:
        while names[one] != one:
            names[one] = names[names[one]]
            one = names[one]
        return one

    for a, b in ties:
        low, high = sorted((first(a), first(b)))
        names[high] = low
    return [str(first(one)) for one in range(count)]


def _right(gold: Sequence[Label], labels: Sequence[Label]) -> float | None:
    """The share of units with the label that people gave; what has no label is not right."""
    return sum(a == b for a, b in zip(gold, labels, strict=True)) / len(gold) if gold else None

"""How well the shipped settings do on labelled data: pure functions from lines to figures.

Shares are in [0, 1]. Grouping is scored by B-cubed (Bagga and Baldwin 1998), by pairs and by the adjusted Rand index
(Hubert and Arabie 1985); ranking by the area under the curve (Mann and Whitney). docs/method/extract.md, section 6.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from rodedraad.errors import WrongUse
from rodedraad.extract.classify import TYPES, Scorer, Verdict
from rodedraad.extract.classify import verdicts as judged_types
from rodedraad.extract.features import Passage, words
from rodedraad.extract.themes import Cues, themes
from rodedraad.frame import DEFAULT_FRAME, frame
from rodedraad.records import SourceKind, StatementType

Line: TypeAlias = Mapping[str, Any]
Grouper: TypeAlias = Callable[[Sequence[Line], str], Sequence[str]]
Judge: TypeAlias = Callable[[Sequence[Line]], Sequence[int]]
RELATIONS = ("agree", "disagree")
LINE_KEY = "line"
"""Where a line says at which line of its file it stood; without it, it is counted."""

_KINDS: tuple[tuple[str, SourceKind], ...] = (
    ("programma", "programme"), ("manifest", "programme"), ("akkoord", "agreement"), ("convenant", "agreement"),
    ("agreement", "agreement"), ("intentie", "agreement"), ("brief", "letter"), ("letter", "letter"), ("e-mail", "letter"),
    ("zienswijze", "letter"), ("motie", "letter"), ("verslag", "minutes"), ("notulen", "minutes"), ("minutes", "minutes"),
    ("strategie", "vision"), ("visie", "vision"), ("vision", "vision"), ("strategy", "vision"), ("agenda", "vision"),
    ("rapport", "study"), ("studie", "study"), ("onderzoek", "study"), ("advies", "study"), ("verkenning", "study"),
    ("analyse", "study"), ("study", "study"), ("report", "study"), ("plan", "plan"), ("project", "plan"),
    ("toelichting", "plan"), ("presentatie", "slides"), ("slides", "slides"), ("formulier", "form"), ("data", "data"),
)  # fmt: skip


def source_kind(description: str) -> SourceKind:
    """The kind of document that a free description names; ``other`` where it names none."""
    lowered = description.lower()
    return next((kind for word, kind in _KINDS if word in lowered), "other")


# A line end inside a word, as some readers of PDF write it: "be\x02drijven". The program's own reader joins the word.
_PARTED = str.maketrans("", "", "\x02\xad")


def _text(line: Line) -> str:
    return str(line["text"]).translate(_PARTED)


def passages(lines: Sequence[Line]) -> list[Passage]:
    """The lines of labelled text as the classifier sees them."""
    return [
        Passage(text=_text(line).replace("<br>", " "), kind=source_kind(str(line.get("kind") or ""))) for line in lines
    ]


def statements(lines: Sequence[Line], *, again: Scorer | None = None) -> dict[str, Any]:
    """Types, themes, addressees and deadlines found in labelled sentences; those of one ``doc`` are neighbours.

    ``again`` is a second opinion on each sentence (``extract.rereading``).
    """
    return scored(lines, *read(lines, again=again))


def read(
    lines: Sequence[Line], *, again: Scorer | None = None
) -> tuple[tuple[Verdict, ...], tuple[tuple[str, ...], ...]]:
    """What the rules make of labelled sentences: the type and the themes of each."""
    _require(lines, "doc", "text", "type")
    _require_labels(lines)
    verdicts: list[Verdict] = []
    topics: list[tuple[str, ...]] = []
    for start, end in runs([str(line["doc"]) for line in lines]):
        found = judged_types(passages(lines[start:end]), again=again)
        verdicts += found
        topics += topics_of(lines[start:end], found)
    return tuple(verdicts), tuple(topics)


def scored(lines: Sequence[Line], verdicts: Sequence[Verdict], topics: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    """The figures on labelled sentences of which this was read."""
    figures = typed(lines, verdicts, topics)
    per_type = figures.pop("per_type")
    return {**figures, **asked_and_due(lines, [verdict.type for verdict in verdicts]), "per_type": per_type}


def asked_and_due(lines: Sequence[Line], types: Sequence[StatementType | Literal["none"]]) -> dict[str, float]:
    """How well addressees and deadlines are found, where the lines have these types: those found or the true ones."""
    from rodedraad.extract.actors import actors, addressee  # noqa: PLC0415  # only this command needs them here
    from rodedraad.extract.deadlines import deadline  # noqa: PLC0415
    from rodedraad.parties import find, register  # noqa: PLC0415

    known = register(frame({"kader": DEFAULT_FRAME}))
    asked_of: list[tuple[str | None, str | None]] = []
    dates: list[tuple[str | None, str | None]] = []
    for line, kind in zip(lines, types, strict=True):
        asked = due = None
        if kind != "none":
            text = _text(line)
            asked = addressee(actors(text, find(known, text), type=kind, authors=()))
            term = deadline(text, date=None, type=kind)
            due = term.words if term else None
        asked_of.append((line.get("addressee"), asked))
        dates.append((line.get("deadline"), due))
    return {"addressee_f1": words_f1(asked_of), "deadline_f1": words_f1(dates)}


def topics_of(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[tuple[str, ...]]:
    """The themes of the lines of one document, in the frame that labelled data is written for."""
    tokens = [words(passage.text) for passage in passages(lines)]
    return themes(
        tokens, [()] * len(lines), [verdict.margins for verdict in verdicts], Cues(frame({"kader": DEFAULT_FRAME}))
    )


def typed(lines: Sequence[Line], verdicts: Sequence[Verdict], topics: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The figures on the types and themes found."""
    truth = [str(line["type"]) for line in lines]
    found = [verdict.type for verdict in verdicts]
    kinds = sorted(set(truth))
    scores = {kind: f1([one == kind for one in truth], [one == kind for one in found]) for kind in kinds}
    hits = wrong = missed = 0
    for line, verdict, about in zip(lines, verdicts, topics, strict=True):
        wanted, given = set(line.get("themes") or ()), set(about if verdict.type != "none" else ())
        hits += len(wanted & given)
        wrong += len(given - wanted)
        missed += len(wanted - given)
    return {
        "accuracy": _share(sum(a == b for a, b in zip(truth, found, strict=True)), len(truth)),
        "macro_f1": _share(sum(scores.values()), len(scores)),
        "statement_f1": f1([one != "none" for one in truth], [one != "none" for one in found]),
        "themes_micro_f1": _share(2 * hits, 2 * hits + wrong + missed),
        "per_type": scores,
    }


def threads(lines: Sequence[Line], *, level: str = "claim", grouper: Grouper | None = None) -> dict[str, Any]:
    """How well grouped sentences agree with the labelled groups; ``level`` is ``claim``, ``stance`` or ``subject``."""
    _require(lines, "source", "text", "group")
    found = [str(group) for group in (grouper or _shipped_grouper())(lines, level)]
    truth = [str(line["group"]) for line in lines]
    precision, recall = b_cubed(truth, found)
    pair_precision, pair_recall = pairs(truth, found)
    return {
        "b3_precision": precision,
        "b3_recall": recall,
        "b3_f1": _harmonic(precision, recall),
        "pairs_precision": pair_precision,
        "pairs_recall": pair_recall,
        "pairs_f1": _harmonic(pair_precision, pair_recall),
        "ari": adjusted_rand(truth, found),
        "groups_found": sum(count > 1 for count in Counter(found).values()),
    }


def tensions(lines: Sequence[Line], *, judge: Judge | None = None) -> dict[str, Any]:
    """How well disagreeing pairs are told from agreeing ones: a judge gives whole numbers, above zero is disagree."""
    _require(lines, "a", "b", "relation")
    _require_known(lines, "relation", RELATIONS)
    scores = list((judge or _shipped_judge())(lines))
    truth = [line["relation"] == "disagree" for line in lines]
    found = [score > 0 for score in scores]
    return {
        "accuracy": _share(sum(a == b for a, b in zip(truth, found, strict=True)), len(truth)),
        "f1_disagree": f1(truth, found),
        "auc": area(truth, scores),
    }


def _shipped_grouper() -> Grouper:
    from rodedraad.link.labelled import grouped  # noqa: PLC0415  # loads the embeddings

    return grouped


def _shipped_judge() -> Judge:
    from rodedraad.link.labelled import judged  # noqa: PLC0415  # loads the embeddings

    return judged


# --- the figures ----------------------------------------------------------------------------------------------


def f1(truth: Sequence[bool], found: Sequence[bool]) -> float:
    """The harmonic mean of precision and recall; 0 where nothing was there or found."""
    hits = sum(a and b for a, b in zip(truth, found, strict=True))
    return _share(2 * hits, sum(truth) + sum(found))


def calibration_error(permille: Sequence[int], is_right: Sequence[bool], *, bins: int = 10) -> float:
    """The expected calibration error (Naeini, Cooper and Hauskrecht 2015): how far confidence is from being right.

    Confidences are in thousandths, in ``bins`` of equal width; 0 where each bin is right as often as it says.
    """
    total = 0.0
    for number in range(bins):
        inside = [
            (sure, right)
            for sure, right in zip(permille, is_right, strict=True)
            if min(sure * bins // 1000, bins - 1) == number
        ]
        total += abs(sum(sure / 1000 - right for sure, right in inside))
    return _share(total, len(permille))


def words_f1(cases: Sequence[tuple[str | None, str | None]]) -> float:
    """F1 of words found, (wanted, given): right where at least half of all their words are in both."""
    hits = sum(1 for wanted, given in cases if wanted and given and _overlap(wanted, given))
    return _share(2 * hits, sum(bool(wanted) for wanted, _ in cases) + sum(bool(given) for _, given in cases))


def _overlap(wanted: str, given: str) -> bool:
    a, b = Counter(wanted.lower().split()), Counter(given.lower().split())
    return 2 * (a & b).total() >= (a | b).total()


def b_cubed(truth: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """B-cubed precision and recall, each the mean over all items."""
    both = Counter(zip(truth, found, strict=True))
    wanted, given = Counter(truth), Counter(found)
    precision = sum(count * count / given[group] for (_, group), count in sorted(both.items()))
    recall = sum(count * count / wanted[group] for (group, _), count in sorted(both.items()))
    return _share(precision, len(truth)), _share(recall, len(truth))


def pairs(truth: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """Precision and recall of the pairs that stand in one group."""
    both = _couples(Counter(zip(truth, found, strict=True)))
    return _share(both, _couples(Counter(found))), _share(both, _couples(Counter(truth)))


def adjusted_rand(truth: Sequence[str], found: Sequence[str]) -> float:
    """Agreement of two groupings beyond chance: 1 when equal, about 0 by chance."""
    both = _couples(Counter(zip(truth, found, strict=True)))
    wanted, given = _couples(Counter(truth)), _couples(Counter(found))
    every = len(truth) * (len(truth) - 1) // 2
    # (both - chance) / (mean - chance), all times 2 * every to stay whole
    above = 2 * (both * every - wanted * given)
    below = (wanted + given) * every - 2 * wanted * given
    return above / below if below else 1.0


def area(truth: Sequence[bool], scores: Sequence[int]) -> float | None:
    """The chance that a disagreeing pair scores above an agreeing one, ties counting half; None when one is absent."""
    low = sorted(score for is_true, score in zip(truth, scores, strict=True) if not is_true)
    high = [score for is_true, score in zip(truth, scores, strict=True) if is_true]
    if not low or not high:
        return None
    twice = sum(bisect_left(low, score) + bisect_right(low, score) for score in high)
    return twice / (2 * len(low) * len(high))


def _couples(counts: Mapping[Any, int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def _harmonic(precision: float, recall: float) -> float:
    return _share(2 * precision * recall, precision + recall)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def runs(names: Sequence[str]) -> list[tuple[int, int]]:
    """Where a name holds on: [start, end) of each run."""
    starts = [at for at in range(len(names)) if at == 0 or names[at] != names[at - 1]]
    return list(zip(starts, [*starts[1:], len(names)], strict=True))


def checked(what: str, lines: Sequence[Line]) -> None:
    """Raises WrongUse where these lines are not what ``eval`` of this asks: before anybody is asked about them."""
    if what == "statements":
        _require(lines, "doc", "text", "type")
        _require_labels(lines)
    elif what == "threads":
        _require(lines, "source", "text", "group")
    else:
        _require(lines, "a", "b", "relation")
        _require_known(lines, "relation", RELATIONS)


def _require(lines: Sequence[Line], *keys: str) -> None:
    """Raises WrongUse where there is nothing to score, or a line lacks a key: the figures of nothing are no figures."""
    if not lines:
        raise WrongUse("eval.no_lines")
    for number, line in _numbered(lines):
        for key in keys:
            if not isinstance(line.get(key), str):
                raise WrongUse("extract.gold_key", line=number, key=key)


def _require_known(lines: Sequence[Line], key: str, known: Sequence[str]) -> None:
    """Raises WrongUse at a label that the program cannot give: it would count as missed whatever is found."""
    for number, line in _numbered(lines):
        if line[key] not in known:
            raise WrongUse("eval.label", line=number, key=key, value=_brief(line[key]), known=" ".join(known))


def _require_labels(lines: Sequence[Line]) -> None:
    """The same for what is said of a statement; a label that is left out, or null, says that there is none."""
    _require_known(lines, "type", TYPES)
    known = [theme.id for theme in frame({"kader": DEFAULT_FRAME}).themes]
    for number, line in _numbered(lines):
        themes_of = line.get("themes")
        if themes_of is not None and not isinstance(themes_of, list | tuple):
            raise WrongUse("eval.no_list", line=number, key="themes", value=_brief(themes_of))
        for theme in themes_of or ():
            if theme not in known:
                raise WrongUse(
                    "eval.theme", line=number, value=_brief(theme), frame=DEFAULT_FRAME, known=" ".join(known)
                )
        for key in ("addressee", "deadline"):
            if not isinstance(line.get(key), str | None):
                raise WrongUse("eval.no_words", line=number, key=key, value=_brief(line[key]))


def _numbered(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    for number, line in enumerate(lines, start=1):
        yield int(line.get(LINE_KEY, number)), line


def _brief(value: object) -> str:
    return str(value)[:60]

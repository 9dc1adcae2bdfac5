"""What a language model did for a dossier, as every publication tells it: what was sent where, and what it found.

What left the house is told by the log, run by run; which sentences and titles are a model's, by the records. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rodedraad import phrases
from rodedraad.publish.publication import Publication
from rodedraad.records import RefusalKind, Sending, SuggestionKind
from rodedraad.wording import Language

_LONGEST_NAME, _LONGEST_TITLE = 80, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelWork:
    """All that models did for a dossier. ``found`` is the model that found each sentence that is a model's, by its id.

    ``titles`` are of the sources of this publication: text of others may have been sent too.
    """

    runs: tuple[Sending, ...]
    titles: Mapping[str, str]
    found: Mapping[str, str]
    titled: int
    worded: int
    """Clauses whose words are a model's."""
    refused: tuple[tuple[RefusalKind, int], ...]
    waiting: tuple[tuple[SuggestionKind, int], ...]

    def titles_of(self, run: Sending) -> tuple[str, ...]:
        """The titles of the sources of which text was sent, as far as they are in this publication."""
        return tuple(sorted(self.titles[id_] for id_ in run.sources if id_ in self.titles))

    @property
    def is_any(self) -> bool:
        """Whether a model had a part in the dossier at all."""
        return bool(self.runs or self.found or self.titled or self.worded or self.refused or self.waiting)


def model_work(publication: Publication) -> ModelWork:
    """What models did for the dossier of this publication, and for its clauses."""
    dossier = publication.dossier
    links = dossier.links
    return ModelWork(
        runs=tuple(
            replace(
                one,
                model=phrases.clipped(one.model, _LONGEST_NAME),
                endpoint=phrases.clipped(one.endpoint, _LONGEST_TITLE),
            )
            for one in dossier.sendings
        ),
        titles={source.id: phrases.clipped(source.title, _LONGEST_TITLE) for source in dossier.sources},
        found={one.id: name for one in dossier.statements if (name := model_of(one.origin))},
        titled=sum(bool(model_of(one.titled_by)) for one in links.threads),
        worded=sum(bool(model_of(one.origin)) for one in publication.proposition.clauses),
        refused=tuple(sorted(Counter(one.kind for one in links.refusals).items())),
        waiting=tuple(sorted(Counter(one.what for one in links.suggestions).items())),
    )


def model_of(origin: str) -> str:
    """The name of the model that something is of; empty where it is no model's."""
    return phrases.clipped(origin.removeprefix("model:"), _LONGEST_NAME) if origin.startswith("model:") else ""


def mark(origin: str, language: Language) -> str:
    """The mark of what a model found or worded: "door model NAME"; empty where it is no model's."""
    name = model_of(origin)
    return phrases.said("publication.by_model", language, model=name) if name else ""


def sentences(work: ModelWork, language: Language) -> Iterator[str]:
    """What models did, in a few sentences; one where none was ever asked."""
    if not work.is_any:
        yield phrases.said("publication.no_model", language)
        return
    if work.runs:
        counts = {
            "calls": phrases.number(sum(one.calls for one in work.runs), language),
            "models": phrases.listed(sorted({one.model for one in work.runs}), language),
        }
        away = sorted({one.endpoint for one in work.runs if not one.is_local})
        if away:
            yield phrases.said("publication.sent_away", language, where=phrases.listed(away, language), **counts)
        else:
            yield phrases.said("publication.sent_here", language, **counts)
    else:
        yield phrases.said("publication.nothing_sent", language)
    if work.found or work.titled or work.worded:
        counted = (("statement", len(work.found)), ("title", work.titled), ("clause", work.worded))
        told = [_noun(kind, count, language) for kind, count in counted if count]
        yield phrases.said("publication.model_found", language, what=phrases.listed(told, language))
    else:
        yield phrases.said("publication.model_found_none", language)


def _noun(kind: str, count: int, language: Language) -> str:
    code = f"publication.model_{kind}_one" if count == 1 else f"publication.model_{kind}_many"
    return phrases.said(code, language, count=phrases.number(count, language))


def cost(value: float | None, language: Language) -> str:
    """An amount of euros as a reader writes it; that it is not known where there were no prices."""
    if value is None:
        return phrases.said("publication.no_price", language)
    shown = f"{value:,.2f}" if value >= 1 else f"{value:.4f}"
    return shown if language == "en" else shown.translate(str.maketrans(",.", ".,"))

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
_DUTCH = str.maketrans(",.", ".,")


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
    stories: int
    """Quotes in the stories of the futures that stand behind a model's words for them."""
    refused: tuple[tuple[RefusalKind, int], ...]
    waiting: tuple[tuple[SuggestionKind, int], ...]
    pages: int
    """Pages that the program read; a document without pages is not among them."""
    minutes_per_page: float
    own_hours: float

    def titles_of(self, run: Sending) -> tuple[str, ...]:
        """The titles of the sources of which text was sent, as far as they are in this publication."""
        return tuple(sorted(self.titles[id_] for id_ in run.sources if id_ in self.titles))

    @property
    def is_any(self) -> bool:
        """Whether a model had a part in the dossier at all."""
        return bool(
            self.runs or self.found or self.titled or self.worded or self.stories or self.refused or self.waiting
        )


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
        stories=sum(one.language == publication.language for one in publication.stories.values()),
        refused=tuple(sorted(Counter(one.kind for one in links.refusals).items())),
        waiting=tuple(sorted(Counter(one.what for one in links.suggestions).items())),
        pages=sum(one.pages_read or 0 for one in dossier.coverage),
        minutes_per_page=dossier.minutes_per_page,
        own_hours=dossier.own_hours,
    )


def model_of(origin: str) -> str:
    """The name of the model that something is of; empty where it is no model's."""
    return phrases.clipped(origin.removeprefix("model:"), _LONGEST_NAME) if origin.startswith("model:") else ""


def mark(origin: str, language: Language) -> str:
    """The mark of what a model found or worded: "door model NAME"; empty where it is no model's."""
    name = model_of(origin)
    return phrases.said("publication.by_model", language, model=name) if name else ""


def story_by(origin: str, language: Language) -> str:
    """The mark of a model's words in the story of a future: nobody approves those, so it always stays."""
    return phrases.said("story.by_model", language, model=model_of(origin))


def suggested_by(origin: str, language: Language) -> str:
    """That a correction was a model's suggestion, which a person took over; empty where it was a person's own."""
    name = model_of(origin)
    return phrases.said("publication.suggested_by", language, model=name) if name else ""


def worded_by(publication: Publication, origin: str, *, of_plain: bool = False) -> str:
    """The mark of a clause, or of its plain-language version, in a model's words; empty where they are no model's.

    Once a person approved the version it says who stands for those words, and still whose they are.
    """
    name = model_of(origin)
    if not name:
        return ""
    approval = publication.version.approval if publication.version else None
    if approval is None:
        return phrases.said("paper.plain_by_model" if of_plain else "paper.by_model", publication.language, model=name)
    person = phrases.clipped(approval.person, _LONGEST_NAME) or phrases.said("html.name_erased", publication.language)
    return phrases.said("publication.worded_approved", publication.language, model=name, person=person)


def sentences(work: ModelWork, language: Language) -> Iterator[str]:
    """What models did and what it took, in a few sentences, and what reading saved; first that none was ever asked."""
    yield from _done(work, language)
    if work.runs:
        yield _total(work, language)
    if work.pages and work.minutes_per_page:
        yield _saved(work, language)


def _done(work: ModelWork, language: Language) -> Iterator[str]:
    if not work.is_any:
        yield phrases.said("publication.no_model", language)
        return
    if work.runs:
        counts = {"models": phrases.listed(sorted({one.model for one in work.runs}), language)}
        away = sorted({one.endpoint for one in work.runs if not one.is_local})
        if away:
            yield phrases.said("publication.sent_away", language, where=phrases.listed(away, language), **counts)
        else:
            yield phrases.said("publication.sent_here", language, **counts)
    else:
        yield phrases.said("publication.nothing_sent", language)
    if work.found or work.titled or work.worded or work.stories:
        counted = (
            ("statement", len(work.found)),
            ("title", work.titled),
            ("clause", work.worded),
            ("story", work.stories),
        )
        told = [_noun(kind, count, language) for kind, count in counted if count]
        yield phrases.said("publication.model_found", language, what=phrases.listed(told, language))
    else:
        yield phrases.said("publication.model_found_none", language)


def _total(work: ModelWork, language: Language) -> str:
    """What all runs together took: requests, tokens and euros; of how many the price is not known."""
    known = [one.cost_eur for one in work.runs if one.cost_eur is not None]
    unknown = len(work.runs) - len(known)
    values = {
        "runs": _noun("run", len(work.runs), language),
        "calls": _noun("call", sum(one.calls for one in work.runs), language),
        "tokens_in": phrases.number(sum(one.tokens_in for one in work.runs), language),
        "tokens_out": phrases.number(sum(one.tokens_out for one in work.runs), language),
        "cost": cost(sum(known), language) if known else "",
    }
    if not known:
        return phrases.said("publication.model_total_unpriced", language, **values)
    told = phrases.said("publication.model_total", language, **values)
    if not unknown:
        return told
    return f"{told} {phrases.said('publication.model_total_part', language, runs=_noun('run', unknown, language))}"


def _saved(work: ModelWork, language: Language) -> str:
    """How many hours of reading the pages would have been, on which assumption, and what the team entered itself."""
    told = phrases.said(
        "publication.hours_saved",
        language,
        pages=_noun("page", work.pages, language),
        minutes=decimal(work.minutes_per_page, language),
        hours=decimal(work.pages * work.minutes_per_page / 60, language),
    )
    if not work.own_hours:
        return f"{told} {phrases.said('publication.hours_none', language)}"
    own = phrases.said("publication.hours_own", language, hours=decimal(work.own_hours, language))
    return f"{told} {own}"


def asked_for(run: Sending, language: Language) -> str:
    """What a run asked a model for: each task by its name, with how many requests it took."""
    return ", ".join(
        f"{phrases.label('task', task, language)} ({_noun('call', count, language)})" for task, count in run.tasks
    )


def requests(run: Sending, language: Language) -> str:
    """How many requests went out in a run: "1 vraag", "12 vragen"."""
    return _noun("call", run.calls, language)


def decimal(value: float, language: Language) -> str:
    """A number with at most one place behind the point, as a reader writes it."""
    shown = f"{value:,.1f}".removesuffix(".0")
    return shown if language == "en" else shown.translate(_DUTCH)


def _noun(kind: str, count: int, language: Language) -> str:
    code = f"publication.model_{kind}_one" if count == 1 else f"publication.model_{kind}_many"
    return phrases.said(code, language, count=phrases.number(count, language))


def cost(value: float | None, language: Language) -> str:
    """An amount of euros as a reader writes it; that it is not known where there were no prices."""
    if value is None:
        return phrases.said("publication.no_price", language)
    shown = f"{value:,.2f}" if value >= 1 else f"{value:.4f}"
    return shown if language == "en" else shown.translate(_DUTCH)

"""What a language model did for a dossier, as every publication tells it: what was sent where, and what it found.

What left the house is told by the log, run by run; which sentences and titles are a model's, by the records. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rodedraad import phrases
from rodedraad.publish.publication import Publication
from rodedraad.records import Clause, GenaiTask, Message, RefusalKind, Sending, SuggestionKind
from rodedraad.wording import Language, word

_LONGEST_NAME, _LONGEST_TITLE, _MOST_NAMED = 80, 120, 5
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
    """Threads whose title is a model's."""
    headed: int
    """Clauses that have a title, which a model chose."""
    worded: int
    """Clauses whose words are a model's."""
    stories: int
    """Quotes in the stories of the futures that stand behind a model's words for them."""
    refused: tuple[tuple[RefusalKind, int], ...]
    reasons: tuple[tuple[GenaiTask, Message, int], ...]
    """Why each of them did not enter, with how often it came back like that."""
    waiting: tuple[tuple[SuggestionKind, int], ...]
    accepted: int
    """Suggestions that people took over: those count."""
    declined: int
    plain: int
    """Clauses that have a version in plain language in a model's words."""
    pages: int
    """Pages that the program read; a document without pages is not among them."""
    pageless: tuple[str, ...]
    """The titles of the sources that were read and have no pages."""
    minutes_per_page: float
    own_hours: float

    def titles_of(self, run: Sending) -> tuple[str, ...]:
        """The titles of the sources of which text was sent, as far as they are in this publication."""
        return tuple(sorted(self.titles[id_] for id_ in run.sources if id_ in self.titles))

    @property
    def is_any(self) -> bool:
        """Whether a model had a part in the dossier at all."""
        return bool(self.runs or self.is_in_text or self.refused or self.waiting or self.accepted or self.declined)

    @property
    def is_in_text(self) -> bool:
        """Whether anything that a reader sees is in a model's words, or was found by it."""
        return bool(self.found or self.titled or self.headed or self.worded or self.plain or self.stories)


def model_work(publication: Publication) -> ModelWork:
    """What models did for the dossier of this publication, and for its clauses."""
    dossier = publication.dossier
    links = dossier.links
    titles = {source.id: phrases.clipped(source.title, _LONGEST_TITLE) for source in dossier.sources}
    refusals = (*links.refusals, *publication.refused)
    taken = {one.event for one in dossier.corrections if model_of(one.by) and one.overruled is None}
    pageless = [one.source for one in dossier.coverage if one.pages_read is None and one.characters]
    unread = phrases.said("spent.unreadable", publication.language)
    return ModelWork(
        runs=tuple(
            replace(
                one,
                model=phrases.clipped(one.model, _LONGEST_NAME) or unread,
                endpoint=phrases.clipped(one.endpoint, _LONGEST_TITLE) or unread,
            )
            for one in dossier.sendings
        ),
        titles=titles,
        found={one.id: name for one in dossier.statements if (name := model_of(one.origin))},
        titled=sum(bool(model_of(one.titled_by)) for one in links.threads),
        headed=sum(
            bool(title_in(one, publication.language) and model_of(one.titled_by))
            for one in publication.proposition.clauses
        ),
        worded=sum(bool(text_by(one, publication.language)) for one in publication.proposition.clauses),
        stories=sum(one.language == publication.language for one in publication.stories.values()),
        plain=sum(bool(model_of(one.plain_by)) for one in publication.proposition.clauses),
        refused=tuple(sorted(Counter(one.kind for one in refusals).items())),
        reasons=tuple(
            (task, why, count) for (task, why), count in Counter((one.task, one.message) for one in refusals).items()
        ),
        waiting=tuple(sorted(Counter(one.what for one in links.suggestions).items())),
        accepted=len(taken),
        declined=dossier.declined,
        pageless=tuple(sorted(titles[id_] for id_ in pageless if id_ in titles)),
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


def text_by(clause: Clause, language: Language) -> str:
    """The name of the model whose words the text in this language is; empty where it is the rules' or a person's.

    A model is asked for words in the language of the quotes; in the other the text stays as the rules made it.
    """
    spoken = {one.language or "nl" for one in clause.citations if one.role != "backs"}
    return model_of(clause.origin) if spoken == {language} else ""


def worded_by(publication: Publication, clause: Clause) -> str:
    """The mark of a clause in a model's words; empty where they are no model's."""
    return _marked(publication, text_by(clause, publication.language), "paper.by_model")


def put_plainly_by(publication: Publication, origin: str) -> str:
    """The mark of a plain-language version in a model's words; empty where they are no model's."""
    return _marked(publication, model_of(origin), "paper.plain_by_model")


def _marked(publication: Publication, name: str, code: str) -> str:
    """Whose words they are; once a person approved the version also who stands for them."""
    if not name:
        return ""
    approval = publication.version.approval if publication.version else None
    if approval is None:
        return phrases.said(code, publication.language, model=name)
    person = phrases.clipped(approval.person, _LONGEST_NAME) or phrases.said("html.name_erased", publication.language)
    return phrases.said("publication.worded_approved", publication.language, model=name, person=person)


def title_in(clause: Clause, language: Language) -> str:
    """What a clause is about; empty where it has no title, or one in the words of another language than the reader's."""
    spoken = {one.language or "nl" for one in clause.citations if one.role != "backs"}
    return clause.title if spoken == {language} or not model_of(clause.titled_by) else ""


def who_titled(publication: Publication) -> str:
    """Which model chose titles of clauses out of their quotes, and which ones a person wrote. Empty where there are none."""
    language = publication.language
    chosen = [one for one in publication.proposition.clauses if title_in(one, language)]
    models = sorted({name for one in chosen if (name := model_of(one.titled_by))})
    own = [str(publication.numbers[one.id]) for one in chosen if not model_of(one.titled_by)]
    told = (
        phrases.said("paper.titled_by_model", language, model=phrases.listed(models, language)) if models else "",
        phrases.said("paper.titled_by_person", language, numbers=phrases.listed(own, language)) if own else "",
    )
    return " ".join(filter(None, told))


def sentences(work: ModelWork, language: Language) -> Iterator[str]:
    """What models did and what it took, in a few sentences; first that none was ever asked."""
    yield from _done(work, language)
    if work.runs:
        yield _total(work, language)


def hours(work: ModelWork, language: Language) -> Iterator[str]:
    """What reading by the rules saved, which sources are not in that, and the hours that people entered."""
    if not work.minutes_per_page or not (work.pages or work.pageless or work.own_hours):
        return
    if work.pages:
        yield _saved(work, language)
    if work.pageless:
        count, shown = len(work.pageless), work.pageless[:_MOST_NAMED]
        named = phrases.listed(shown, language) if count == len(shown) else ", ".join(shown)
        code = "model_work.pageless" if count == len(shown) else "model_work.pageless_more"
        yield phrases.said(code, language, count=count, named=named, more=count - len(shown))
    if work.own_hours:
        yield phrases.said("publication.hours_own", language, hours=decimal(work.own_hours, language))
    else:
        yield phrases.said("publication.hours_none", language)


def reason(told: tuple[GenaiTask, Message, int], language: Language) -> str:
    """Why something that came back did not enter, what it was for, and how often; of which clause, where it is of one."""
    task, why, count = told
    number = dict(why.values).get("number")
    about = [phrases.label("task", task, language)]
    if number:
        about.append(phrases.said("model_work.of_clause", language, number=number))
    often = f" ({phrases.number(count, language)}×)" if count > 1 else ""
    return f"{', '.join(about)}: {word(why, language)}{often}"


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
    if work.is_in_text:
        counted = (
            ("statement", len(work.found)),
            ("title", work.titled),
            ("clause", work.worded),
            ("clause_title", work.headed),
            ("plain", work.plain),
            ("story", work.stories),
        )
        told = [_noun(kind, count, language) for kind, count in counted if count]
        yield phrases.said("publication.model_found", language, what=phrases.listed(told, language))
    else:
        yield phrases.said("publication.model_found_none", language)
    waiting = sum(count for _, count in work.waiting)
    if work.accepted or work.declined or waiting:
        yield phrases.said(
            "model_work.suggested", language, accepted=work.accepted, declined=work.declined, waiting=waiting
        )
    if refused := sum(count for _, count in work.refused):
        yield phrases.said("model_work.refused", language, count=refused)


def _total(work: ModelWork, language: Language) -> str:
    """What all runs together took: requests, tokens and euros; of how many the price is not known."""
    known = [one.cost_eur for one in work.runs if one.cost_eur is not None]
    unknown = len(work.runs) - len(known)
    values = {
        "runs": _noun("run", len(work.runs), language),
        "calls": _noun("call", sum(one.calls or 0 for one in work.runs), language),
        "tokens_in": phrases.number(sum(one.tokens_in or 0 for one in work.runs), language),
        "tokens_out": phrases.number(sum(one.tokens_out or 0 for one in work.runs), language),
        "cost": cost(sum(known), language) if known else "",
    }
    told = phrases.said("publication.model_total" if known else "publication.model_total_unpriced", language, **values)
    if unread := sum(None in (one.calls, one.tokens_in, one.tokens_out) for one in work.runs):
        told = f"{told} {phrases.said('spent.left_out', language, runs=_noun('run', unread, language))}"
    if not (known and unknown):
        return told
    return f"{told} {phrases.said('publication.model_total_part', language, runs=_noun('run', unknown, language))}"


def _saved(work: ModelWork, language: Language) -> str:
    """How many hours of reading the pages would have been, on which assumption, and that the rules did it."""
    told = phrases.said(
        "publication.hours_saved",
        language,
        pages=_noun("page", work.pages, language),
        minutes=decimal(work.minutes_per_page, language),
        hours=decimal(work.pages * work.minutes_per_page / 60, language),
    )
    return f"{told} {phrases.said('model_work.by_rules', language)}"


def asked_for(run: Sending, language: Language) -> str:
    """What a run asked a model for: each task by its name, with how many requests it took."""
    return ", ".join(
        f"{phrases.label('task', task, language)} ({_noun('call', count, language)})" for task, count in run.tasks
    )


def requests(run: Sending, language: Language) -> str:
    """How many requests went out in a run: "1 vraag", "12 vragen"."""
    if run.calls is None:
        return phrases.said("publication.model_call_many", language, count=phrases.said("spent.no_count", language))
    return _noun("call", run.calls, language)


def tokens(count: int | None, language: Language) -> str:
    """A count of tokens; that it cannot be read where it can be none."""
    return phrases.said("spent.no_count", language) if count is None else phrases.number(count, language)


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

"""Ports in memory: as plain as can be, and held to the same contract as the real ones."""

import hashlib
import threading
from contextlib import contextmanager
from dataclasses import fields

import numpy as np

from rodedraad import chain
from rodedraad.adapters.seeking import candidate_of
from rodedraad.errors import ModelUnavailable, StoreError, UnknownRecord, WrongUse
from rodedraad.records import NO_PROSPECTS, Completion, Hit, Links, Prospects
from rodedraad.stems import stemmed

KINDS = [
    "sources",
    "statements",
    *(part.name for part in fields(Links)),
    *(part.name for part in fields(Prospects)),
    "problems",
    "coverage",
]


class MemoryStore:
    """Port Store in dictionaries. Its search knows words as they stand, not their stems."""

    def __init__(self):
        self._held = {}
        self._kept = {}
        self._lists = {}
        self._fingerprint = None

    def keys(self):
        return {source: key for source, (key, _) in sorted(self._held.items())}

    def put(self, key, reading):
        self._held[reading.source.id] = (key, reading)

    def readings(self, sources):
        for source in sources:
            if source not in self._held:
                raise UnknownRecord("store.unknown_record", name=source)
            yield self._held[source][1]

    def documents(self, sources):
        return (reading.document for reading in self.readings(sources))

    def settle(self, fingerprint, sources, statements, links, *, prospects=NO_PROSPECTS, problems=(), coverage=()):
        here = {source.id for source in sources}
        self._held = {source: pair for source, pair in self._held.items() if source in here}
        self._lists = {kind: tuple(getattr(links, kind, getattr(prospects, kind, ()))) for kind in KINDS}
        self._lists |= {"sources": tuple(sources), "statements": tuple(statements)}
        self._lists |= {"problems": tuple(problems), "coverage": tuple(coverage)}
        self._fingerprint = fingerprint

    def fingerprint(self):
        return self._fingerprint

    def records(self, kind):
        if kind not in KINDS:
            raise UnknownRecord("store.unknown_kind", kind=kind, known=" ".join(KINDS))
        yield from self._lists.get(kind, ())

    def hold(self, name, data):
        self._kept[name] = data

    def held(self, name):
        return self._kept.get(name)

    def counts(self):
        return {kind: len(self._lists.get(kind, ())) for kind in KINDS}

    def get(self, name):
        named = [record for kind in KINDS for record in self._lists.get(kind, ()) if hasattr(record, "id")]
        found = [record for record in named if record.id == name][:1]
        found = found or [record for record in named if len(name) >= 4 and record.id.startswith(name)]
        if len(found) != 1:
            raise UnknownRecord("store.ambiguous" if found else "store.unknown_record", name=name)
        return found[0]

    def frequencies(self, stems):
        texts = [stemmed(one.quote, one.language).split() for one in self.records("statements")]
        return {stem: sum(stem in text for text in texts) for stem in stems}, len(texts)

    def candidates(self, stems, vector, limit=200):
        found = {}
        for reading in self.readings(sorted(self._held)):
            rows = np.frombuffer(reading.vectors, dtype=np.int8).reshape(len(reading.statements), -1).astype(int)
            for one, row in zip(reading.statements, rows, strict=True):
                product = int(row @ np.frombuffer(vector, dtype=np.int8).astype(int)) if row.size else None
                held = set(stems) & set(stemmed(one.quote, one.language).split())
                if held or (product or 0) > 0:
                    found[one.id] = candidate_of(one, product=product)
        return tuple(found.values())[: 2 * limit]

    def search(self, query, limit=20):
        words = query.lower().split()
        hits = [
            Hit(id=one.id, source=one.source, page=one.page, quote=one.quote, start=one.start, end=one.end, score=1.0)
            for one in self._lists.get("statements", ())
            if words and all(word in one.quote.lower() for word in words)
        ]
        return tuple(hits[:limit])

    def near_words(self, query):  # noqa: ARG002  the port's name; this one knows words as they stand
        return {}

    def close(self):
        pass


class MemoryLog:
    """Port Log in dictionaries."""

    def __init__(self):
        self._events = {}
        self._names = {}
        self._texts = {}
        self._bodies = {}
        self._seen = {}

    def events(self):
        return chain.ordered(self._events.values())

    def append(self, *, at, person, kind, targets, values, seen=None):
        event = chain.made(self.events(), at=at, person=person, kind=kind, targets=targets, values=values)
        self._events[event.id] = event
        if seen:
            self._seen[seen[0]] = seen[1]
        return event

    def seen(self, name):
        return self._seen.get(name)

    def person(self, name):
        for id_, held in sorted(self._names.items()):
            if held == name:
                return id_
        id_ = f"{len(self._names):032x}"
        self._names[id_] = name
        return id_

    def names(self):
        return dict(sorted(self._names.items()))

    def personal(self):
        names = ((id_, id_, "name", name) for id_, name in self._names.items())
        return tuple(sorted([*names, *((id_, person, "text", words) for id_, (person, words) in self._texts.items())]))

    def text(self, person, words):
        if len(words) > 1_000_000:
            raise WrongUse("log.text_too_long", count=len(words), most=1_000_000)
        id_ = f"t{len(self._texts):031x}"
        self._texts[id_] = (person or id_, words)
        return id_

    def texts(self):
        return {id_: words for id_, (_, words) in self._texts.items()}

    @contextmanager
    def together(self):
        kept = (dict(self._events), dict(self._names), dict(self._texts), dict(self._bodies))
        try:
            yield
        except BaseException:
            self._events, self._names, self._texts, self._bodies = kept
            raise

    def keep(self, body):
        sha256 = hashlib.sha256(body).hexdigest()
        self._bodies[sha256] = body
        return sha256

    def body(self, sha256):
        if sha256 not in self._bodies:
            raise StoreError("log.no_body", file="", body=sha256[:16])
        return self._bodies[sha256]

    def merge(self, other):
        if broken := other.failures():
            raise StoreError("log.not_whole", file="", event=broken[0])
        names = {person: value for _, person, kind, value in other.personal() if kind == "name"}
        new = {event.id: event for event in other.events() if event.id not in self._events}
        if broken := chain.failures((*self._events.values(), *new.values())):
            raise StoreError("log.not_whole", file="", event=broken[0])
        for event in new.values():
            if what := chain.refusal(event):
                raise StoreError("log.event_refused", file="", event=event.id, what=what)
        for name in names.values():
            if not name.strip() or len(name) > 200 or not name.isprintable():
                raise StoreError("log.name_refused", file="", name=ascii(name))
        self._bodies |= {name: other.body(name) for event in new.values() for name in chain.bodies(event)}
        self._events |= new
        self._names = {**names, **self._names}
        theirs = {id_: (person, words) for id_, person, kind, words in other.personal() if kind == "text"}
        self._texts = {**theirs, **self._texts}
        self._forget()
        return len(new)

    def erase(self, person, *, at, by):
        event = self.append(at=at, person=by, kind="erase", targets=(), values={"person": person})
        self._forget()
        return event

    def _forget(self):
        for event in self._events.values():
            if event.kind == "erase":
                gone = dict(event.values)["person"]
                self._names.pop(gone, None)
                self._texts = {id_: kept for id_, kept in self._texts.items() if kept[0] != gone}

    def failures(self):
        lost = {event.id for event in self._events.values() if not self._bodies.keys() >= set(chain.bodies(event))}
        return tuple(sorted({*lost, *chain.failures(self._events.values())}))

    def close(self):
        pass


class GivenLog:
    """What a log of unknown make gives to one that takes it over; it has checked nothing."""

    def __init__(self, events=(), names=None):
        self._events = tuple(events)
        self._names = dict(names or {})

    def events(self):
        return self._events

    def personal(self):
        return tuple((id_, id_, "name", name) for id_, name in self._names.items())

    def failures(self):
        return ()


class ScriptedModel:
    """Port Model as a function of the prompt: it gives words, a whole completion, or an error to raise."""

    def __init__(self, answer, *, name="scripted", endpoint="http://localhost/v1"):
        self.name = name
        self.endpoint = endpoint
        self.prompts = []
        self._answer = answer
        self._is_closed = False
        self._lock = threading.Lock()

    def complete(self, prompt):
        with self._lock:
            self.prompts.append(prompt)
        said = ModelUnavailable("model.closed", host="", model=self.name) if self._is_closed else self._answer(prompt)
        if isinstance(said, Exception):
            raise said
        return Completion(text=said) if isinstance(said, str) else said

    def close(self):
        self._is_closed = True

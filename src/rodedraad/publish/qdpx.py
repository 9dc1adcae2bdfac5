"""A project for QualCoder, ATLAS.ti, NVivo and MAXQDA: the REFI-QDA standard 1.0, in a zip.

Each source is there with its canonical text, in which positions are counted in Unicode code points, and with its own
file where that is a PDF. Every statement is a selection, coded with its type, themes, threads,
subject and the clauses that cite it. Method, and what other programs do with it: docs/method/exchange.md.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias, get_args

from lxml import etree

from rodedraad import __version__, phrases
from rodedraad.publish import refi
from rodedraad.publish.coded import Span, coded
from rodedraad.publish.page_places import places
from rodedraad.publish.publication import Publication
from rodedraad.records import Clause, Contribution, Document, Source, StatementType, Subject, Thread

LARGEST_FILE: Final = 50_000_000
LARGEST_IN_ALL: Final = 500_000_000
SHOWN_CITATIONS: Final = 40
_TITLE_CHARS: Final = 90
_QUOTE_CHARS: Final = 80
_NOTHING: Final = "–"
_COLOURS: Final = {
    "type": "#8A5A00",
    "theme": "#1F6F43",
    "thread": "#1B5E9B",
    "subject": "#6A6A6A",
    "clause": "#9B1B4B",
    "place": "#B8860B",
}
_VARIABLES: Final = ("date", "kind", "parties")

Element: TypeAlias = Any
Originals: TypeAlias = Callable[[Source], bytes | None]


def qdpx(publication: Publication, *, originals: Originals) -> bytes:
    """The project of this version and its dossier. ``originals`` gives the bytes of a source, None where they are gone.

    Files above 50 MB, and those past 500 MB in all, stay out; the project's description names them.
    """
    return _Project(publication, originals).zipped()


class _Project:
    """One project while it is made: its root, the files beside it, and the names that are taken."""

    def __init__(self, publication: Publication, originals: Originals) -> None:
        self._publication = publication
        self._originals = originals
        self._language = publication.language
        self._moment = refi.moment(publication.stamp)
        self._user = refi.guid("user", "")
        self._files: dict[str, bytes] = {}
        self._left_out: list[str] = []
        self._names: set[str] = set()
        self._file_names: set[str] = set()
        self._weight = 0
        self._notes: list[Element] = []
        self._coded = coded(publication)

    def zipped(self) -> bytes:
        """The whole project as a zip, with ``project.qde`` first."""
        publication = self._publication
        root = etree.Element(
            "Project",
            nsmap={None: refi.NAMESPACE},
            name=refi.xml_text(publication.proposition.title),
            origin=f"Rodedraad {__version__}",
            creatingUserGUID=self._user,
            creationDateTime=self._moment,
        )
        self._add_users(root)
        self._add_codes(root)
        variables = _under(root, "Variables")
        for name in _VARIABLES:
            title = self._said(f"exchange.variable_{name}")
            _under(variables, "Variable", guid=refi.guid("variable", name), name=title, typeOfVariable="Text")
        sources = etree.Element("Sources")
        for source in publication.dossier.sources:
            document = publication.dossier.documents.get(source.id)
            if document is not None:
                self._add_source(sources, source, document)
        if len(sources):
            root.append(sources)
        self._add_proposition()
        notes = _under(root, "Notes")
        _text(root, "Description", "\n\n".join((publication.mark, self._said("exchange.how"), *self._told())))
        whole = [one for one in publication.contributions if one.clause not in publication.numbers]
        self._contributions(root, "", whole)  # on the whole, or on a clause that is gone: notes of the project
        notes.extend(self._notes)
        _named(root)
        xml = etree.tostring(root, xml_declaration=True, encoding="utf-8")
        return _zip({"project.qde": xml, **{f"Sources/{name}": data for name, data in self._files.items()}})

    def _said(self, code: str, **values: str | int) -> str:
        return phrases.said(code, self._language, **values)

    def _told(self) -> list[str]:
        if not self._left_out:
            return []
        names = ", ".join(self._left_out)
        return [self._said("exchange.left_out", limit=LARGEST_FILE // 1_000_000, names=names)]

    # --- who, and with which codes ----------------------------------------------------------------------------

    def _add_users(self, root: Element) -> None:
        version = self._publication.version
        names = {one.person for one in self._publication.contributions}
        if version and version.approval:
            names.add(version.approval.person)
        users = _under(root, "Users")
        _under(users, "User", guid=self._user, name="Rodedraad", id="rodedraad")
        for name in sorted(names - {""}):
            _under(users, "User", guid=refi.guid("user", name), name=refi.xml_text(name))

    def _add_codes(self, root: Element) -> None:
        publication, language = self._publication, self._language
        codes = _under(_under(root, "CodeBook"), "Codes")
        within = self._category(codes, "types")
        for type_ in get_args(StatementType):
            self._code(within, "type", type_, phrases.label("type", type_, language))
        themes = publication.dossier.frame.themes
        used = {theme for one in publication.dossier.statements for theme in one.themes}
        titles = {one.id: one.nl if language == "nl" else one.en for one in themes}
        titles |= {id_: id_ for id_ in sorted(used - titles.keys())}
        if titles:
            within = self._category(codes, "themes")
            for id_, title in titles.items():
                self._code(within, "theme", id_, title)
        links = publication.dossier.links
        groups: tuple[tuple[str, Sequence[Thread | Subject]], ...] = (
            ("thread", links.threads),
            ("subject", links.subjects),
        )
        for kind, records in groups:
            within = self._category(codes, f"{kind}s") if records else codes
            for number, record in enumerate(records, start=1):
                self._code(within, kind, record.id, self._titled(kind, number, record.title), text=record.title)
        if publication.proposition.clauses:
            within = self._category(codes, "clauses")
            for clause in publication.proposition.clauses:
                self._clause_code(within, clause)
            self._code(self._category(codes, "places"), "place", "cited", self._said("exchange.cited_place"))

    def _titled(self, kind: str, number: int, title: str) -> str:
        return self._said(f"exchange.{kind}", number=number, title=phrases.clipped(title, _TITLE_CHARS))

    def _category(self, codes: Element, name: str) -> Element:
        title = self._free(self._said(f"exchange.{name}"), self._names)
        return _under(codes, "Code", guid=refi.guid("category", name), name=title, isCodable="false")

    def _code(self, within: Element, kind: str, id_: str, name: str, *, text: str = "", sum_: str | None = None) -> Any:
        made = _under(
            within,
            "Code",
            guid=refi.guid(kind, id_),
            name=self._free(name, self._names),
            isCodable="true",
            color=_COLOURS[kind],
        )
        about = refi.mark(kind, id_, sum_)
        remark = f"\n{self._said('exchange.remark')}\n" if kind == "clause" else ""
        _text(made, "Description", (f"{text}\n{about}" if text else about) + remark)
        return made

    def _clause_code(self, within: Element, clause: Clause) -> None:
        publication = self._publication
        text, number = publication.text(clause), publication.numbers[clause.id]
        code = self._code(
            within,
            "clause",
            clause.id,
            self._titled("clause", number, text),
            text=text,
            sum_=refi.clause_sum(text, clause),
        )
        rests = [
            f"{phrases.label('citation', cited.role, self._language)}: «{phrases.clipped(cited.quote, 400)}»"
            f" ({'; '.join(part for part in (publication.place(cited), publication.who(cited.voices)) if part)})"
            for cited in clause.citations[:SHOWN_CITATIONS]
            if cited.source in publication.sources
        ]
        title = self._said("exchange.note_clause", number=number)
        body = "\n\n".join((text, *rests, publication.mark))
        self._note(code, "clause-note", clause.id, name=title, text=body)
        about = [one for one in publication.contributions if one.clause == clause.id]
        self._contributions(code, f"{number}.", about)

    def _contributions(self, of: Element, lead: str, about: Sequence[Contribution]) -> None:
        for place, one in enumerate(about, start=1):
            kind = phrases.label("contribution", one.kind, self._language)
            title = self._said("exchange.note_contribution", number=f"{lead}{place}", kind=kind)
            self._note(of, "contribution", one.id, name=title, text=self._brought(one), person=one.person)

    def _brought(self, one: Contribution) -> str:
        parts = [one.text, one.proposed or ""]
        if one.reply is not None:
            outcome = phrases.label("outcome", one.reply.outcome, self._language)
            parts.append(self._said("exchange.reply", outcome=outcome, reason=one.reply.reason))
        return "\n\n".join(part for part in parts if part) or _NOTHING

    def _note(self, of: Element, kind: str, id_: str, *, name: str, text: str, person: str = "") -> None:
        """A note with its text in it: QualCoder makes a journal of each note that is a file, and there are hundreds."""
        made = self._noted(kind, id_, name, person)
        _text(made, "PlainTextContent", f"{text}\n\n{refi.mark(kind.replace('-', ''), id_, refi.text_sum(text))}")
        self._notes.append(made)
        _under(of, "NoteRef", targetGUID=made.get("guid"))

    def _noted(self, kind: str, id_: str, name: str, person: str = "") -> Element:
        user = refi.guid("user", person)
        return etree.Element(
            "Note",
            guid=refi.guid("note", kind, id_),
            name=refi.xml_text(name),
            creatingUser=user,
            creationDateTime=self._moment,
        )

    def _add_proposition(self) -> None:
        """The whole proposition as a note that is a file, which QualCoder shows as a journal."""
        publication = self._publication
        lines = [publication.proposition.title, publication.mark]
        for section in publication.reading:
            lines += ["", section.title.upper()]
            lines += [f"{publication.numbers[one.id]}. {publication.text(one)}" for one in section.clauses]
        lines += ["", refi.mark("proposition", "text")]
        made = self._noted("proposition", "", self._said("exchange.proposition"))
        made.set("plainTextPath", f"internal://{made.get('guid')}.txt")
        self._files[f"{made.get('guid')}.txt"] = refi.plain("\n".join(lines)).encode()
        self._notes.append(made)

    # --- sources and what is coded in them --------------------------------------------------------------------

    def _add_source(self, sources: Element, source: Source, document: Document) -> None:
        suffix = source.path.rpartition(".")[2].lower()
        original = self._original(source) if suffix == "pdf" else None
        name = self._free(refi.file_name(source.path), self._file_names)
        own = refi.guid("source", source.id)
        text = f"{refi.guid('text', source.id)}.txt"
        self._files[text] = refi.plain(document.text).encode()
        selections = self._selections(document)
        if original is not None:
            self._files[f"{own}.pdf"] = original
            made = _under(sources, "PDFSource", **self._about(own, name), path=f"internal://{own}.pdf")
            _text(made, "Description", self._description(source))
            self._add_places(made, source, document, original)
            inner = _under(made, "Representation", **self._about(refi.guid("text", source.id), name))
            inner.set("plainTextPath", f"internal://{text}")
            _text(inner, "Description", self._description(source))  # QualCoder keeps this one
            inner.extend(selections)
        else:
            made = _under(sources, "TextSource", **self._about(own, name))
            made.set("plainTextPath", f"internal://{text}")
            _text(made, "Description", self._description(source))
            made.extend(selections)
        self._add_variables(made, source)

    def _original(self, source: Source) -> bytes | None:
        data = self._originals(source)
        if data is None or len(data) > LARGEST_FILE or self._weight + len(data) > LARGEST_IN_ALL:
            self._left_out.append(phrases.clipped(source.path, 200))
            return None
        self._weight += len(data)
        return data

    def _about(self, own: str, name: str) -> dict[str, str]:
        return {"guid": own, "name": name, "creatingUser": self._user, "creationDateTime": self._moment}

    def _description(self, source: Source) -> str:
        guesses = ", ".join(phrases.label("guess", one, self._language) for one in source.guesses)
        parts = (
            source.title,
            self._said("exchange.guess", fields=guesses) if guesses else "",
            refi.mark("source", source.id, self._coded.sums.get(source.id)),
        )
        return "\n".join(part for part in parts if part)

    def _add_variables(self, made: Element, source: Source) -> None:
        parties = {party.id: party for party in self._publication.dossier.links.parties}
        values = {
            "date": source.date or "",
            "kind": phrases.label("kind", source.kind, self._language),
            "parties": phrases.speakers(source.parties, parties, self._language) if source.parties else "",
        }
        for name in _VARIABLES:
            if values[name]:
                value = _under(made, "VariableValue")
                _under(value, "VariableRef", targetGUID=refi.guid("variable", name))
                _text(value, "TextValue", values[name])

    def _selections(self, document: Document) -> list[Element]:
        """Everything that is coded in this text, in its order; one selection for one span."""
        here = {span: list(codes) for span, codes in self._coded.statements.get(document.source, {}).items()}
        for span, clauses in self._coded.clauses.get(document.source, {}).items():
            if self._stands(document, span):
                here.setdefault(span, []).extend(("clause", id_) for id_ in clauses)
        found = []
        for start, end in sorted(here):
            if not self._stands(document, (start, end)):
                continue
            own = refi.guid("selection", document.source, str(start), str(end))
            made = etree.Element(
                "PlainTextSelection",
                **self._about(own, phrases.clipped(refi.xml_text(document.text[start:end]), _QUOTE_CHARS)),
                startPosition=str(start),
                endPosition=str(end),
            )
            for kind, id_ in dict.fromkeys(here[start, end]):
                _coding(made, own, refi.guid(kind, id_), self._user)
            found.append(made)
        return found

    def _stands(self, document: Document, span: Span) -> bool:
        quote = self._coded.quotes.get((document.source, *span))
        return quote is not None and document.text[span[0] : span[1]] == quote

    def _add_places(self, made: Element, source: Source, document: Document, original: bytes) -> None:
        """A rectangle on each page where a cited quote stands: the text in other programs need not be ours."""
        spans = [span for span in sorted(self._coded.clauses.get(source.id, {})) if self._stands(document, span)]
        code = refi.guid("place", "cited")
        for span, corners in zip(spans, places(original, document, spans), strict=True):
            numbers = [str(self._publication.numbers[id_]) for id_ in self._coded.clauses[source.id][span]]
            for page, (left, bottom, right, top) in corners:
                own = refi.guid("place", source.id, str(span[0]), str(span[1]), str(page))
                name = self._titled("clause", int(numbers[0]), document.text[span[0] : span[1]])
                one = _under(
                    made,
                    "PDFSelection",
                    **self._about(own, refi.xml_text(name)),
                    page=str(page - 1),
                    firstX=str(left),
                    firstY=str(bottom),
                    secondX=str(right),
                    secondY=str(top),
                )
                _coding(one, own, code, self._user)

    def _free(self, name: str, taken: set[str]) -> str:
        """The name, or the first numbered one that is free: QualCoder loses the codings of a name that comes twice."""
        name = refi.xml_text(" ".join(name.split())) or _NOTHING
        stem, dot, suffix = name.rpartition(".") if taken is self._file_names else (name, "", "")
        free, number = name, 1
        while free.casefold() in taken:
            number += 1
            free = f"{stem} ({number}){dot}{suffix}" if stem else f"{name} ({number})"
        taken.add(free.casefold())
        return free


def _under(parent: Element, tag: str, /, **attributes: str) -> Element:
    return etree.SubElement(parent, tag, attributes)


def _text(parent: Element, name: str, text: str) -> None:
    _under(parent, name).text = refi.xml_text(text)


def _coding(selection: Element, own: str, code: str, user: str) -> None:
    coding = _under(selection, "Coding", guid=refi.guid("coding", own, code), creatingUser=user)
    _under(coding, "CodeRef", targetGUID=code)


def _named(root: Element) -> None:
    """Puts everything in the one namespace of the standard."""
    for element in root.iter():
        element.tag = f"{{{refi.NAMESPACE}}}{element.tag}"


def _zip(files: Mapping[str, bytes]) -> bytes:
    """The same files give the same bytes: all of one time, and what is packed already is not packed again."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".pdf") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return held.getvalue()

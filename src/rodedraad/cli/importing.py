"""The command ``import``: what came back is shown, and when a person says so written in the log, and nothing else.

What a file is follows from its bytes and its name: the log of another copy, an edited export (XLSX, QDPX, DOCX), a
form (CSV), measurements (CSV, JSON: ``cli/measuring.py``), or else a letter or e-mail that our readers can read. Only authored events come of it: nothing that was
derived can be changed by a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast, get_args

from rodedraad import amending, authored, consult, phrases, read, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.amending import Standing, standing
from rodedraad.cli import EXIT_DONE, EXIT_LOOK, classifying, judging, measuring
from rodedraad.cli.acts import themes
from rodedraad.cli.correcting import rebuilt
from rodedraad.cli.making import acting, now
from rodedraad.cli.speech import LANGUAGE, consent, put, put_json, said, tell, worded
from rodedraad.cli.tables import Known, field_word, value_word
from rodedraad.errors import UnreadableSource, WrongUse
from rodedraad.intake import ClauseEdit, Intake, NewContribution, StatementEdit
from rodedraad.publish.view import Dossier
from rodedraad.records import Channel, Clause, Contribution, ContributionKind, Statement, Value

LARGEST_BYTES = 500_000_000
"""A file above this is not taken in: a whole project of ATLAS.ti with its sources is smaller."""
_SHOWN = 80
"""Characters of a clause that a preview shows beside its number."""
_LOG = b"SQLite format 3\0"
_LETTERS = frozenset({".docx", ".odt", ".pdf", ".txt", ".md", ".html", ".htm", ".eml", ".pptx"})
_BY_ID = frozenset({".xlsx", ".xlsm", ".qdpx", ".qde"})
"""What names clauses by their ids and knows what each of its cells held: which text it was made of does not matter."""
_CHANNELS: Mapping[str, Channel] = {".eml": "email"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who brings it in, where the file does not say: a name, a party of the dossier, and what kind it is."""

    person: str | None = None
    party: str | None = None
    kind: str | None = None


def import_(
    path: Path,
    file: Path,
    *,
    is_preview: bool,
    is_confirmed: bool,
    sender: Sender,
    actor: str | None,
    as_json: bool,
) -> int:
    """Takes in what a file brings: corrections, edits of clauses and contributions; or the log of another copy."""
    if file.exists() and not (file.is_file() or file.is_dir()):
        raise WrongUse("importing.no_regular_file", path=str(file))
    if file.is_dir() or _begins(file).startswith(_LOG):
        from rodedraad.cli import logbook  # noqa: PLC0415  another way in

        return logbook.import_(path, file, is_preview=is_preview, is_confirmed=is_confirmed, as_json=as_json)
    folder = DossierFolder.open(path)
    if classifying.is_classification(file):
        return classifying.import_(
            path, file, is_preview=is_preview, is_confirmed=is_confirmed, actor=actor, as_json=as_json
        )
    if measuring.is_measured(file):
        return measuring.import_(
            folder, file, is_preview=is_preview, is_confirmed=is_confirmed, actor=actor, as_json=as_json
        )
    matrix = judging.matrix_in(file)
    if matrix is not None:
        status = judging.import_(
            folder, matrix, is_preview=is_preview, is_confirmed=is_confirmed, actor=actor, as_json=as_json
        )
        if status is not None:
            return status
    if sender.kind is not None and sender.kind not in get_args(ContributionKind):
        raise WrongUse("importing.unknown_kind", kind=sender.kind[:80], known=" ".join(get_args(ContributionKind)))
    dossier = consult.whole(folder, has_confidential=True)
    if sender.party is not None and sender.party not in {party.id for party in dossier.links.parties}:
        raise WrongUse("publishing.unknown_party", name=sender.party[:80])
    here = shown_in(file, folder)
    intake = by_sender(read_in(file, here, dossier, sender), sender)
    intake = without_known(intake, versions.contributed(folder))
    if is_preview or intake.is_empty:
        return _told(intake, here, dossier, written=0, as_json=as_json)
    if not as_json:
        _tell(intake, here, dossier)
    if (status := consent(is_confirmed=is_confirmed)) is not None:
        return status
    written = write(folder, intake, here, dossier, actor=acting(folder, actor))
    lost = rebuilt(folder, acting(folder, actor)) if intake.edits else ()
    if as_json:
        return _told(intake, here, dossier, written=written, as_json=True)
    put(said("importing.written", count=written, path=str(path)))
    return EXIT_LOOK if lost or intake.problems else EXIT_DONE


def shown_in(file: Path, folder: DossierFolder) -> Standing:
    """The text that a file speaks of, with its numbers: what others see, but where it says that it shows the whole.

    An export without what may not be shown has other numbers; a letter or form is by somebody who read that.
    """
    full, public = standing(folder), standing(folder, is_public=True)
    suffix = file.suffix.lower()
    if full.version is None or full.version.body == full.version.public or suffix in _BY_ID:
        return full
    if suffix == ".docx":
        from rodedraad.intake import docx  # noqa: PLC0415  each way in loads what it needs

        return full if docx.shows(_bytes(file)) == full.version.body else public
    return public


def _bytes(file: Path) -> bytes:
    """The bytes of a file of the user. Raises WrongUse where it cannot be read or is too large."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise WrongUse("folder.no_such_file", path=str(file)) from error
    if len(data) > LARGEST_BYTES:
        raise WrongUse("importing.too_large", path=str(file), most=LARGEST_BYTES // 1_000_000)
    return data


def read_in(file: Path, here: Standing, dossier: Dossier, sender: Sender) -> Intake:
    """What a file brings in, by what it is. Raises WrongUse where it is nothing that can be taken in."""
    data = _bytes(file)
    statements = {one.id: one for one in dossier.statements}
    clauses = {one.id: one for one in here.proposition.clauses}
    suffix = file.suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        from rodedraad.intake import xlsx  # noqa: PLC0415  each way in loads what it needs

        return xlsx.read(data, statements=statements, proposition=here.proposition)
    if suffix in (".qdpx", ".qde"):
        from rodedraad.intake import qdpx  # noqa: PLC0415

        themes = [theme.id for theme in dossier.frame.themes]
        return qdpx.read(data, documents=dossier.documents, statements=statements, clauses=clauses, themes=themes)
    if suffix == ".csv":
        from rodedraad.intake import form  # noqa: PLC0415

        return form.read(data, proposition=here.proposition)
    if suffix == ".docx":
        from rodedraad.intake import docx  # noqa: PLC0415

        if docx.is_ours(data):
            held = {here.version.body, here.version.public} if here.version else {""}
            return docx.read(data, clauses=clauses, language=LANGUAGE.get(), versions=held)
    if suffix not in _LETTERS:
        raise WrongUse("importing.unknown_file", path=str(file))
    return _letter(data, file, here, sender)


def _letter(data: bytes, file: Path, here: Standing, sender: Sender) -> Intake:
    from rodedraad.describe import dates  # noqa: PLC0415
    from rodedraad.describe.front import Front  # noqa: PLC0415
    from rodedraad.intake import letter  # noqa: PLC0415

    try:
        perusal = read.read(data, file.name)
    except UnreadableSource as error:
        raise WrongUse("importing.unreadable", path=str(file), reason=worded(error.message)) from error
    told = dict(perusal.properties)
    channel = _CHANNELS.get(file.suffix.lower(), "letter")
    person = sender.person or (told.get("from") if channel == "email" else None)
    taken = letter.read(
        perusal.document, proposition=here.proposition, person=person, party=sender.party, channel=channel
    )
    day, is_of_file = dates.date(Front(perusal.document), path=file.name, properties=told)
    if day is None or is_of_file or len(day) < len("2026-01-01") or day > now()[:10]:
        return taken
    return replace(taken, contributions=tuple(replace(one, at=day) for one in taken.contributions))


def by_sender(intake: Intake, sender: Sender) -> Intake:
    """The intake with what was said at the door of who brings it in, where the file itself does not say."""
    brought = tuple(
        replace(
            one,
            person=one.person or sender.person,
            party=one.party or sender.party,
            kind=one.kind if sender.kind is None else cast("ContributionKind", sender.kind),
        )
        for one in intake.contributions
    )
    return replace(intake, contributions=brought)


def without_known(intake: Intake, held: Sequence[Contribution]) -> Intake:
    """The intake without what the log has already: a file that is imported twice brings nothing twice."""
    known = {(one.clause, one.text, one.proposed, one.person) for one in held}
    new = tuple(
        one for one in intake.contributions if (one.clause, one.text, one.proposed, one.person or "") not in known
    )
    return replace(intake, contributions=new)


def write(folder: DossierFolder, intake: Intake, here: Standing, dossier: Dossier, *, actor: str) -> int:
    """Writes the events of an intake; returns how many."""
    statements = {one.id: one for one in dossier.statements}
    paths = {source.id: source.path for source in dossier.sources}
    at = now()
    with folder.lock(), SqliteLog(folder.log) as log, log.together():
        signed = log.person(actor)
        for edit in intake.edits:
            one = statements[edit.id]
            target = authored.target(one, dossier.documents[one.source], paths[one.source])
            log.append(at=at, person=signed, kind="edit", targets=(target,), values=dict(edit.fields))
        for change in intake.clause_edits:
            clause = here.clause(change.id)
            values: dict[str, Value] = {"clause": clause.id, "kind": clause.kind, **dict(change.fields)}
            targets = versions.targets(dossier, clause.citations)
            log.append(at=at, person=signed, kind="clause_edit", targets=targets, values=values)
        for new in intake.contributions:
            amending.write_contribution(log, new, here, dossier, signed=signed, at=at)
    return len(intake.edits) + len(intake.clause_edits) + len(intake.contributions)


def _told(intake: Intake, here: Standing, dossier: Dossier, *, written: int, as_json: bool) -> int:
    """What the file would bring, or brought."""
    if as_json:
        put_json(_shape(intake, written))
    else:
        _tell(intake, here, dossier)
        put(said("importing.nothing" if intake.is_empty else "importing.preview"))
    return EXIT_LOOK if intake.problems else EXIT_DONE


def _shape(intake: Intake, written: int) -> dict[str, Any]:
    return {
        "written": written,
        "edits": [{"id": one.id, "fields": dict(one.fields), "place": worded(one.place)} for one in intake.edits],
        "clause_edits": [
            {"id": one.id, "fields": dict(one.fields), "place": worded(one.place)} for one in intake.clause_edits
        ],
        "contributions": [
            {
                "clause": one.clause,
                "kind": one.kind,
                "channel": one.channel,
                "person": one.person,
                "party": one.party,
                "text": one.text,
                "proposed": one.proposed,
                "place": worded(one.place),
            }
            for one in intake.contributions
        ],
        "problems": [worded(message) for message in intake.problems],
        "notes": [worded(message) for message in intake.notes],
    }


def _tell(intake: Intake, here: Standing, dossier: Dossier) -> None:
    """Everything that would change, in the reader's words."""
    statements: Mapping[str, Statement] = {one.id: one for one in dossier.statements}
    known = Known(
        sources={},
        parties={party.id: party for party in dossier.links.parties},
        statements={},
        references={},
        themes=themes(dossier.frame),
    )
    for edit in intake.edits:
        _tell_edit(edit, statements, known)
    for change in intake.clause_edits:
        _tell_clause(change, here, known)
    for one in intake.contributions:
        _tell_contribution(one, here)
    for message in intake.notes:
        tell(message.code, **dict(message.values))
    for message in intake.problems:
        put(said("importing.problem", reason=worded(message)))


def _tell_edit(edit: StatementEdit, statements: Mapping[str, Statement], known: Known) -> None:
    put(f"{said('importing.edit')}: «{phrases.clipped(statements[edit.id].text, 120)}» ({worded(edit.place)})")
    for name, value in edit.fields:
        held = getattr(statements[edit.id], name, None)
        before: Value = ",".join(map(str, held)) if isinstance(held, tuple) else held
        put(f"    {field_word(name)}: {value_word(name, before, known)} → {value_word(name, value, known)}")


def _tell_clause(change: ClauseEdit, here: Standing, known: Known) -> None:
    clause = here.clause(change.id)
    is_core = "yes" if clause.id in here.proposition.core else "no"
    held: dict[str, Value] = {"text": clause.text, "theme": clause.theme, "part": clause.part, "core": is_core}
    told = said("importing.clause_edit", number=here.number(clause.id) or 0)
    put(f"{told}: “{_words(clause)}” ({worded(change.place)})")
    for name, value in change.fields:
        before, after = (_of_clause(name, one, known) for one in (held.get(name), value))
        put(f"    {field_word(name)}: {before} → {after}")


def _of_clause(name: str, value: Value, known: Known) -> str:
    """A clause's field in words; whether it is in the core as yes, no, or by rule."""
    return said(f"importing.core_{value}") if name == "core" else value_word(name, value, known)


def _tell_contribution(one: NewContribution, here: Standing) -> None:
    number = here.number(one.clause) if one.clause else None
    about = said("importing.on_clause", number=number) if number else said("importing.on_whole")
    kind = phrases.label("contribution", one.kind, LANGUAGE.get())
    who = one.person or said("importing.nobody")
    if number and one.clause:
        about += f" “{_words(here.clause(one.clause))}”"
    if one.at:
        who += f", {phrases.date(one.at[:10], LANGUAGE.get())}"
    put(f"{kind}, {who}, {about} ({worded(one.place)}): {phrases.clipped(one.text, 300)}")
    if one.proposed:
        put(f"    {said('importing.proposed')}: {phrases.clipped(one.proposed, 300)}")


def _words(clause: Clause) -> str:
    """The words of a clause, so that who gave an old number sees that it is another sentence."""
    return phrases.clipped(clause.text if LANGUAGE.get() == "nl" else clause.english, _SHOWN)


def _begins(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(len(_LOG))
    except OSError as error:
        raise WrongUse("folder.no_such_file", path=str(file)) from error

"""Whoever shows a concept of ESCO names it as the Commission asks; who shows none does not."""

import io
import json
from dataclasses import replace

import openpyxl
from publish.foreseen import foreseen
from publish.made import publication
from publish.small import published

from rodedraad.publish import html, view
from rodedraad.publish.docx import docx
from rodedraad.publish.jsonld import jsonld
from rodedraad.publish.requirements_paper import requirements_paper
from rodedraad.publish.xlsx import xlsx

ASKED = "uses the ESCO classification of the European Commission"


def _exports(dossier):
    made = publication(dossier)
    paper = requirements_paper(made)
    book = openpyxl.load_workbook(io.BytesIO(xlsx(made)))
    report = html.html(view.report(dossier, sources_href="../bronnen"), publication=published(dossier, "nl"))
    assert docx(paper)
    return {
        "page": report.decode(),
        "paper": " ".join(run.text for block in paper.blocks for run in getattr(block, "runs", ())),
        "book": " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row),
        "linked": json.dumps(json.loads(jsonld(made))),
    }


def test_esco_is_named_where_it_is_shown_and_nowhere_else():
    dossier = foreseen()
    none = tuple(replace(one, esco=()) for one in dossier.prospects.requirements)
    bare = replace(dossier, prospects=replace(dossier.prospects, requirements=none))
    assert [ASKED in text for text in _exports(dossier).values()] == [True] * 4
    assert not any("ESCO" in text for text in _exports(bare).values())

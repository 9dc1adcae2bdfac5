"""Who asks for a need: who the source says so, by the source's own words where nobody registered them, and whose report it is."""

import json
from dataclasses import replace

from publish.foreseen import foreseen
from publish.made import publication
from publish.small import published
from publish.test_html import _sound, _text

from rodedraad.publish import html, view
from rodedraad.publish.jsonld import jsonld
from rodedraad.publish.prospect_sheets import prospect_sheets

WHO = "Onderzoeksbureau Kust & Klei"


def _reported(holder):
    """The dossier in which the study only reports what somebody else needs."""
    dossier = foreseen()
    statements = tuple(
        replace(one, holder=holder, is_reported=True) if one.id == "s-study0" else one for one in dossier.statements
    )
    told = next(one for one in statements if one.id == "s-study0")
    needs = tuple(
        replace(one, parties=told.holders) if one.id == "r-3" else one for one in dossier.prospects.requirements
    )
    return replace(dossier, statements=statements, prospects=replace(dossier.prospects, requirements=needs))


def _askers(dossier):
    report = view.report(dossier, sources_href="../bronnen")
    tree = _sound(html.html(report, publication=published(dossier, "nl")))
    return {_text(one) for one in tree.xpath("//section[@id='benodigdheden']//li/b")}


def test_a_reported_need_is_of_whom_the_source_names_and_says_whose_report_it_is():
    assert f"{WHO}, volgens Bureau" in _askers(_reported(WHO))
    assert "Gemeente Velsen, volgens Bureau" in _askers(_reported("velsen"))


def test_what_is_reported_of_nobody_by_name_is_not_laid_on_who_reports_it():
    assert "geen partij herkend, volgens Bureau" in _askers(_reported(None))


def test_the_workbook_and_the_linked_data_keep_the_words_for_whom_nobody_registered():
    made = publication(_reported(WHO))
    sheet = next(one for one in prospect_sheets(made) if one.kind == "requirements")
    column = next(one for one in sheet.columns if one.key == "who")
    assert [column.cell(one) for one in sheet.rows][-1] == f"{WHO}, volgens Bureau"
    graph = json.loads(jsonld(made))["@graph"]
    (node,) = [
        one for one in graph if str(one.get("id", "")).endswith("requirement:r-3") or one.get("title") == "residents"
    ]
    assert node["byWords"] == [WHO]
    assert "askedBy" not in node

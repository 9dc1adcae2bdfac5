"""What a picture shows is what its table has; and what stands in it is drawn, never run."""

import io
import json
import re
from itertools import combinations

import pytest
from lxml import etree
from PIL import Image
from web_site import opened

from rodedraad.publish.drawing import drawn, words
from rodedraad.publish.raster import png

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def example(lodermond):
    return opened(lodermond)


def records(site, kind):
    return json.loads(site.get(f"/{kind}.json").text)


def test_two_parties_are_tied_by_what_their_statements_say_and_nothing_else(example):
    """The slow way: every two parties against every thread, tension and request."""
    moment = example.app.state.workspace.layout().moment
    said = {id_: one for id_, one in moment.statements.items() if not one.is_reported}
    found = {(one["a"], one["b"]): one for one in records(example, "relaties")}
    assert len(found) > 30
    for a, b in combinations(sorted(moment.parties), 2):
        both = {one.id for one in moment.records("threads") if {a, b} <= set(one.support.documents.for_)}
        apart = {
            one.id
            for one in moment.records("tensions")
            for x, y in ((one.a, one.b), (one.b, one.a))
            if x in said and y in said and a in said[x].holders and b in said[y].holders
        }
        held = found.get((a, b), {"together": [], "against": []})
        assert (set(held["together"]), set(held["against"])) == (both, apart), (a, b)
    asked = [
        (asker, other, id_)
        for one in found.values()
        for asker, other, ids in ((one["a"], one["b"], one["asked_by_a"]), (one["b"], one["a"], one["asked_by_b"]))
        for id_ in ids
    ]
    assert len(asked) > 10
    for asker, other, id_ in asked:
        assert said[id_].type == "request"
        assert asker in said[id_].holders
        assert other in {actor.party for actor in said[id_].actors}


def test_the_page_of_relations_has_every_pair_and_one_party_its_own(example):
    page, every = example.get("/relaties").text, records(example, "relaties")
    assert page.count('<tr><th scope="row">') == min(50, len(every))
    own = [one for one in every if "rijk" in (one["a"], one["b"])]
    narrowed = json.loads(example.get("/relaties.json?partij=rijk").text)
    assert narrowed == own != every
    assert example.get("/relaties?partij=<script>").status_code == 404


@pytest.mark.parametrize("name", ["relaties", "matrix"])
def test_a_picture_is_a_file_that_others_can_open(example, name):
    svg = example.get(f"/beelden/{name}.svg")
    root = etree.fromstring(svg.content)
    assert root.tag == f"{SVG}svg"
    assert not {one.tag for one in root.iter()} - {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "path", "text")}
    told = {one.text for one in root.iter(f"{SVG}text")}
    assert "Rijk" in told or "Gemeente Wierhaven" in told
    image = Image.open(io.BytesIO(example.get(f"/beelden/{name}.png").content))
    assert image.width == pytest.approx((float(root.get("width")) + 16) * 2, abs=4)
    assert len(image.convert("L").getcolors()) > 20, "something is drawn"
    for bad in (f"/beelden/{name}.gif", "/beelden/x.svg", "/beelden/..%2fapp.svg"):
        assert example.get(bad).status_code == 404


def test_the_matrix_as_a_picture_has_the_numbers_of_its_table(example):
    table = re.search(r'<table class="matrix".*?</table>', example.get("/").text, re.DOTALL)[0]
    cells = re.findall(r'<td class="heat\d[^>]*>(?:<a[^>]*><span[^>]*>[^<]*</span>)?([\d.]+|<span)', table)
    root = etree.fromstring(example.get("/beelden/matrix.svg").content)
    shown = [one.text for one in root.iter(f"{SVG}text")]
    assert sorted(one.replace(".", "") for one in cells if one != "<span") == sorted(
        one for one in shown if one.isdigit()
    )
    assert shown.count("niets gevonden") == cells.count("<span")


def test_a_picture_runs_nothing_and_reads_nothing():
    hostile = '"/><script>alert(1)</script><image href="file:///etc/passwd"/>#read("/etc/passwd") \\u0000'
    svg = drawn([words(4, 20, hostile)], name="x", size=(900, 40), title=hostile, description=hostile)
    assert {one.tag for one in etree.fromstring(svg).iter()} == {
        f"{SVG}{tag}" for tag in ("svg", "title", "desc", "text")
    }
    assert Image.open(io.BytesIO(png(svg))).width > 900
    with pytest.raises(ValueError, match="svg"):
        png("<svg></svg>")


def test_a_picture_that_is_very_large_is_drawn_coarser():
    svg = drawn([words(4, 20, "a")], name="x", size=(40_000, 100), title="a", description="a")
    assert Image.open(io.BytesIO(png(svg))).width < 6_100

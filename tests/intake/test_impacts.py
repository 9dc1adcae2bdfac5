"""Cross-impact matrices come in from files, and what cannot be one is refused with its row and column."""

import contextlib
import json

import models
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rodedraad.errors import WrongUse
from rodedraad.explore import Matrix, solve
from rodedraad.intake import impacts
from rodedraad.publish import impacts as written
from rodedraad.records import Driver, Variant

SCW = """$ ScenarioWizard 4.0
Proef.scw
&A. Overheid
 -A1 "Streng"
 -A2 "Ruim"
&B. Economie
 -B1 "Krimp"
 -B2 "Groei"
#
&A
 s
 r
&B
 k
 g
#
#
FFFFFF
FFFFFF
FFFFFF
00FF00
#
#
 0 , 0 , 1 ,-1~
 0 , 0 ,-2 , 2~
 3 ,-3 , 0 , 0~
-1 , 1 , 0 , 0~
#
# 0-0
"Een opmerking, met komma's"
#  ->~
""
#
#
""".replace("~", " ")  # a "~" is a blank at the end of a line
VALUES = ((0, 0, 1, -1), (0, 0, -2, 2), (3, -3, 0, 0), (-1, 1, 0, 0))


def read(text, name):
    return impacts.read(text.encode(), name)


def refused(text, name):
    with pytest.raises(WrongUse) as caught:
        read(text, name)
    return caught.value.message.code, dict(caught.value.message.values)


def test_a_project_of_scenariowizard_is_read_with_its_names_and_letters():
    for text in (SCW, SCW.replace("\n", "\r\n")):
        matrix = read(text, "Proef.SCW")
        assert [(one.id, one.nl) for one in matrix.drivers] == [("A", "A. Overheid"), ("B", "B. Economie")]
        assert matrix.drivers[1].variants[1] == Variant(id="B2", nl='B2 "Groei"', en='B2 "Groei"')
        assert matrix.values == VALUES


def test_drivers_without_letters_get_them_by_their_place():
    matrix = read(SCW.replace("A. Overheid", "WTRD").replace("B. Economie", "B. WSEC"), "a.scw")
    assert matrix.variants == ("A1", "A2", "B1", "B2")


@pytest.mark.parametrize(
    "table",
    [
        "id,driver,variant,A1,A2,B1,B2\nA1,Overheid,Streng,0,0,1,-1\nA2,,Ruim,0,0,-2,+2\nB1,Economie,Krimp,3,-3,0,0\nB2,,Groei,−1,1,0,0\n",
        "code;drijvende kracht;variant;A1;A2;B1;B2\r\nA1;Overheid;Streng;;;1;-1\r\nA2;Overheid;Ruim;;;-2;2\r\nB1;Economie;Krimp;3;-3;;\r\nB2;Economie;Groei;-1;1;;\r\n",
        "\tA1\tA2\tB1\tB2\nA1\t0\t0\t1\t-1\nA2\t0\t0\t-2\t2\nB1\t3\t-3\t0\t0\nB2\t-1\t1\t0\t0",
        ",,Overheid,,Economie,\n,,Streng,Ruim,Krimp,Groei\nOverheid,Streng,0,0,1,-1\n,Ruim,0,0,-2,2\nEconomie,Krimp,3,-3,0,0\n,Groei,-1,1,0,0\n",
        ",,A1,A2,B1,B2\nOverheid,Streng,0,0,1,-1\n,Ruim,0,0,-2,2\nEconomie,Krimp,3,-3,0,0\n,Groei,-1,1,0,0\n",
        "A1,A2,B1,B2\n0,0,1,-1\n0,0,-2,2\n3,-3,0,0\n-1,1,0,0\n",
        ";Overheid: Streng;Overheid: Ruim;Economie: Krimp;Economie: Groei\nOverheid: Streng;0;0;1;-1\nOverheid: Ruim;0;0;-2;2\nEconomie: Krimp;3;-3;0;0\nEconomie: Groei;-1;1;0;0\n",
        "A1,0,0,1,-1\nA2,0,0,-2,2\nB1,3,-3,0,0\nB2,-1,1,0,0\n",
    ],
)
def test_a_table_may_have_its_headings_in_many_ways(table):
    matrix = read(table, "model.csv")
    assert matrix.variants == ("A1", "A2", "B1", "B2")
    assert [[value or 0 for value in row] for row in matrix.values] == [list(row) for row in VALUES]
    if "Streng" in table:
        assert [(one.nl, [two.nl for two in one.variants]) for one in matrix.drivers] == [
            ("Overheid", ["Streng", "Ruim"]),
            ("Economie", ["Krimp", "Groei"]),
        ]


def test_a_cell_may_have_bounds():
    table = "id,A1,A2,B1,B2\nA1,0,0,2 [1..3],-1\nA2,0,0,0,0\nB1,[0..2],0,0,0\nB2,0,0,0,0\n"
    matrix = read(table, "model.csv")
    assert (matrix.values[0][2], matrix.span(0, 2)) == (2, (1, 3))
    assert (matrix.values[2][0], matrix.span(2, 0)) == (None, (0, 2))
    assert matrix.missing == ((2, 0),)


names = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_is_written_comes_back(data):
    counts = data.draw(st.lists(st.integers(2, 3), min_size=2, max_size=4))
    size = sum(counts)
    cells = data.draw(
        st.lists(st.lists(st.none() | st.integers(-3, 3), min_size=size, max_size=size), min_size=size, max_size=size)
    )
    given_ = models.matrix(counts, cells)
    drivers = []
    for driver in given_.drivers:
        label = data.draw(names.filter(bool)) + driver.id  # one driver's name is not another's
        variants = []
        for one in driver.variants:
            name = data.draw(names.filter(bool))
            variants.append(Variant(id=one.id, nl=name, en=name))
        drivers.append(Driver(id=driver.id, nl=label, en=label, variants=tuple(variants)))
    matrix = Matrix(drivers=tuple(drivers), values=given_.values)
    for back in (
        impacts.read(written.csv(matrix), "a.csv"),
        impacts.read(written.csv(matrix, language="en"), "a.csv"),
        impacts.read(written.scw(matrix), "a.scw"),
    ):
        assert back.values == matrix.values
        assert back.variants == matrix.variants
        assert [one.nl for one in back.drivers] == [one.nl for one in matrix.drivers]
        assert [one.nl for driver in back.drivers for one in driver.variants] == [
            one.nl for driver in matrix.drivers for one in driver.variants
        ]


def test_somewhereland_goes_through_every_format_and_keeps_its_scenarios():
    model = models.somewhereland()
    for data, name in ((written.scw(model), "a.scw"), (written.csv(model), "a.csv")):
        back = impacts.read(data, name)
        assert [models.shown(back, one) for one in solve(back).first()] == [
            models.shown(model, one) for one in solve(model).first()
        ]


def test_ids_of_ones_own_come_back_from_a_project():
    drivers = tuple(
        Driver(
            id=name,
            nl=f"{name.title()} en meer",
            en="",
            variants=tuple(Variant(id=f"{name}{at}", nl=f"stand {at}", en="") for at in (1, 2)),
        )
        for name in ("afspraak", "staal")
    )
    back = impacts.read(written.scw(Matrix(drivers=drivers, values=VALUES)), "a.scw")
    assert back.variants == ("afspraak1", "afspraak2", "staal1", "staal2")
    assert back.drivers[1].nl == "Staal en meer"


def test_bounds_and_missing_cells_are_written_and_no_cell_is_a_formula():
    low = [[None] * 4 for _ in range(4)]
    low[0][2] = -3
    model = models.matrix(
        [2, 2], [[None, None, 1, -1], [0, 0, None, 2], [1] * 4, [1] * 4], low=low, high=[[None] * 4] * 4
    )
    evil = tuple(
        Driver(
            id=one.id,
            nl="=1+1",
            en="=1+1",
            variants=tuple(Variant(id=two.id, nl="@x", en="@x") for two in one.variants),
        )
        for one in model.drivers
    )
    data = written.csv(Matrix(drivers=evil, values=model.values, low=model.low, high=model.high))
    assert b"1 [-3..1]" in data
    assert b",=" not in data
    assert b",@" not in data
    back = impacts.read(data, "a.csv")
    assert back.span(0, 2) == (-3, 1)
    assert (back.missing, back.drivers[0].nl) == (((1, 2),), "=1+1")


def descriptors(*counts):
    return [
        {"id": letter, "name": f"K {letter}", "variants": [f"{letter}-{at}" for at in range(count)]}
        for letter, count in zip("ABCD", counts, strict=False)
    ]


def test_json_with_the_keys_of_the_oracle_is_read():
    matrix = read(json.dumps({"descriptors": descriptors(2, 2), "matrix": VALUES, "consistent": ["A1 B1"]}), "m.json")
    assert (matrix.values, matrix.variants) == (VALUES, ("A1", "A2", "B1", "B2"))


@pytest.mark.parametrize(
    ("held", "code", "values"),
    [
        ({"descriptors": descriptors(2, 2), "matrix": VALUES[:3]}, "explore.rows", {"count": 3, "expected": 4}),
        (
            {"descriptors": descriptors(2, 2), "matrix": [*VALUES[:3], (1, 2, 3)]},
            "explore.columns",
            {"row": "4, B2 (K B: B-1)", "count": 3, "expected": 4},
        ),
        (
            {"descriptors": descriptors(2, 2), "matrix": [(0, 0, "veel", 0), *VALUES[1:]]},
            "explore.cell",
            {"row": "1, A1 (K A: A-0)", "column": "3, B1 (K B: B-0)", "value": "veel"},
        ),
        ({"descriptors": descriptors(2, 2), "matrix": [(0, 0, 0.5, 0), *VALUES[1:]]}, "explore.cell", {"value": "0.5"}),
        (
            {"descriptors": descriptors(2, 2), "matrix": [(0, 0, True, 0), *VALUES[1:]]},
            "explore.cell",
            {"value": "True"},
        ),
        (
            {"descriptors": descriptors(2, 2), "matrix": [(0, 0, 7, 0), *VALUES[1:]]},
            "explore.out_of_range",
            {"row": "A1 (K A: A-0)", "column": "B1 (K B: B-0)", "value": 7},
        ),
        ({"descriptors": descriptors(3), "matrix": [[0] * 3] * 3}, "explore.one_driver", {"count": 1}),
        ({"descriptors": descriptors(3, 1), "matrix": [[0] * 4] * 4}, "explore.one_variant", {"driver": "B (K B)"}),
        ({"descriptors": [{"id": "A"}], "matrix": []}, "explore.json_driver", {"number": 1}),
        ({"descriptors": descriptors(2, 2), "matrix": [1, 2]}, "explore.json_row", {"row": 1}),
        ({"matrix": []}, "explore.json_keys", {}),
        ([1], "explore.json_keys", {}),
        ({"descriptors": [*descriptors(2), *descriptors(2)], "matrix": VALUES}, "explore.same_id", {"id": "A1"}),
    ],
)
def test_what_is_wrong_in_json_is_said_where_it_is(held, code, values):
    said, told = refused(json.dumps(held), "m.json")
    assert said == code
    assert values.items() <= told.items()


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("", "m.csv", "explore.file_empty"),
        ("{", "m.json", "explore.no_json"),
        ("[" * 100_000, "m.json", "explore.no_json"),
        ("niets", "m.scw", "explore.no_scw"),
        ("&A\n -x\n#\n", "m.scw", "explore.no_scw"),
        ("a,b", "m.docx", "explore.file_format"),
        ("een zin\n", "m.csv", "explore.no_table"),
        ("id,A1,A2,B1,B2\nA1,0,0,1,1\nA2,0,0,1,1\nB1,0,0,1,1\n", "m.csv", "explore.not_square"),
        ("id,A1,B1,A2,B2\nA1,0,0,1,1\nA2,0,0,1,1\nB1,0,0,1,1\nB2,0,0,1,1\n", "m.csv", "explore.other_order"),
        ("id,A1,A3\nA1,0,0\nA3,0,0\n", "m.csv", "explore.id_order"),
        ("id,x,y\nx,0,0\ny,0,0\n", "m.csv", "explore.no_id"),
        (SCW.replace("-2 , 2", "-2 ,veel"), "m.scw", "explore.cell"),
        (SCW.replace("-2 , 2", "-2"), "m.scw", "explore.columns"),
        (SCW.replace(" 0 , 0 ,-2 , 2 \n", ""), "m.scw", "explore.rows"),
    ],
)
def test_a_file_that_holds_no_matrix_is_refused(text, name, code):
    assert refused(text, name)[0] == code


@pytest.mark.parametrize("row", [1, 4])
def test_a_wrong_cell_of_a_table_is_named_as_a_spreadsheet_counts(row):
    lines = ["id,A1,A2,B1,B2", "A1,0,0,1,1", "A2,0,0,1,1", "B1,1,1,0,0", "B2,1,1,0,0"]
    lines[row] = lines[row].replace(",1", ",vele", 1)
    for head in ("id", "", "Model"):
        text = "\n".join([lines[0].replace("id", head, 1), *lines[1:]])
        code, values = refused(text, "m.csv")
        assert (code, values["value"]) == ("explore.cell", "vele")
        assert values["row"].startswith(f"{row + 1}, ")


def test_a_wrong_cell_of_a_project_is_named_by_the_line_of_the_file():
    assert refused(SCW.replace("-2 , 2", "-2 ,veel"), "m.scw")[1]["row"].startswith("25, A2")


def test_a_wider_scale_is_taken_when_it_is_asked():
    text = json.dumps({"descriptors": descriptors(2, 2), "matrix": [(0, 0, 7, 0), *VALUES[1:]]})
    assert impacts.read(text.encode(), "m.json", scale=9).values[0][2] == 7


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([".scw", ".csv", ".json"]),
    st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | st.sampled_from([SCW.encode()]),
    st.integers(0, 400),
    st.binary(max_size=4),
)
@example(".csv", b"\x01\n\x01", 0, b"")  # lines of one cell used to end in an IndexError
def test_any_bytes_are_a_matrix_or_a_sentence(suffix, data, at, noise):
    with contextlib.suppress(WrongUse):
        assert isinstance(impacts.read(data[:at] + noise + data[at:], f"x{suffix}"), Matrix)

"""A matrix as people make it in a spreadsheet is found by its shape; what keeps it from being one is said with its place."""

import io

import pytest
from openpyxl import Workbook

from rodedraad.errors import WrongUse
from rodedraad.explore import complete
from rodedraad.intake import impacts

NAMES = (("Oven", ("gas", "waterstof")), ("Haven", ("groeit", "krimpt")), ("Banen", ("veel", "gelijk", "weinig")))
VARIANTS = [(driver, one) for driver, ones in NAMES for one in ones]
SIZE = len(VARIANTS)
OWNERS = [driver for driver, _ in VARIANTS]
VALUES = [
    [None if OWNERS[row] == OWNERS[column] else (row * 3 + column * 5) % 7 - 3 for column in range(SIZE)]
    for row in range(SIZE)
]


def workbook(*sheets, merged=()):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for span in merged:
            sheet.merge_cells(span)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def drivers_once():
    """The driver at its first variant alone, as a merged heading leaves it."""
    return [driver if at == 0 or OWNERS[at - 1] != driver else None for at, driver in enumerate(OWNERS)]


def merged():
    """Rows as Excel has them under merged headings, with a title above and a note below."""
    once = drivers_once()
    rows = [
        ["Kruisimpactmatrix, versie 2"],
        [],
        [None, None, *once],
        [None, None, *(one for _, one in VARIANTS)],
        *([once[at], VARIANTS[at][1], *VALUES[at]] for at in range(SIZE)),
        [],
        ["Bron: werksessie; -3 hindert, 3 bevordert"],
    ]
    return workbook(("Blad1", rows), merged=("C3:D3", "E3:F3", "G3:I3", "A5:A6", "A7:A8", "A9:A11"))


def named():
    heads = [f"{driver}: {one}" for driver, one in VARIANTS]
    return workbook(("Sheet1", [["van \\ naar", *heads], *([heads[at], *VALUES[at]] for at in range(SIZE))]))


def bare_names():
    heads = [f"{driver} {one}" for driver, one in VARIANTS]
    return workbook(("invloed", [[None, *heads], *([heads[at], *VALUES[at]] for at in range(SIZE))]))


def own_lines():
    heads = [one for driver, ones in NAMES for one in (driver, *ones)]
    places = {at: n for n, at in enumerate(at for at, one in enumerate(heads) if one not in dict(NAMES))}
    rows = [[None, *heads]]
    for at, one in enumerate(heads):
        cells = [VALUES[places[at]][places[to]] if at in places and to in places else None for to in range(len(heads))]
        rows.append([one, *cells])
    return workbook(("Blad1", rows))


def with_sums():
    ids = ["A1", "A2", "B1", "B2", "C1", "C2", "C3"]
    rows = [[None, *ids, "Som"], *([ids[at], *VALUES[at], f"=SUM(B{at + 2}:H{at + 2})"] for at in range(SIZE))]
    return workbook(("Uitleg", [["Zo vult u in"], ["lees eerst"]]), ("2026", [*rows, ["Totaal", *([9] * SIZE)]]))


def blotted():
    rows = [[None, "drijvende kracht", *OWNERS], [None, "variant", *(one for _, one in VARIANTS)]]
    for at, (driver, one) in enumerate(VARIANTS):
        cells = ["x" if value is None else f"{value:+d}".replace("-", "−") for value in VALUES[at]]
        rows.append([driver, one, *cells])
    return workbook(("Blad1", rows))


def european():
    heads = ";".join(f'"{driver}: {one}"' for driver, one in VARIANTS)
    rows = [
        f'"{driver}: {one}";' + ";".join("" if value is None else f"{value},0" for value in VALUES[at])
        for at, (driver, one) in enumerate(VARIANTS)
    ]
    return "\r\n".join(["\ufeffMatrix, derde versie", ";" + heads, *rows]).encode()


def two_columns():
    heads = ";;" + ";".join(one for _, one in VARIANTS)
    rows = [
        f"{driver};{one};" + ";".join("" if value is None else str(value) for value in VALUES[at])
        for at, (driver, one) in enumerate(VARIANTS)
    ]
    return "\r\n".join([heads, *rows]).encode("cp1252")


def tabbed():
    heads = "\t\t" + "\t".join(one or "" for one in drivers_once())
    second = "\t\t" + "\t".join(one for _, one in VARIANTS)
    rows = [
        f"{once or ''}\t{VARIANTS[at][1]}\t" + "\t".join("-" if value is None else str(value) for value in VALUES[at])
        for at, once in enumerate(drivers_once())
    ]
    return "\n".join([heads, second, *rows]).encode("utf-16")


FILES = {
    "merged.xlsx": merged,
    "driver and variant in one cell.xlsx": named,
    "names alone.xlsx": bare_names,
    "a driver on a line of its own.xlsx": own_lines,
    "ids, sums, second sheet.xlsx": with_sums,
    "blots on the diagonal.xlsx": blotted,
    "semicolons, decimal commas, title.csv": european,
    "two columns, no heading above them.csv": two_columns,
    "from the clipboard.tsv": tabbed,
}


@pytest.mark.parametrize("name", FILES)
def test_a_matrix_is_found_whatever_stands_around_it(name):
    matrix = complete(impacts.read(FILES[name](), name))
    found = [
        [value if OWNERS[row] != OWNERS[at] else None for at, value in enumerate(cells)]
        for row, cells in enumerate(matrix.values)
    ]
    assert found == VALUES
    assert [len(one.variants) for one in matrix.drivers] == [2, 2, 3]
    if not name.startswith(("names alone", "ids")):
        assert [(one.nl, tuple(two.nl for two in one.variants)) for one in matrix.drivers] == list(NAMES)


def refused(data, name="model.xlsx"):
    with pytest.raises(WrongUse) as caught:
        complete(impacts.read(data, name))
    return caught.value.message.code, dict(caught.value.message.values)


def sheet(change=None, names=VARIANTS, values=VALUES):
    rows = [[None, *(f"{driver}: {one}" for driver, one in names)]]
    rows += [[rows[0][at + 1], *values[at]] for at in range(len(names))]
    if change:
        change(rows)
    return workbook(("Invoer", [["Titel"], *rows]))


def put(row, column, value):
    def change(rows):
        rows[row][column] = value

    return change


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        (put(1, 3, None), "explore.missing", {"count": 1, "row": "A1 (Oven: gas)", "column": "B1 (Haven: groeit)"}),
        (put(1, 3, "veel"), "explore.cell", {"row": "3 («Invoer»), A1 (Oven: gas)", "column": "D, B1 (Haven: groeit)"}),
        (put(1, 3, 1.5), "explore.cell", {"value": "1.5", "column": "D, B1 (Haven: groeit)"}),
        (put(1, 3, 9), "explore.out_of_range", {"value": 9, "row": "A1 (Oven: gas)"}),
        (put(1, 3, "=B9+1"), "explore.formula", {"value": "=B9+1", "row": "3 («Invoer»), A1 (Oven: gas)"}),
        (lambda rows: rows.pop(), "explore.not_alike", {"rows": 6, "columns": 7, "beside": "Banen: weinig"}),
        (lambda rows: [row.pop() for row in rows], "explore.not_alike", {"rows": 7, "columns": 6}),
        (put(0, 2, "Oven: kolen"), "explore.not_alike", {"below": "Oven: waterstof", "beside": "Oven: kolen"}),
        (
            lambda rows: rows.__setitem__(slice(2, 4), [rows[3], rows[2]]),
            "explore.other_order",
            {"row": "4 («Invoer»)", "name": "Haven: groeit", "other": "Oven: waterstof"},
        ),
    ],
)  # fmt: skip
def test_what_keeps_a_sheet_from_being_a_matrix_is_said_with_sheet_row_and_column(change, code, told):
    said, values = refused(sheet(change))
    assert said == code
    assert told.items() <= values.items()


def many(count, each=2):
    names = [
        (f"K{letter}", f"stand {at}")
        for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count]
        for at in range(each)
    ]
    values = [[None if one == other else 0 for other, _ in names] for one, _ in names]
    return names, values


def test_one_driver_one_variant_and_forty_drivers_in_a_workbook():
    names, values = many(1, each=4)
    assert refused(sheet(names=names, values=values))[0] == "explore.one_driver"
    names, values = many(3, each=1)
    assert refused(sheet(names=names, values=values))[0] == "explore.one_variant"
    names, values = many(40)
    assert len(impacts.read(sheet(names=names, values=values), "x.xlsx").drivers) == 40


def test_a_table_of_something_else_is_no_matrix_and_the_sheets_are_named():
    jobs = ("Banen", [["jaar", "haven", "staal"], [2024, 100, 200], [2025, 110, 190]])
    text = ("Uitleg", [["een"], ["twee"]])
    assert refused(workbook(jobs, text)) == ("explore.no_sheet", {"name": "model.xlsx", "sheets": "Banen, Uitleg"})
    assert refused(workbook(jobs))[0] == "explore.no_sheet"
    assert refused(b"PK\x03\x04 no workbook at all")[0] == "intake.no_workbook"

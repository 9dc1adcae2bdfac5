"""What comes in through the browser is read where it belongs and nowhere else; what goes says first what goes with it."""

import html
import re
import time
from concurrent.futures import ThreadPoolExecutor

import bombs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_forms import form
from web_site import CLOSED, HOSTILE, LETTER, VISION, built, opened, run

from rodedraad import bringing
from rodedraad.errors import WrongUse
from rodedraad.web import uploads

DEADLINE = 60


@pytest.fixture
def house(tmp_path):
    return built(tmp_path / "d", visie=VISION, brief=LETTER)


def _token(site, page="/inbrengen"):
    return re.search(r'name="merk" value="([0-9a-f]+)"', site.get(page).text)[1]


def _brought(site, files=(), to="/inbrengen", **fields):
    sent = [("bestand", (name, data)) for name, data in files] or None
    return site.post(to, data={"merk": _token(site), **fields}, files=sent or {"leeg": ("", b"")})


def _until(done):
    end = time.monotonic() + DEADLINE
    while not done():
        assert time.monotonic() < end
        time.sleep(0.2)


def test_files_that_are_brought_in_are_read(house):
    site = opened(house)
    told = _brought(site, [("map/nota.md", b"# Nota Kade\n\nWij willen een kade in Oosterdam.\n"), ("leeg.pdf", b"")])
    assert told.status_code == 200
    assert "map/nota.md" in told.text
    _until(lambda: "Nota Kade" in site.get("/bronnen").text)
    page = site.get("/inbrengen").text
    assert "leeg.pdf" in page, "what cannot be read is said where it came in"
    again = _brought(site, [("anders.md", b"# Nota Kade\n\nWij willen een kade in Oosterdam.\n")])
    assert "was er al" in again.text


def test_pasted_text_and_a_saved_page_become_sources(house):
    site = opened(house)
    assert _brought(site, titel="Verslag: avond 3/4", tekst="Wij willen meer bomen.").status_code == 200
    page = "<!DOCTYPE html><html><head><title>Bomen</title></head><body><p>Wij willen bomen.</p></body></html>"
    assert _brought(site, titel="", tekst=page).status_code == 200
    assert sorted(one.name for one in (house / "bronnen").iterdir()) == [
        "Verslag- avond 3-4.md", "brief.md", "visie.md", "webpagina.html",
    ]  # fmt: skip
    refused = _brought(site, titel="", tekst="Zomaar wat")
    assert refused.status_code == 400
    assert "Zomaar wat" in refused.text, "what was typed is still there"
    assert _brought(site).status_code == 400


@given(st.text(min_size=1, max_size=300))
def test_no_name_leads_out_of_the_folder(name):
    try:
        path = bringing.safe_path(name)
    except WrongUse:
        return
    parts = path.split("/")
    assert 0 < len(parts) <= bringing.MOST_PARTS
    for part in parts:
        assert part not in ("", ".", "..")
        assert not part.startswith(".")
        assert part == part.strip()
        assert len(part.encode()) < 500
        assert not set(part) & set('<>:"|?*\\\0\u202e')
    assert bringing.safe_path(path) == path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\Users\\jan\\nota.pdf", "C-/Users/jan/nota.pdf"),
        ("map/con.txt", "map/_con.txt"),
        (f"{'a' * 300}.pdf", f"{'a' * 116}.pdf"),
        (f"{'港' * 300}.pdf", f"{'港' * 38}.pdf"),
        ("~$map/a.md", "map/a.md"),
        (".htaccess", "htaccess"),
        ("nota\u202efdp.exe", "nota-fdp.exe"),
    ],
)
def test_a_name_is_made_harmless(name, path):
    assert bringing.safe_path(name) == path


@pytest.mark.parametrize("name", ["..", "/", "map/..", " ", "..."])
def test_what_names_no_file_is_refused(name):
    with pytest.raises(WrongUse):
        bringing.safe_path(name)


def test_a_form_of_another_site_brings_nothing(house):
    site = opened(house)
    token = _token(site)
    file = [("bestand", ("x.md", b"# X\n\nWij willen x.\n"))]
    for headers, data in (
        ({"sec-fetch-site": "cross-site"}, {"merk": token}),
        ({}, {"merk": "0" * 40}),
        ({}, {}),
    ):
        assert site.post("/inbrengen", data=data, files=file, headers=headers).status_code == 400
    assert opened(house).post("/inbrengen", data={"merk": token}, files=file).status_code == 400
    assert not (house / "bronnen" / "x.md").exists()


def test_too_much_is_refused_before_it_is_read(house, monkeypatch):
    site = opened(house)
    token = _token(site)
    huge = site.post(
        "/inbrengen",
        content=b"",
        headers={"content-length": "2000000000", "content-type": "multipart/form-data; boundary=x"},
    )
    assert huge.status_code == 400
    assert "500 MB" in huge.text
    monkeypatch.setattr(uploads, "MOST_BYTES", 1_000)
    monkeypatch.setattr(uploads, "MOST_FORM_BYTES", 1_000)

    def streamed():
        yield b'--x\r\nContent-Disposition: form-data; name="bestand"; filename="x.md"\r\n\r\n'
        for _ in range(100):
            yield b"a" * 1_000

    told = site.post("/inbrengen", content=streamed(), headers={"content-type": "multipart/form-data; boundary=x"})
    assert told.status_code == 400
    assert "MB" in told.text
    many = [("bestand", (f"{n}.md", b"x")) for n in range(uploads.MOST_FILES + 1)]
    monkeypatch.setattr(uploads, "MOST_BYTES", 10_000_000)
    told = site.post("/inbrengen", data={"merk": token}, files=many)
    assert told.status_code == 400
    assert "1000" in told.text
    assert len(list((house / "bronnen").iterdir())) == len((VISION, LETTER))


def test_a_bomb_is_told_where_it_came_in_and_costs_the_others_nothing(house):
    site = opened(house)
    files = [("bom.docx", bombs.word_file()), ("nota.md", b"# Nota Kade\n\nWij willen een kade in Oosterdam.\n")]
    assert _brought(site, files).status_code == 200
    _until(lambda: "Nota Kade" in site.get("/bronnen").text)
    told = html.unescape(site.get("/inbrengen").text)
    problem = re.search(r"<li><b>bom\.docx</b>: ([^<]+)", told)[1]
    assert "GB" in problem or "MB" in problem, "and why"


def test_a_thousand_files_at_once_come_in_and_one_more_brings_none(house, monkeypatch):
    site = opened(house)
    monkeypatch.setattr(site.app.state.workspace.renewal, "ask", lambda: None)
    files = [(f"map {n % 7}/nota {n}.md", f"# Nota {n}\n\nWij willen kade {n}.\n".encode()) for n in range(1_000)]
    begun = time.monotonic()
    told = _brought(site, files)
    assert (told.status_code, told.text.count(": aangekomen.")) == (200, 1_000)
    assert time.monotonic() - begun < DEADLINE
    assert sum(1 for one in (house / "bronnen").rglob("*.md")) == 1_000 + len((VISION, LETTER))
    assert _brought(site, [*files, ("meer.md", b"# Meer\n\nWij willen meer.\n")]).status_code == 400
    assert not (house / "bronnen" / "meer.md").exists()


@pytest.mark.parametrize(
    "body", [b"", b"--x", b"--x\r\n\r\n", b"--x\r\nContent-Disposition: form-data\r\n\r\nq\r\n--x--", b"\0" * 999]
)
def test_a_broken_body_is_wrong_use(house, body):
    site = opened(house)
    site.get("/")
    told = site.post("/inbrengen", content=body, headers={"content-type": "multipart/form-data; boundary=x"})
    assert told.status_code == 400
    assert "<h1" in told.text


def _source(site, title):
    return re.search(rf'href="(/bronnen/[0-9a-f]{{64}})"[^>]*>{title}', site.get("/bronnen").text)[1]


def test_a_source_that_goes_says_first_what_goes_with_it(house):
    site = opened(house)
    own = _source(site, "Brief Havenwijk")
    page = site.get(f"{own}/weg").text
    assert "2 uitspraken" in page
    assert "1 rode draad" in page
    assert (house / "bronnen" / "brief.md").exists()
    assert site.get(f"{own}/bestand").content == LETTER.encode()
    assert site.post(f"{own}/weg", data={"merk": "x"}).status_code == 400
    assert site.post(f"{own}/weg", data={"merk": _token(site)}).status_code == 303
    assert not (house / "bronnen" / "brief.md").exists()
    _until(lambda: "Brief Havenwijk" not in site.get("/bronnen").text)


def test_a_source_that_is_not_public_goes_without_shutting_others_out(tmp_path):
    """What bronnen.toml says of it names no file then, which would keep everything from who may not see it: it is said to be gone."""
    path = built(tmp_path / "d", closed="notitie.md", visie=VISION, brief=LETTER, notitie=CLOSED)
    house, public = opened(path, has_confidential=True), opened(path)
    to = _source(house, "Vertrouwelijke notitie")
    assert public.get("/draden").status_code == 200
    assert house.post(f"{to}/weg", data={"merk": _token(house)}).status_code == 303
    assert "Zeppelinhal" not in public.get("/uitspraken").text, "nor is it shown until a build drops it"
    _until(lambda: "Vertrouwelijke notitie" not in house.get("/bronnen").text)
    assert public.get("/draden").status_code == 200
    (path / "bronnen" / "notitie.md").write_text(CLOSED, encoding="utf-8")
    run("build", path)
    assert "Zeppelinhal" not in public.get("/uitspraken").text, "it comes back as it was"
    assert "Zeppelinhal" in house.get("/uitspraken").text


def test_another_file_says_first_what_it_would_change(house):
    site = opened(house)
    own = _source(site, "Brief Havenwijk")
    newer = LETTER.replace("2032", "2033")
    page = _brought(site, [("nieuw.md", newer.encode())], to=f"{own}/vervangen").text
    assert "1 uitspraak staat in beide" in page
    assert "1 uitspraak is nieuw" in page
    assert "uiterlijk in 2033" in page
    assert (house / "bronnen" / "brief.md").read_text(encoding="utf-8") == LETTER
    kept = re.search(r'name="bewaard" value="([0-9a-f]+)"', page)[1]
    other = _source(site, "Visie")
    assert _brought(site, to=f"{other}/vervangen", bewaard=kept).status_code == 400, "it waits for another source"
    assert _brought(site, to=f"{own}/vervangen", bewaard=kept).status_code == 303
    assert (house / "bronnen" / "brief.md").read_text(encoding="utf-8") == newer
    _until(lambda: "2033" in site.get("/uitspraken").text)
    refused = _brought(site, [("x.pdf", b"%PDF-")], to=f"{_source(site, 'Brief')}/vervangen")
    assert refused.status_code == 400


def test_what_somebody_says_of_a_source_is_kept_beside_their_comments(house):
    (house / "bronnen.toml").write_text(
        '# van Jan\n[[bron]]\npad = "visie.md"\nhorizon = "2040"  # zie bijlage\n', "utf-8"
    )
    site = opened(house)
    own = _source(site, "Visie")
    was = {"was.partijen": "Gemeente Velsen", "was.datum": "2026-03-12", "was.openbaar": "ja"}
    told = site.post(
        f"{own}/gegevens",
        data={
            "merk": _token(site),
            **was,
            "partijen": "Gemeente Velsen; Provincie Noord-Holland",
            "datum": "2026-04",
            "openbaar": "ja",
        },
    )
    assert told.status_code == 303
    written = (house / "bronnen.toml").read_text(encoding="utf-8")
    assert written.startswith('# van Jan\n[[bron]]\npad = "visie.md"\nhorizon = "2040"  # zie bijlage\n')
    assert 'datum = "2026-04"' in written
    assert "openbaar" not in written
    _until(lambda: "Provincie Noord-Holland" in site.get(own).text.split("</h1>")[1].split("</p>")[0])
    before = (house / "bronnen.toml").read_bytes()
    wrong = site.post(f"{own}/gegevens", data={"merk": _token(site), "was.datum": "2026-04", "datum": "2026-02-31"})
    assert wrong.status_code == 400
    assert "2026-02-31" in wrong.text
    assert (house / "bronnen.toml").read_bytes() == before


def test_what_somebody_said_of_a_source_since_is_not_overwritten_from_an_older_page(house):
    site = opened(house)
    to = _source(site, "Brief Havenwijk")
    old = form(site.get(to).text, f"{to}/gegevens")
    assert site.post(f"{to}/gegevens", data={**old, "titel": "Van E"}).status_code == 303
    late = site.post(f"{to}/gegevens", data={**old, "titel": "Van A"})
    assert (late.status_code, "sinds u de pagina opende" in late.text) == (409, True)
    assert site.post(f"{to}/gegevens", data={**old, "doe": "confirm"}).status_code == 409
    told = (house / "bronnen.toml").read_text(encoding="utf-8")
    assert ('titel = "Van E"' in told, "Van A" in told) == (True, False)
    assert site.post(f"{to}/gegevens", data={**old, "datum": "2026-05-05"}).status_code == 303, (
        "the date is another matter"
    )


@pytest.mark.parametrize(
    "path", ["/propositie/zinnen/{n}", "/bezwaren/nieuw?zin={n}", "/bronnen/{n}", "/draden?pagina={n}"]
)
def test_a_number_of_thousands_of_digits_is_no_number(house, path):
    assert opened(house).get(path.format(n="9" * 5_000)).status_code in (400, 404, 422)


def test_a_folder_that_is_a_link_takes_nothing_outside(house, tmp_path):
    (tmp_path / "elders").mkdir()
    (house / "bronnen" / "map").symlink_to(tmp_path / "elders")
    told = _brought(
        opened(house),
        [("map/diep/nota.md", b"# Nota\n\nWij willen dit.\n"), ("goed.md", b"# Goed\n\nWij willen dat.\n")],
    )
    assert list((tmp_path / "elders").iterdir()) == []
    assert (house / "bronnen" / "goed.md").exists(), "the others go on"
    assert "map/diep/nota.md" in told.text


def test_a_name_that_cannot_be_stops_no_other(house):
    site = opened(house)
    told = _brought(
        site, [("visie.md/twee.md", b"# Twee\n\nWij willen twee.\n"), ("drie.md", b"# Drie\n\nWij willen drie.\n")]
    )
    assert told.status_code == 200
    assert (house / "bronnen" / "drie.md").exists()
    _until(lambda: "Drie" in site.get("/bronnen").text)


def test_what_somebody_put_there_meanwhile_is_not_overwritten(house):
    site = opened(house)
    own = _source(site, "Brief Havenwijk")
    page = _brought(site, [("nieuw.md", LETTER.replace("2032", "2033").encode())], to=f"{own}/vervangen").text
    kept = re.search(r'name="bewaard" value="([0-9a-f]+)"', page)[1]
    (house / "bronnen" / "brief.md").write_text("Van Piet.", encoding="utf-8")
    assert _brought(site, to=f"{own}/vervangen", bewaard=kept).status_code == 400
    assert (house / "bronnen" / "brief.md").read_text(encoding="utf-8") == "Van Piet."
    assert site.get(f"{own}/bestand").status_code == 400, "the bytes are another source's"


def test_of_two_who_say_something_at_once_both_are_kept(house):
    site = opened(house)
    token, pages = _token(site), [_source(site, "Brief Havenwijk"), _source(site, "Visie")]

    def said(page):
        return site.post(f"{page}/gegevens", data={"merk": token, "was.horizon": "", "horizon": "2050"}).status_code

    with ThreadPoolExecutor() as pool:
        assert list(pool.map(said, pages)) == [303, 303]
    assert (house / "bronnen.toml").read_text(encoding="utf-8").count('horizon = "2050"') == len(pages)


def test_a_script_hears_in_a_line_why_not(house):
    site = opened(house)
    site.get("/")
    told = site.post("/inbrengen", content=b"x", headers={"accept": "text/plain", "content-type": "text/plain"})
    assert told.status_code == 400
    assert "<" not in told.text


def test_a_hostile_title_and_text_are_text(house):
    site = opened(house)
    told = _brought(site, titel=HOSTILE, tekst=f"Wij willen {HOSTILE}")
    assert told.status_code == 200
    assert "<script>alert" not in told.text
    _until(lambda: "alert" in site.get("/bronnen").text)
    assert "<script>alert" not in site.get("/bronnen").text + site.get("/inbrengen").text

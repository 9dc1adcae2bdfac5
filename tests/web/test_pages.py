"""The pages that show: all are there in both languages, every link leads somewhere, nothing of a text is carried out."""

import html
import re
from html.parser import HTMLParser

import pytest
from web_site import CLOSED, HOSTILE, LETTER, VISION, built, opened, run

PAGES = (
    "/", "/draden", "/spanningen", "/witte-vlekken", "/bronnen", "/uitspraken", "/partijen", "/vraag", "/propositie",
    "/logboek", "/hulp", "/downloads", "/inbrengen", "/nakijken", "/naam", "/stand", "/agenda", "/agenda?beeld=tijdlijn",
    "/agenda?beeld=net", "/gevraagd", "/indicatoren", "/verwacht",
)  # fmt: skip


class Links(HTMLParser):
    """Where a page leads, which ids it has, and what would run in it."""

    def __init__(self, page):
        super().__init__()
        self.links, self.ids, self.runs = set(), [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids += [values["id"]] if values.get("id") else []
        if tag in ("a", "link", "image", "script", "img"):
            self.links.add(values.get("href") or values.get("src") or "")
        self.runs += [name for name in values if name.startswith("on") or name == "style"]
        if tag == "script" and "src" not in values:
            self.runs.append("script")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_there_in_both_languages(site, path, language):
    answer = site.get(path, params={"taal": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.text.count("<h1") == 1


def test_every_link_leads_to_a_page_that_is_there(site):
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop(0)  # the nearest first: one page with many links would take all the room
        if path in seen or len(seen) > 400:
            continue
        seen.add(path)
        answer = site.get(path)
        assert answer.status_code == 200, path
        if "html" not in answer.headers["content-type"]:
            continue
        found = Links(answer.text)
        assert not found.runs, (path, found.runs)
        assert len(found.ids) == len(set(found.ids)), path
        for link in sorted(found.links):
            assert link.startswith(("/", "#")), (path, link)
            to, _, anchor = link.partition("#")
            if anchor and not to:
                assert anchor in found.ids, (path, link)
            if to:
                waiting.append(html.unescape(to))
    assert {one.split("/")[1].partition("?")[0] for one in seen} >= {
        "draden",
        "bronnen",
        "uitspraken",
        "partijen",
        "static",
    }


def test_what_a_text_says_is_shown_and_never_run(site):
    found = site.get("/uitspraken", params={"q": "kade"}).text
    assert "&lt;script&gt;alert(" in found
    for path in (
        "/",
        "/bronnen",
        "/uitspraken",
        "/uitspraken?q=kade",
        "/witte-vlekken",
        "/propositie",
        "/agenda",
        "/gevraagd",
        "/agenda?beeld=tijdlijn",
        "/verwacht",
    ):
        page = site.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "\u202e" not in page
        assert "onerror=alert(1)&gt;49" not in page


def test_a_question_comes_back_as_text(site):
    page = site.get("/vraag", params={"q": HOSTILE}).text
    assert "<script>alert" not in page
    assert not Links(page).runs


def test_every_answer_forbids_what_is_not_its_own(site):
    for path in (*PAGES, "/static/rodedraad.css", "/bestaat-niet"):
        headers = site.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_another_name_that_points_here_reads_nothing(site):
    assert site.get("/", headers={"host": "elders.example"}).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/draden/t-0000", "/bronnen/zeppelin", "/uitspraken/s-0000", "/partijen/niemand", "/spanningen/x", "/bestaat-niet",
        "/bronnen/..%2f..%2fdossier.toml", "/static/..%2fapp.py", "/bronnen/%00", "/uitspraken/%F0%9F%92%A9",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_in_a_sentence(site, path):
    answer = site.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999"])
def test_a_page_number_that_is_none_is_refused_and_one_beyond_the_last_is_the_last(site, number):
    assert site.get("/uitspraken", params={"pagina": number}).status_code in (400, 422)
    assert site.get("/uitspraken", params={"pagina": "9999"}).status_code == 200


def test_filters_narrow_and_say_how_many(site):
    whole = site.get("/uitspraken").text
    some = site.get("/uitspraken", params={"party": "provincie-noord-holland"}).text
    none = site.get("/uitspraken", params={"party": "niemand"}).text
    counts = [int(re.search(r'role="status">([\d.]+) ', page)[1].replace(".", "")) for page in (whole, some, none)]
    assert counts[0] > counts[1] > counts[2] == 0


def test_a_statement_leads_to_its_place_in_the_source(site):
    page = site.get("/uitspraken", params={"q": "warmtenet"}).text
    to = html.unescape(re.search(r'href="(/bronnen/[^"]+uitspraak=[^"]+)"', page)[1])
    path, _, anchor = to.partition("#")
    assert f'id="{anchor}"' in site.get(path).text


def test_what_is_not_public_shows_nowhere(tmp_path):
    path = built(tmp_path / "d", closed="notitie.md", visie=VISION, brief=LETTER, notitie=CLOSED)
    shut, whole = opened(path), opened(path, has_confidential=True)
    for page in (*PAGES, "/uitspraken?q=Zeppelinhal", "/vraag?q=Wat+kost+de+Zeppelinhal"):
        told = shut.get(page).text.replace("q=Zeppelinhal", "").replace('value="Zeppelinhal"', "")
        assert "miljoen" not in told
        assert "Vertrouwelijke notitie" not in told
    assert "Vertrouwelijke notitie" in whole.get("/bronnen").text


def test_the_language_that_was_chosen_is_kept(dossier):
    site = opened(dossier)
    assert "Wat er staat" in site.get("/").text
    site.get("/", params={"taal": "en"})
    assert "What they say" in site.get("/bronnen").text
    assert "Sources" in opened(dossier).get("/bronnen", headers={"accept-language": "en-GB,en"}).text


def test_a_dossier_that_was_built_again_shows_what_is_new(tmp_path):
    path = built(tmp_path / "d", visie=VISION)
    site = opened(path)
    assert "Brief Havenwijk" not in site.get("/bronnen").text
    (path / "bronnen" / "brief.md").write_text(LETTER, encoding="utf-8")
    run("build", path)
    assert "Brief Havenwijk" in site.get("/bronnen").text


def test_the_headings_of_a_source_are_headings_on_its_page(site):
    """They stood in bold alone: who listens to the page could not go from one to the next."""
    sources = re.findall(r'href="(/bronnen/[0-9a-f]+)"', site.get("/bronnen").text)
    pages = [site.get(one).text for one in dict.fromkeys(sources)]
    heads = [
        re.sub(r"<[^>]+>", "", one)
        for page in pages
        for one in re.findall(r'<h2 class="block b-heading">(.*?)</h2>', page, re.DOTALL)
    ]
    assert any("Brief Havenwijk" in one for one in heads)
    assert not any('<div class="block b-heading"' in page for page in pages)

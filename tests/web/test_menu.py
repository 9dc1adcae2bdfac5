"""The menu leads to every page with a list, to nobody's closed door, and says where the reader is."""

import re

from web_site import client

from rodedraad.records import ROLES, Visitor, rights_of
from rodedraad.web import menu
from rodedraad.web.rights import RIGHTS

ELSEWHERE = {
    "/naam", "/stand", "/account", "/toegang", "/aanmelden", "/aanmelden/terug", "/oordelen", "/kennisinfrastructuur",
}  # fmt: skip
"""What is reached from another page than the menu."""


def visitor(role):
    return Visitor(name="", rights=rights_of(role), account="a", role=role, key="a")


def test_every_page_of_its_own_is_in_the_menu_once():
    listed = [to for pages in menu.MENU.values() for to in pages]
    whole = {
        path
        for method, _, path in (route.partition(" ") for route in RIGHTS)
        if method == "GET" and "{" not in path and path.count("/") == 1 and "." not in path
    }
    assert sorted(listed) == sorted(whole - ELSEWHERE)


def test_nobody_is_led_to_a_page_that_they_may_not_open():
    for role in ROLES:
        for path in ("/", "/nakijken/voorstellen", "/propositie"):
            for one in (*menu.groups(path, visitor(role)), *menu.pages(path, visitor(role))):
                assert RIGHTS[f"GET {one.to}"] in rights_of(role)


def test_the_reader_is_told_where_they_are(site):
    browser = client(site.app)
    for path, page in (
        ("/draden", "/draden"),
        ("/nakijken/voorstellen", "/nakijken"),
        ("/hulp/toegankelijkheid", "/hulp"),
    ):
        told = re.search(r'<ul class="wide pages">(.*?)</ul>', browser.get(path).text, re.DOTALL)[1]
        kind = "page" if path == page else "true"
        assert re.findall(r'href="([^"]+)" aria-current="(\w+)"', told) == [(page, kind)]

"""Makes src/rodedraad/data/tooi.csv, the small register of Dutch public bodies, from a TOOI value list.

Takes the path of a CSV with the columns uri, label_nl, source_list (the value lists of overheid.nl, as Maykin
publishes them under EUPL-1.2). Keeps what a policy document may name: municipalities (also those that were merged,
since older studies name them), provinces, water boards, and of the joint arrangements and national bodies those
whose name says what they are. One line per body: its kind, its TOOI code and its name, sorted.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

KINDS = {
    "gemeentelijst": "gemeente",
    "caribischelijst": "gemeente",
    "provincielijst": "provincie",
    "waterschaplijst": "waterschap",
    "solijst": "samenwerking",
    "zbolijst": "zbo",
    "oorglijst": "rijk",
}
# A joint arrangement is known by a telling first word: names such as "Sociaal" or "Stark" would be found everywhere.
TELLING = re.compile(
    r"(?:Omgevingsdienst|Regionale uitvoeringsdienst|Regionale Uitvoeringsdienst|RUD|GGD|Gemeen\w+ (?:G|g)ezondheidsdienst"
    r"|Veiligheidsregio|Veiligheids-|Metropoolregio|Vervoerregio|Regio|Recreatieschap|Havenschap|Afvalschap|DCMR"
    r"|Waddenfonds|Groene Metropoolregio|Stadsregio)\b"
)
# Committees are named after what they judge; as parties to a regional debate they only give false finds.
COMMITTEE = re.compile(
    r"(?i)commissie|jury|zorgkantoor|wlz|rechtbank|gerechtshof|gerecht |raad van beroep|loodsencorporatie|grondkamer"
    r"|tweede kamer|eerste kamer|college van afgevaardigden|verenigde vergadering"
)
PREFIX = re.compile(r"^(?:gemeente|provincie|openbaar lichaam)\s+")
OUT = Path(__file__).parents[1] / "src/rodedraad/data/tooi.csv"


def lines(rows: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    """The bodies that are kept, as (kind, code, name), sorted and without doubles."""
    kept = set()
    for row in rows:
        kind = KINDS.get(row["source_list"])
        name = " ".join(row["label_nl"].split())
        code = row["uri"].rsplit("/", 1)[-1]
        if kind is None or '"' in name:
            continue
        if kind == "samenwerking" and not TELLING.match(name):
            continue
        if kind in ("zbo", "rijk") and (" " not in name or COMMITTEE.search(name)):
            continue
        kept.add((kind, code, PREFIX.sub("", name)))
    return sorted(kept)


def main() -> None:
    """Reads the list named on the command line and writes the register."""
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        found = lines(list(csv.DictReader(file)))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(found)
    print(f"{len(found)} bodies in {OUT}")


if __name__ == "__main__":
    main()

"""Makes src/rodedraad/data/esco.csv, the small list of occupations and skills, from the official files of ESCO.

Takes the folder of a download: occupations_nl.csv and isco_groups_nl.csv with the official columns, and skills_en.csv, in
which the label stands first in the description. Keeps what a region of steel, energy, building, harbour, health and
schooling asks for, by name: occupations, ISCO groups and skills. One line per
concept: its kind, URI, language, label and other labels. ESCO is of the European Commission and may be used again with its
name (docs/method/require.md, section 5).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

OCCUPATIONS = (
    "algemeen verpleegkundige",
    "analist energie",
    "analist luchtvervuiling",
    "arbeidshygiënist",
    "architect",
    "bankwerker",
    "bediener hoogovens",
    "bedrijfsingenieur",
    "beleidsmedewerker",
    "beleidsmedewerker milieu",
    "betonafwerker",
    "bodemdeskundige",
    "bouwopzichter",
    "businessanalist",
    "chemisch ingenieur",
    "chemisch metaalkundige",
    "coördinator onderwijsprogramma's",
    "dakdekker",
    "data engineer",
    "data-analist",
    "docent hoger onderwijs",
    "draaier",
    "ecoloog",
    "econoom",
    "elektrotechnicus",
    "energieadviseur",
    "epidemioloog",
    "frezer",
    "gasmonteur",
    "geoloog",
    "gieter metaal",
    "handhaver toezicht en veiligheid",
    "havenmeester",
    "hoofdwerktuigkundige scheepvaart",
    "huisarts",
    "hydroloog",
    "ict trainer",
    "ingenieur civiele bouwkunde",
    "ingenieur elektriciteit",
    "ingenieur hernieuwbare energie",
    "inspecteur volksgezondheid en milieuhygiëne",
    "isoleerder",
    "kabelmonteur",
    "kapitein",
    "kraandrijver haven",
    "kwaliteitsingenieur",
    "lascoördinator",
    "lasinspecteur",
    "lasser",
    "leerkracht voortgezet onderwijs",
    "leraar basisonderwijs",
    "logistiek manager",
    "loodgieter",
    "loods",
    "loopbaanadviseur",
    "manager energievoorziening",
    "matroos",
    "mechatronicus",
    "metaalplaatwerker",
    "metaalwalsbediener",
    "metallurg",
    "metselaar",
    "milieu-ingenieur",
    "milieudeskundige",
    "monteur elektriciteitsnetten",
    "monteur elektrische installaties",
    "monteur elektrische installaties gebouwen",
    "monteur industriële machines",
    "monteur staalconstructies",
    "monteur verwarmings- en ventilatietechniek",
    "monteur zonnepanelen",
    "onderzoeksmanager",
    "operator CNC-machine",
    "overheidsfunctionaris vergunningen",
    "pijplasser",
    "planoloog",
    "preventieadviseur",
    "procesingenieur",
    "procesoperator stoomcentrale",
    "procestechnicus chemische industrie",
    "productie-ingenieur",
    "productiemanager",
    "programmamanager",
    "projectleider bouw",
    "projectmanager",
    "recyclingspecialist",
    "robotica-ingenieur",
    "scheepsbouwer",
    "schipper",
    "servicetechnicus onshore-windmolenpark",
    "software analist",
    "stedenbouwkundige",
    "stukadoor",
    "stuwadoor",
    "subsidieadviseur",
    "technicus civiele bouwkunde",
    "technicus robotica",
    "technicus-chemicus",
    "technisch ingenieur mechanica",
    "technisch tekenaar",
    "timmerman",
    "toxicoloog",
    "treinmachinist",
    "vakdocent beroepsonderwijs",
    "veiligheidskundige",
    "verkeerskundige",
    "vrachtwagenchauffeur",
    "werktuigbouwkundig ingenieur",
)
GROUPS = frozenset(
    {"21", "214", "22", "23", "232", "25", "31", "311", "313", "35", "71", "72", "721", "74", "741", "81"}
)
SKILLS = (
    "welding techniques",
    "electrical engineering",
    "mechanical engineering",
    "energy efficiency",
    "metallurgy",
    "environmental legislation",
    "automation technology",
    "data analytics",
    "project management",
    "robotics",
    "industrial engineering",
    "industrial heating systems",
    "chemical processes",
    "solar energy",
    "wind energy",
    "building automation",
    "building construction principles",
    "spatial planning",
    "urban planning",
    "train employees",
    "circular economy",
    "logistics",
    "port regulation",
    "geothermal energy systems",
    "electric current",
    "cyber security",
    "geographic information systems",
    "health and safety in the workplace",
    "emission standards",
    "digital systems",
)
OUT = Path(__file__).parents[1] / "src/rodedraad/data/esco.csv"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _others(told: str, label: str) -> list[str]:
    """The other labels, each once."""
    return [name for name in dict.fromkeys(" ".join(one.split()) for one in told.split("|")) if name and name != label]


def lines(folder: Path) -> list[tuple[str, ...]]:
    """The concepts that are kept, as (kind, URI, language, label, other labels), sorted."""
    kept: list[tuple[str, ...]] = []
    occupations = {row["preferredLabel"].strip(): row for row in _rows(folder / "occupations_nl.csv")}
    for label in OCCUPATIONS:
        row = occupations[label]
        kept.append(("occupation", row["conceptUri"], "nl", label, "|".join(_others(row["altLabels"], label))))
    kept += [
        ("group", row["conceptUri"], "nl", row["preferredLabel"].strip(), "")
        for row in _rows(folder / "isco_groups_nl.csv")
        if row["code"] in GROUPS
    ]
    skills = _rows(folder / "skills_en.csv")
    for label in SKILLS:
        found = [row for row in skills if row["description"].startswith(f"{label} ")]
        if not found:
            raise SystemExit(f"no skill begins with {label!r}")
        kept.append(("skill", min(row["id"] for row in found), "en", label, ""))
    return sorted(set(kept))


def main() -> None:
    """Reads the folder named on the command line and writes the list."""
    found = lines(Path(sys.argv[1]))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(found)
    print(f"{len(found)} concepts in {OUT}")


if __name__ == "__main__":
    main()

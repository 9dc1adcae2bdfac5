"""A dossier that a scripted model read: it found a statement that was missed, another type, an addressee, a conflict."""

import json
import re

from fakes import ScriptedModel

from rodedraad import assisting, dossier
from rodedraad.adapters.folder import DossierFolder
from rodedraad.sending import Asking

TEXTS = {
    "a.md": """# Visie van de gemeente Velsen

Wij willen uiterlijk in 2030 schone lucht in het havengebied. De gemeente Velsen wil dat alle hopen erts en kolen onder een kap komen.

Uitgave van de gemeente Velsen, team Milieu. De provincie Noord-Holland is bevoegd gezag. Wij vragen om meer meetpunten bij de haven, zolang er hinder is.
""",
    "b.md": """# Agenda van de provincie Noord-Holland

De provincie wil dat erts en kolen voortaan onder een kap liggen. Wij willen in 2030 schone lucht rond het havengebied.
""",
}
MISSED, RETYPED, ASKED = "Uitgave van de gemeente", "bevoegd gezag", "meetpunten"
KAP = {"relation": "conflict", "kind": "date", "words_a": "onder een kap", "words_b": "onder een kap"}
LUCHT = {"relation": "neither", "kind": None, "words_a": None, "words_b": None}


def _answer(prompt):
    """Finds a statement that was missed, another type, an addressee with a condition, a conflict and no likeness."""
    items = []
    for part in re.split(r"<<\w{8} ", prompt.data)[1:]:
        number, _, rest = part.partition("\n")
        lines = [line[2:] for line in rest.split("\n") if line.startswith(("- ", "a:"))]
        found = {
            "extract": {
                "statements": [
                    {"quote": line, "type": "concern"} for line in lines if MISSED in line or RETYPED in line
                ]
                + [{"quote": "Dit staat in geen enkele bron.", "type": "measure"}]
            },
            "resolve": {
                "holder": None,
                "addressee": "provincie Noord-Holland",
                "condition": "zolang er hinder is",
            },
            "compare": KAP if "kap" in rest else LUCHT,
            "title": {"title": " ".join(lines[0].rstrip(".").split()[:12])},
        }[prompt.task]
        items.append({"n": int(number), **found})
    return json.dumps({"items": items})


def built(path):
    made = DossierFolder.make(path, 'titel = "proef"\n')
    for name, text in TEXTS.items():
        (made.sources / name).write_text(text, encoding="utf-8")
    wish = assisting.Wish(name="proefmodel", endpoint="http://localhost:9/v1")
    dossier.build(
        made,
        name="Jo",
        at="2026-11-23T10:00:00Z",
        asking=Asking(wish=wish, connect=lambda _: ScriptedModel(_answer, name="proefmodel")),
    )
    return made.root

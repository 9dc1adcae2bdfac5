"""The help texts of the commands: Dutch, English. Beside the parser, since --help may read nothing else."""

WORDS: dict[str, tuple[str, str]] = {
    "app": (
        "Rodedraad brengt alle studies, visies en brieven van een regio bijeen in één overzicht waarin elke regel naar zijn bladzijde leidt. Begin met: rodedraad demo. Elke opdracht kent ook --lang nl|en en --debug.",
        "Rodedraad brings all studies, visions and letters of a region together in one overview in which every line leads to its page. Begin with: rodedraad demo. Every command also takes --lang nl|en and --debug.",
    ),
    "version": ("Toon de versie.", "Show the version."),
    "dossier": ("De map van het dossier.", "The dossier's folder."),
    "id": (
        "Een uitspraak, rode draad of ander gegeven; het begin van de code is genoeg. Een zin ook bij zijn nummer.",
        "A statement, thread or other record; the start of its code is enough. A clause by its number too.",
    ),
    "path": ("Bestanden of mappen.", "Files or folders."),
    "source": ("Een bron: haar pad, of het begin van haar code.", "A source: its path, or the start of its code."),
    "query": ("Woorden; tussen aanhalingstekens samen.", "Words; between quotation marks together."),
    "field": (
        'Van een zin: text, theme, part, core (ja, nee of regel) of after. Van een uitspraak: type, themes, place, party, holder (van wie het standpunt is), is_reported en is_commitment (ja of nee), within_power (ja, nee of onbekend), deadline, deadline_from, deadline_to; actors="moet handelen: Gemeente Voorbeeld; betaalt: het Rijk", met als rol must_act (moet handelen), asked (gevraagd), leads (trekker), partner, pays (betaalt) of authority (bevoegd gezag). Niets na = maakt het veld leeg.',
        'Of a clause: text, theme, part, core (yes, no or rule) or after. Of a statement: type, themes, place, party, holder (whose view it is), is_reported and is_commitment (yes or no), within_power (yes, no or unknown), deadline, deadline_from, deadline_to; actors="must_act: Municipality of Example; pays: the State", with as role must_act, asked, leads, partner, pays or authority. Nothing after = empties the field.',
    ),
    "event": ("De code van een gebeurtenis uit het logboek.", "The code of an event from the log."),
    "file": (
        "Een logboek.db of dossiermap; een bewerkte xlsx, qdpx of docx; een formulier (csv); een brief of e-mail.",
        "A logboek.db or dossier folder; an edited xlsx, qdpx or docx; a form (csv); a letter or e-mail.",
    ),
    "sender": ("Van wie de brief is.", "Who wrote the letter."),
    "sender_party": ("Namens welke partij (code).", "For which party (its code)."),
    "contribution_kind": ("objection, addition, support of question.", "objection, addition, support or question."),
    "gold": ("Gelabelde regels.", "Labelled lines."),
    "by_future": (
        "Laat zien wat elke toekomst vraagt: wat in alle, en wat alleen in sommige.",
        "Show what each future takes: what in all of them, and what only in some.",
    ),
    "json": ("Schrijf JSON naar de standaarduitvoer.", "Write JSON to standard output."),
    "as": ("Wie dit doet, voor het logboek.", "Who does this, for the log."),
    "propose": (
        "Stel de volgende versie van de propositie op.",
        "Draft the next version of the proposition.",
    ),
    "approve": (
        "Keur een versie van de propositie goed, met je naam.",
        "Approve a version of the proposition, by your name.",
    ),
    "version_label": ("Het nummer van een versie.", "The number of a version."),
    "write": (
        "Voeg een zin toe aan de propositie; hij noemt ten minste één uitspraak.",
        "Add a clause to the proposition; it cites at least one statement.",
    ),
    "clause_text": (
        "De zin; wat letterlijk wordt geciteerd, staat tussen « en ».",
        "The clause; what is quoted word for word stands between « and ».",
    ),
    "cite": (
        "Een uitspraak, rode draad of spanning waar de zin op steunt.",
        "A statement, thread or tension it rests on.",
    ),
    "clause_field": ("theme, part, core of after, zoals bij edit.", "theme, part, core or after, as with edit."),
    "reply": (
        "Beantwoord een inbreng: de zin is gewijzigd, of waarom niet.",
        "Answer a contribution: the clause was changed, or why not.",
    ),
    "contribution": ("De code van een inbreng (rodedraad list DOSSIER contributions).", "The code of a contribution."),
    "because": ("De reden, die in de reactienota komt.", "The reason, which stands in the report of reactions."),
    "new_text": ("De nieuwe tekst van de zin.", "The new text of the clause."),
    "changed": ("De zin is sindsdien al gewijzigd.", "The clause has been changed since."),
    "verify": (
        "Controleer een bundel op zichzelf, zonder het dossier.",
        "Check an exported bundle by itself, without the dossier.",
    ),
    "bundle": ("Een zip die export --to bundle maakte.", "A zip that export --to bundle made."),
    "chain": ("Toon de keten van deze zin tot zijn citaten.", "Show the chain of this clause down to its quotes."),
    "new": ("Maak een nieuw dossier.", "Make a new dossier."),
    "frame": ("Kader: ijmond, of een TOML-bestand.", "Frame: ijmond, or a TOML file."),
    "add": ("Kopieer bestanden of mappen naar bronnen/.", "Copy files or folders into bronnen/."),
    "remove": (
        "Haal een bron uit het dossier; zegt eerst wat dat verandert.",
        "Take a source out; says first what that changes.",
    ),
    "suggestion_kind": (
        "Alle suggesties van deze soort: conflict same type addressee holder condition statement neither.",
        "All suggestions of this kind: conflict same type addressee holder condition statement neither.",
    ),
    "suggestion_source": (
        "Alle suggesties bij uitspraken van deze bron (pad of begin van de code).",
        "All suggestions on statements of this source (path or start of the code).",
    ),
    "yes": ("Doe het zonder te vragen.", "Do it without asking."),
    "build": (
        "Werk het dossier bij; rekent alleen uit wat veranderd is.",
        "Bring the dossier up to date; recomputes only what changed.",
    ),
    "model_name": (
        "Naam van een taalmodel dat meeleest (anders die in dossier.toml of RODEDRAAD_MODEL; standaard geen).",
        "Name of a language model that reads along (else that of dossier.toml or RODEDRAAD_MODEL; by default none).",
    ),
    "endpoint": (
        "Adres van het model, OpenAI-compatibel: http://localhost:11434/v1 (of RODEDRAAD_ENDPOINT).",
        "Address of the model, OpenAI-compatible: http://localhost:11434/v1 (or RODEDRAAD_ENDPOINT).",
    ),
    "budget": (
        "Hoeveel euro het model hoogstens mag kosten; 0 verstuurt niets (of RODEDRAAD_BUDGET).",
        "How many euros the model may cost at most; 0 sends nothing (or RODEDRAAD_BUDGET).",
    ),
    "no_model": ("Zonder model, ook als het dossier er een noemt.", "Without a model, even if the dossier names one."),
    "estimate": (
        "Zeg wat het model zou kosten, en verstuur niets.",
        "Say what the model would cost, and send nothing.",
    ),
    "hours": (
        "Noteer uren die het team aan dit dossier besteedde.",
        "Enter hours that the team spent on this dossier.",
    ),
    "hours_count": ("Het aantal uren, bijvoorbeeld 2.5.", "The number of hours, 2.5 for instance."),
    "workers": (
        "Aantal processen (standaard: het aantal kernen).",
        "Number of processes (default: the number of cores).",
    ),
    "accept_loss": (
        "Ga verder zonder de gebeurtenissen die uit het logboek zijn verdwenen.",
        "Go on without the events that are gone from the log.",
    ),
    "check": (
        "Controleer elk citaat, elke verwijzing en het logboek tegen de bronnen zelf.",
        "Check every quote, citation and the log against the sources themselves.",
    ),
    "quote": (
        "Controleer alleen of deze woorden zo in de bronnen staan.",
        "Check only whether these words stand in the sources like this.",
    ),
    "quoted_source": (
        "De bron waar het citaat uit zou komen (pad of id).",
        "The source that the quote is said to be from (path or id).",
    ),
    "list": ("Toon een lijst.", "Show a list."),
    "kind": (
        "sources statements subjects threads tensions gaps references outlooks parties kinships answers drivers judgements hints explorations scenarios bearings requirements offers arrangements actions knots indicators standings problems coverage clauses versions contributions suggestions refusals log",
        "sources statements subjects threads tensions gaps references outlooks parties kinships answers drivers judgements hints explorations scenarios bearings requirements offers arrangements actions knots indicators standings problems coverage clauses versions contributions suggestions refusals log",
    ),
    "theme": ("Alleen dit thema.", "This theme only."),
    "party": ("Alleen deze partij.", "This party only."),
    "type": ("Alleen deze soort.", "This type only."),
    "place": (
        "Alleen deze plaats; `regio` is al wat van de regio is, `landelijk` al wat dat niet is.",
        "This place only; `region` is all that is of the region, `national` all that is not.",
    ),
    "format": ("table, json, jsonl of csv.", "table, json, jsonl or csv."),
    "show": (
        "Toon één gegeven met zijn citaten en waar het wordt gebruikt.",
        "Show one record with its quotes and where it is used.",
    ),
    "search": ("Zoek in uitspraken en tekst.", "Search statements and text."),
    "ask": (
        "Stel een vraag; het antwoord bestaat uit citaten met hun bron.",
        "Ask a question; the answer is made of quotes with their source.",
    ),
    "question": ("Een vraag, in gewone woorden.", "A question, in plain words."),
    "lines": ("Hoeveel citaten hoogstens.", "How many quotes at most."),
    "careful": (
        "Leest wat gevonden is nog eens, met meer begrip; duurt enkele seconden.",
        "Reads what was found again, understanding more; takes some seconds.",
    ),
    "limit": ("Hoeveel treffers hoogstens.", "How many hits at most."),
    "esco": (
        "De officiële CSV-bestanden van ESCO (map, ZIP of bestand), in plaats van de kleine lijst.",
        "The official CSV files of ESCO (folder, ZIP or file), in the place of the small list.",
    ),
    "tooi": (
        "Een officiële lijst van TOOI (CSV); overheden die het register niet kent, komen in dossier.toml.",
        "An official list of TOOI (CSV); bodies that the register does not know go in dossier.toml.",
    ),
    "requirements": (
        "Toon wat de transitie vraagt aan kennis, mensen en voorzieningen, en wat de regio heeft.",
        "Show what the transition takes in knowledge, people and facilities, and what the region has.",
    ),
    "roadmap": (
        "Toon wie wat moet besluiten en doen, wanneer en onder welke voorwaarde.",
        "Show who must decide and do what, by when and under which condition.",
    ),
    "layer": (
        "Alleen deze bestuurslaag (gemeente, provincie, rijk ...).",
        "This layer of government only (gemeente, provincie, rijk ...).",
    ),
    "roadmap_status": (
        "Alleen met deze stand: asked, promised, under_way, done, lapsed, unanswered of untold (niet verteld).",
        "Of this status only: asked, promised, under_way, done, lapsed, unanswered or untold.",
    ),
    "roadmap_by": (
        "Waarnaar de lijsten zijn ingedeeld: year, party, theme, layer of status.",
        "By what the lists are told apart: year, party, theme, layer or status.",
    ),
    "roadmap_format": (
        "table, json of ics: een agenda van wat in de regio nog moet komen (met --place alles: ook de rest).",
        "table, json or ics: a calendar of what is still to come in the region (with --place all: the rest too).",
    ),
    "roadmap_out": (
        "Bij ics: waarheen (standaard: uitvoer/ in het dossier).",
        "With ics: where to (default: uitvoer/ in the dossier).",
    ),
    "export": ("Schrijf het dossier als bestand.", "Write the dossier as a file."),
    "to": (
        "html docx pdf xlsx csv jsonl qdpx jsonld ris csl ics bundle (nl of en volgens --lang).",
        "html docx pdf xlsx csv jsonl qdpx jsonld ris csl ics bundle (nl or en by --lang).",
    ),
    "of": (
        "Bij docx en pdf: proposition, reactions (de reactienota), scenarios, requirements, roadmap, measurements, letter-council, letter-parliament, letter-reply of letter-residents.",
        "With docx and pdf: proposition, reactions (the report of reactions), scenarios, requirements, roadmap, measurements, letter-council, letter-parliament, letter-reply or letter-residents.",
    ),
    "style": (
        "Een .docx van de eigen organisatie; haar stijlen, kop en voet worden gebruikt.",
        "A .docx of one's own organisation; its styles, header and footer are used.",
    ),
    "letter_fill": (
        "Vult een veld van een brief: aan, van, datum (jjjj-mm-dd), kenmerk of contact. Mag vaker.",
        "Fills in a field of a letter: to, sender, date (yyyy-mm-dd), reference or contact. May be repeated.",
    ),
    "letter_party": (
        "Bij letter-reply: welke partij antwoordt; bij letter-council: van welke gemeente de verzoeken erbij staan.",
        "With letter-reply: which party replies; with letter-council: which municipality's requests are added.",
    ),
    "marked_source": (
        "Bij pdf: een kopie van deze bron met haar citaten gemarkeerd.",
        "With pdf: a copy of this source with its quotes highlighted.",
    ),
    "with_sources": ("Bij bundle: ook de bestanden van de bronnen.", "With bundle: the files of the sources too."),
    "force": ("Vervang een bestand dat er al staat.", "Replace a file that is there already."),
    "out": ("Waarheen (standaard: uitvoer/ in het dossier).", "Where to (default: uitvoer/ in the dossier)."),
    "stamp": ("Tijd die in de uitvoer staat (standaard: nu).", "Time shown in the output (default: now)."),
    "with_confidential": (
        "Ook bronnen met openbaar = false; geef het dan niet aan anderen.",
        "Sources with openbaar = false too; then do not pass it on.",
    ),
    "edit": (
        'Verbeter een uitspraak: type=measure themes=energie,arbeid deadline="eind 2027"; of een zin van de propositie (nummer): text="…" title="…" core=ja; of een oordeel ("a1>b2"): value=2 low=1 high=3 note="omdat …"; of een actie (a-…): status=done who="het Rijk" deadline="eind 2027" depends_on=a-….',
        'Correct a statement: type=measure themes=energie,arbeid deadline="end of 2027"; or a clause of the proposition (number): text="…" title="…" core=yes; or a judgement ("a1>b2"): value=2 low=1 high=3 note="because …"; or an action (a-…): status=done who="the State" deadline="end of 2027" depends_on=a-….',
    ),
    "merge": (
        "Deze uitspraken (of rode draden) zeggen hetzelfde.",
        "These statements (or threads) say the same thing.",
    ),
    "split": (
        "De eerste uitspraak zegt niet hetzelfde als de andere.",
        "The first statement does not say the same as the others.",
    ),
    "reject": (
        "Deze uitspraak hoort niet in het dossier; van een rode draad of onderwerp: al haar uitspraken niet. Suggesties van een model (v-…, een of meer) komen niet terug.",
        "This statement does not belong in the dossier; of a thread or subject: none of its statements do. Suggestions of a model (v-…, one or more) are not offered again.",
    ),
    "confirm": (
        "Bevestig deze uitspraak zoals zij er staat; of neem suggesties van een model over (v-…, een of meer).",
        "Confirm this statement as it stands; or take over suggestions of a model (v-…, one or more).",
    ),
    "undo": (
        "Maak een gebeurtenis ongedaan (standaard: de laatste); zegt van wie zij was.",
        "Undo an event (default: the last); says whose it was.",
    ),
    "import": (
        "Neem over wat terugkomt: een bewerkte uitvoer, een brief, mail of formulier, of het logboek van een andere kopie.",
        "Take in what comes back: an edited export, a letter, mail or form, or the log of another copy.",
    ),
    "erase": (
        "Wis de naam van een persoon voorgoed uit het logboek; wat diegene deed, blijft staan.",
        "Erase a person's name from the log for good; what that person did stays.",
    ),
    "person": ("De naam, zoals hij in het logboek staat.", "The name, as it stands in the log."),
    "preview": ("Zeg wat er zou veranderen, en verander niets.", "Say what would change, and change nothing."),
    "mcp": (
        "Laat een assistent (MCP, via standaardinvoer en -uitvoer) in dit dossier zoeken en lezen; hij kan niets wijzigen.",
        "Let an assistant (MCP, over standard input and output) search and read this dossier; it can change nothing.",
    ),
    "serve": (
        "Open de werkplek van dit dossier in de browser: lezen, zoeken, vragen, verbeteren; op deze computer, of gedeeld.",
        "Open the workspace of this dossier in the browser: read, search, ask, correct; on this computer, or shared.",
    ),
    "sign_in": (
        "Deel de werkplek: wie een account heeft meldt zich aan, met een rol (zie invite).",
        "Share the workspace: who has an account signs in, with a role (see invite).",
    ),
    "invite": (
        "Maak een link waarmee iemand zich aanmeldt in de gedeelde werkplek van dit dossier.",
        "Make a link by which somebody signs in to the shared workspace of this dossier.",
    ),
    "invited": ("Wie de link krijgt; die naam komt in het logboek.", "Who gets the link; that name comes in the log."),
    "role": (
        "Wat zij mogen: reader, contributor, editor, approver of administrator.",
        "What they may: reader, contributor, editor, approver or administrator.",
    ),
    "days": ("Hoeveel dagen de link werkt.", "How many days the link works."),
    "address": (
        "De eerste keer: het adres waarop browsers de werkplek vinden.",
        "The first time: the address at which browsers find the workspace.",
    ),
    "host": (
        "Adres op deze computer waarop de werkplek luistert.",
        "Address on this computer that the workspace listens on.",
    ),
    "port": ("Poort; zonder deze een vrije.", "Port; without it a free one."),
    "key": (
        "Bewaar de sleutel van een taalmodel in de sleutelbos van dit systeem; zij komt in geen bestand.",
        "Keep the key of a language model in this system's keyring; it goes into no file.",
    ),
    "key_endpoint": (
        "Het adres van het model, bijvoorbeeld https://api.example.org/v1",
        "The address of the model, for example https://api.example.org/v1",
    ),
    "key_delete": ("Haal de sleutel uit de sleutelbos.", "Take the key out of the keyring."),
    "eval": ("Meet de uitkomsten tegen gelabelde gegevens.", "Score the outcome against labelled data."),
    "level": ("claim, stance of subject.", "claim, stance or subject."),
    "eval_model": (
        "Meet dit taalmodel naast de regels; mag vaker, voor meer modellen.",
        "Score this language model beside the rules; may be given again, for more models.",
    ),
    "eval_runs": ("Vraag elk model zo vaak.", "Ask each model so many times."),
    "eval_price": (
        "Prijs in euro per miljoen tokens, erin of eruit; één per model.",
        "Price in euros per million tokens, in or out; one per model.",
    ),
    "eval_window": (
        "Hoeveel tokens een verzoek hoogstens heeft, met het antwoord (4000).",
        "How many tokens a request may have, with its reply (4000).",
    ),
    "eval_timeout": ("Hoeveel seconden op een antwoord gewacht wordt (120).", "Seconds to wait for a reply (120)."),
    "eval_parallel": ("Hoeveel verzoeken tegelijk (8).", "How many requests at once (8)."),
    "eval_replies": (
        "Bewaar de antwoorden in deze map, zodat ze één keer gevraagd worden.",
        "Keep the replies in this folder, so that they are asked for once.",
    ),
    "reread": (
        "Lees elke zin ook met de transformer (alleen statements).",
        "Read each sentence with the transformer too (statements only).",
    ),
    "scenarios": (
        "Zoek welke combinaties van varianten bij elkaar passen (cross-impactbalans).",
        "Find which combinations of variants hold together (cross-impact balance).",
    ),
    "scenarios_target": (
        "Een dossier, of een bestand met een model: .xlsx, .csv, .scw (ScenarioWizard) of .json.",
        "A dossier, or a file with a model: .xlsx, .csv, .scw (ScenarioWizard) or .json.",
    ),
    "tolerance": (
        "Hoeveel een andere variant beter mag zijn dan de gekozen.",
        "How much better another variant may be than the chosen one.",
    ),
    "explain": (
        'Zeg van één combinatie wat haar breekt en hoeveel: "A2 B1 C3".',
        'Say of one combination what breaks it and by how much: "A2 B1 C3".',
    ),
    "drivers_write": (
        "Zet eerst in drijvers.toml wat nu geldt, om het daar te wijzigen.",
        "First puts what holds now in drijvers.toml, to change it there.",
    ),
    "scenarios_limit": ("Hoeveel er hoogstens worden getoond.", "How many are shown at most."),
    "nodes": (
        "Stop na zoveel deelcombinaties; wat dan gevonden is, wordt getoond als onvolledig.",
        "Stop after so many partial combinations; what was found by then is shown as incomplete.",
    ),
    "model_out": (
        "Schrijf het model naar dit bestand: .scw (ScenarioWizard) of .csv.",
        "Write the model to this file: .scw (ScenarioWizard) or .csv.",
    ),
    "basins": (
        "Zeg ook waar de andere combinaties op uitlopen: global, local of incremental.",
        "Say too where the other combinations end: global, local or incremental.",
    ),
    "bounded": (
        "Laat elke lege of betwiste cel alles zijn binnen haar grenzen: wat kan dan, en wat staat vast?",
        "Let every empty or disputed cell be anything within its bounds: what is possible then, and what is certain?",
    ),
    "scale": (
        "Het grootste oordeel in het bestand, omhoog en omlaag.",
        "The largest judgement in the file, up and down.",
    ),
    "demo": (
        "Maak het voorbeelddossier, bouw het en open het verslag.",
        "Make the example dossier, build it and open its report.",
    ),
    "demo_out": ("Map voor het voorbeelddossier.", "Folder for the example dossier."),
    "no_open": ("Open geen browser.", "Open no browser."),
}

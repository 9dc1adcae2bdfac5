"""The example dossier that the package carries: an invented region, its documents and what is planted in them.

``dossier.toml``, ``bronnen.toml`` and ``bronnen/`` make a dossier folder; ``truth.jsonl`` lists the plants
(docs/reference/example.md). All of it is made by ``tools/make_example.py``.
"""

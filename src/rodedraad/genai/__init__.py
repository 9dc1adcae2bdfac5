"""What a language model may do here: read, compare and word, behind a gate that lets in what the sources hold.

    readings, links --ask--> items --running--> answers --read--> statements, suggestions, titles, wordings

Each task is a pair of pure functions, one that asks (records to items) and one that reads (an answer to what holds of
it, and what was refused). ``running`` goes between: it sends what was not answered before, keeps every answer by
content, and never spends more than it may. Method: docs/method/genai.md.
"""

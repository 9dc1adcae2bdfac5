"""Whether what is written holds against the sources. No model, no files.

| module | says |
|---|---|
| ``quotes`` | whether a quote that somebody claims stands in its source |
| ``clauses`` | what does not hold in the clauses of a proposition, and what to do: the others here are its parts |
| ``citations`` | whether a citation stands, and the words between « and » are those of a cited quote |
| ``frames`` | whether a sentence of the rules reads as its frame gives it, from the records it tells of |
| ``own_words`` | whether what a person wrote outside the quotes is in them |
| ``restated`` | whether what a model worded says what the rules' sentence says, no more and no less |
| ``ordered``, ``retold`` | whether it has the words of that sentence in their order, also in indirect speech |
| ``titles`` | what a thread or a clause may be called: a part of a quote |
| ``answered`` | whether a model's sentence in an answer rests on the quotes that it cites |
| ``figures``, ``names``, ``polarity`` | the numbers and dates, names and denials of a text |
| ``bounds``, ``multiples`` | the sides of numbers and dates; scales, rates and multiples |
| ``conditional``, ``verbs``, ``scripts`` | who stands in a condition; verbs before quoted words; letters that look like others |
| ``backing`` | whether a supporter's own statement still says a changed text |
| ``evidence`` | a dossier as these see it |
"""

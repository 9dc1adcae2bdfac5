"""Whether what is written holds against the sources. No model, no files.

| module | says |
|---|---|
| ``quotes`` | whether a quote that somebody claims stands in its source |
"""

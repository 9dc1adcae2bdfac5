"""The workspace in the browser: a thin door to the same dossier as the command line.

``app`` puts it together, ``reading`` has the pages, ``layout`` what they show of one moment of the dossier, ``index``
narrows its sentences, ``sheets`` shows a source page by page, ``screen`` words and renders. Nothing but ``app`` and
``reading`` knows the web framework.
"""

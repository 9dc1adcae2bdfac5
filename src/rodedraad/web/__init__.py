"""The workspace in the browser: a thin door to the same dossier as the command line.

``app`` puts it together. ``reading`` has the pages that show, ``changing`` and ``proposing`` the forms that correct statements and
the proposition, ``bringing`` and ``uploads`` what comes in and goes, ``downloads`` what is taken away, ``api`` what other
programs get and send; with ``session`` these alone know the web framework. ``layout`` is what they show of one moment of the dossier, ``lists`` and ``index`` narrow it, ``sheets``
shows a source page by page, ``screen`` words and renders.
"""

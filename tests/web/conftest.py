from web_site import dossier, site  # noqa: F401

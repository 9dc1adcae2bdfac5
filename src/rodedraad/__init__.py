"""Rodedraad: one shared proposition out of all the studies of a region, every sentence traceable to its page."""

__version__ = "0.2.0"

"""What a worker finds at hand: imported by the process that workers are copies of, and by no other.

Before the stages comes how many threads they may have, which a library of matrices asks when it is loaded.
"""

from importlib import import_module

from rodedraad.adapters.processes import one_thread

STAGES = ("describe", "embed", "extract", "link.clues", "link.kinship", "parties", "read")
"""What ``perusing`` imports when a worker has its first file."""

one_thread()
for _name in STAGES:
    import_module(f"rodedraad.{_name}")

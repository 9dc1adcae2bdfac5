"""What holds for every test: no time limit per example, since a loaded machine is no wrong answer."""

import os

from hypothesis import settings
from lodermond import lodermond  # noqa: F401  a fixture, for every test that reads the built example

from small_model import small_model  # noqa: F401  a fixture, for every test that asks a real model

settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_collection_modifyitems(items):
    """Files with long tests come first where processes share the tests, so that none is alone with a long one at the end."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        long = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: item.path not in long)

"""What holds for every test: no time limit per example, since a loaded machine is no wrong answer."""

from hypothesis import settings
from lodermond import lodermond  # noqa: F401  a fixture, for every test that reads the built example

from small_model import small_model  # noqa: F401  a fixture, for every test that asks a real model

settings.register_profile("house", deadline=None)
settings.load_profile("house")

"""What holds for every test: no time limit per example, since a loaded machine is no wrong answer."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")

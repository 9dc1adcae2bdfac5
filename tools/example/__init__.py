"""What ``tools/make_example.py`` is made of: texts with tags, renderers, and the truth file."""

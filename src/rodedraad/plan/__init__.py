"""Who does what by when, under which condition, depending on what; and where that runs into a knot."""

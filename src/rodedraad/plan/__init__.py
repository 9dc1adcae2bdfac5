"""Who does what by when, under which condition, depending on what, paid how, and how far it is.

    statements, links --acts--> those that speak of an act --groups--> one action per act
        --clauses, bonds--> conditions and what they depend on --settlements--> answers --status--> Action --knots--> Knot

``planning`` puts it together. Pure: the same statements, links and rulings give the same actions. Method: docs/method/plan.md.
"""

"""A quiz: one scored test, from choosing its questions to the result, without files, clock or randomness.

``choosing`` picks the cards, ``sitting`` is the state machine, ``result`` what it comes to, and ``record`` makes plain
values of all that, to be kept. A quiz lets nothing be flipped, because it has to be graded.
"""

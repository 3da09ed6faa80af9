"""How much a right answer says when it may have been a guess, and what that makes of a memory.

Among k options a learner who does not know still hits with the chance 1/k. With R the chance that the card is known
(its retrievability) Bayes' theorem gives, for a right answer,

    P(knew | right) = P(right | knew) P(knew) / P(right) = R / (R + (1 - R) / k).

It is Bayesian knowledge tracing's update for a right answer (A. T. Corbett and J. R. Anderson, "Knowledge tracing:
modeling the acquisition of procedural knowledge", 1995) with guess rate 1/k and no slips.

FSRS has no notion of a guess: it gets the rating, as for free recall. With the probability p above the learner knew,
and the memory is what FSRS makes of it; otherwise the answer has told nothing, and the memory is what it was. Between
the two, stability is the geometric mean weighted by p, because stabilities grow by factors; difficulty, a scale of
fixed length, is the arithmetic one. The interval follows stability, to which it is proportional for a given retention.
A new card has no memory to stay at: knowing and not knowing count as equally likely, and what a guess leaves behind is
FSRS's first memory after Again, since the learner has just been shown the answer.

All of it follows from a row of the review log (rating, form, number of options) and the memory before, so that a replay
is exact.
"""

from __future__ import annotations

from math import factorial

from sco_quiz.domain.question import Form

PRIOR_KNOWN = 0.5
"""The chance that a card never seen before is known: indifference."""

_MOST_FACTORIAL = 20


def guess_chance(form: Form, options: int) -> float:
    """The chance to be wholly right by guessing: 0 for free recall, 1/k among k options, 1/k! for k to be arranged.

    A choice with several right options is harder to guess than this says; the log does not keep how many were right.
    """
    if options < 1:
        return 0.0
    match form:
        case Form.CHOICE | Form.TRUE_FALSE:
            return 1 / options
        case Form.ORDER | Form.MATCH:
            return 1 / factorial(min(options, _MOST_FACTORIAL))
        case Form.FLIP | Form.TYPED | Form.LIST:
            return 0.0


def probability_known(retrievability: float, chance: float) -> float:
    """P(knew | right) for a card with ``retrievability`` (0 to 1) when a guess hits with ``chance`` (0 to 1).

    Raises ValueError outside these bounds.
    """
    if not (0 <= retrievability <= 1 and 0 <= chance <= 1):
        raise ValueError(f"no probabilities: {retrievability}, {chance}")
    if chance == 0:
        return 1.0
    return retrievability / (retrievability + (1 - retrievability) * chance)


def credit_stability(unchanged: float, after: float, probability: float) -> float:
    """Stability in days between what a guess leaves and what FSRS gives: ``unchanged ** (1 - p) * after ** p``."""
    if probability >= 1:
        return after
    return _between(unchanged, after, float(unchanged ** (1 - probability) * after**probability))


def credit_difficulty(unchanged: float, after: float, probability: float) -> float:
    """Difficulty between what a guess leaves and what FSRS gives, in proportion."""
    if probability >= 1:
        return after
    return _between(unchanged, after, unchanged + (after - unchanged) * probability)


def _between(one: float, other: float, value: float) -> float:
    """The value, which rounding may have put a last digit outside of both: over the longest stability there is, say."""
    return min(max(value, min(one, other)), max(one, other))

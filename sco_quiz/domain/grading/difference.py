"""The difference between what was typed and what is right, as stretches that a face can mark."""

from __future__ import annotations

import unicodedata

from sco_quiz.domain.grading.graphemes import graphemes_of
from sco_quiz.domain.grading.result import Span, SpanKind

_LONGEST = 2_000
"""Characters above which the two texts are shown whole: nobody reads such a difference letter by letter."""

_LEAST_ALIKE = 0.34
"""Share of equal characters below which two texts are simply different, and single equal letters mean nothing."""

_KINDS = {
    "equal": SpanKind.EQUAL,
    "replace": SpanKind.CHANGED,
    "delete": SpanKind.EXTRA,
    "insert": SpanKind.MISSING,
}


def difference_of(given: str, right: str) -> tuple[Span, ...]:
    """The stretches, in order, that are equal (capitals aside), missing, extra or changed; minimal by Levenshtein.

    They never cut a letter from its marks. Texts with little in common come back as one changed stretch.
    """
    from rapidfuzz.distance import Levenshtein

    if given == right:
        return (Span(SpanKind.EQUAL, given, right),) if given else ()
    given_clusters, right_clusters = graphemes_of(given), graphemes_of(right)
    if not given or not right:
        return (Span(SpanKind.EXTRA if given else SpanKind.MISSING, given, right),)
    whole = (Span(SpanKind.CHANGED, given, right),)
    longest = max(len(given_clusters), len(right_clusters))
    if longest > _LONGEST:
        return whole
    codes = Levenshtein.opcodes([_folded(cluster) for cluster in given_clusters], [_folded(c) for c in right_clusters])
    equal = sum(code.src_end - code.src_start for code in codes if code.tag == "equal")
    if equal < _LEAST_ALIKE * longest:
        return whole
    return tuple(
        Span(
            _KINDS[code.tag],
            "".join(given_clusters[code.src_start : code.src_end]),
            "".join(right_clusters[code.dest_start : code.dest_end]),
        )
        for code in codes
    )


def _folded(cluster: str) -> str:
    return unicodedata.normalize("NFC", cluster).casefold()

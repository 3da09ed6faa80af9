"""What the rules propose: a note's content with the sentence it rests on, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass

from sco_quiz.domain.deck import Content
from sco_quiz.drafting.document import Sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A note that a rule proposes.

    ``worth`` is 0-100, higher is better; ``fact`` is the answer's words in lower case: of two candidates with one
    sentence and one fact the worthier is kept.
    """

    content: Content
    rule: str
    worth: int
    sentence: Sentence
    fact: str

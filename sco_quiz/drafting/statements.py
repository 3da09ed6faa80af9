"""The plain statements of a document, each complete in itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sco_quiz.drafting.clauses import Clause, parse_clause
from sco_quiz.drafting.document import Sentence
from sco_quiz.drafting.glossary import Glossary
from sco_quiz.drafting.reference import Memory, refers
from sco_quiz.drafting.splitting import Origin, pieces_of
from sco_quiz.drafting.wordlists import word_set


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause in which everything is named, with the sentence that says it.

    ``reason`` is the clause that gives its cause, resolved too, or empty.
    """

    clause: Clause
    sentence: Sentence
    origin: Origin
    reason: str = ""


_EMPTY_IT = re.compile(
    r"(?:\w+, )?[Ii]t (?:(?:is|was|has been) (?:[\w ]{1,40} that|(?:\w+ly )?\w+ (?:to|that|for|how|whether)\b)"
    r"|(?:takes|took|seems|appears|turns|follows|means)\b)"
)
_DEIXIS = re.compile(
    r"\b(?:I|me|my|[Ww]e|us|our|ours|[Yy]ou|[Yy]ours?|herein|hereby|hereof|thereof|aforementioned|[Ss]ections? \d+)\b"
    r"|\b(?:the|these|those) (?:following|above|below|previous|preceding|next|former|latter)\b|\b(?:below|above)$"
    r"|\b(?:see|shown|listed|described|defined|mentioned) (?:below|above|here)\b|https?://|@|[\"“]This\b"
)
_NO_NOUN = word_set("known largest smallest best most first last latter former other others one two so too")


def statements_of(sentences: Iterator[Sentence], glossary: Glossary) -> Iterator[tuple[Sentence, list[Statement]]]:
    """Each sentence with the statements that it makes; an empty list where the rules can't read it for sure."""
    memory = Memory(glossary)
    for sentence in sentences:
        memory.hear(sentence.text)
        if sentence.place == 1:
            memory.begin_paragraph()
        yield sentence, _statements_of_one(sentence, memory)


def _statements_of_one(sentence: Sentence, memory: Memory) -> list[Statement]:
    statements: list[Statement] = []
    understood = False
    for piece in [] if _EMPTY_IT.match(sentence.text) else pieces_of(sentence.text):
        if piece.origin is Origin.APPOSITIVE and refers(f"{piece.clause.subject} {piece.clause.rest}"):
            continue
        resolved = memory.resolve(piece.clause, all_named=piece.origin is Origin.BEST_OF)
        spoken_of = resolved or _subject_only(piece.clause, memory)
        understood = understood or spoken_of is not None
        if resolved is not None and not _is_loose(resolved):
            before = statements[-1].clause.text if piece.follows and statements else ""
            reason = before or _resolve_reason(piece.reason, memory, resolved)
            statements.append(Statement(resolved, sentence, piece.origin, reason))
        if spoken_of is not None and piece.origin in {Origin.MAIN, Origin.COORDINATE}:
            memory.remember(spoken_of)
    if not understood:
        memory.forget()
    return statements


def _subject_only(clause: Clause, memory: Memory) -> Clause | None:
    """The clause with its subject named, where the rest could not be: what it is about is known all the same."""
    subject = memory.subject_of(clause)
    return clause.about(memory.glossary.mid_sentence(subject)) if subject is not None else None


def _is_loose(clause: Clause) -> bool:
    return clause.subject.split()[-1].lower() in _NO_NOUN or _points_outside(clause.text)


def _points_outside(text: str) -> bool:
    """Whether a text speaks to its reader, or points to another place in the document."""
    return _DEIXIS.search(text) is not None


def _resolve_reason(reason: str, memory: Memory, about: Clause) -> str:
    """The reason with its pronouns named; those that stand for the subject of the statement may stay."""
    if not reason:
        return ""
    clause = parse_clause(reason)
    if clause is None:
        return ""
    subject = memory.entity(about.subject, plural=about.plural)
    pronoun = {True: {"they"}, False: {"it"}}[subject.plural] | ({"he", "she"} if subject.person else set())
    if clause.subject.lower() in pronoun:
        return reason
    memory.remember(about)
    resolved = memory.resolve(clause, strict=False)
    memory.recent = memory.recent[1:]
    return resolved.text if resolved is not None else ""

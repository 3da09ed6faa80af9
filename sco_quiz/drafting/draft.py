"""A document into a draft deck: read twice, proposed by rules, ranked, deduplicated, limited."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sco_quiz.domain.deck import Basic, Cloze, Content, Deck, ListItems, Note, Source, TrueFalse, Typed
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.document import Document, Sentence
from sco_quiz.drafting.language import looks_english
from sco_quiz.drafting.names import names_in
from sco_quiz.drafting.options import with_options
from sco_quiz.drafting.reference import Glossary
from sco_quiz.drafting.rules.abbreviations import draft_abbreviations
from sco_quiz.drafting.rules.causes import draft_causes
from sco_quiz.drafting.rules.clozes import draft_clozes
from sco_quiz.drafting.rules.dates import draft_dates
from sco_quiz.drafting.rules.definitions import draft_definitions
from sco_quiz.drafting.rules.doers import draft_doers
from sco_quiz.drafting.rules.enumerations import draft_enumerations
from sco_quiz.drafting.rules.functions import draft_functions
from sco_quiz.drafting.rules.numbers import draft_numbers
from sco_quiz.drafting.rules.places import draft_places
from sco_quiz.drafting.rules.quotations import draft_quotations
from sco_quiz.drafting.rules.true_false import draft_true_false
from sco_quiz.drafting.sentences import walk_sentences
from sco_quiz.drafting.statements import Statement, statements_of
from sco_quiz.drafting.tokens import tokens_of
from sco_quiz.errors import UnusableFileError

DEFAULT_MAXIMUM = 60
"""Notes of a draft where nothing else is asked for: more than that nobody reviews at one sitting."""

Report = Callable[[int, int], None]
"""Called with how many paragraphs are done and how many there are (0 where not known yet)."""


@dataclass(frozen=True, slots=True)
class DraftNote:
    """A drafted note with the sentence it rests on, its rule and its worth (0-100)."""

    note: Note
    sentence: str
    paragraph: int
    rule: str
    worth: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted deck: its notes in the order of the document."""

    deck_id: str
    title: str
    notes: tuple[DraftNote, ...]

    def deck(self, kept: tuple[Note, ...] | None = None) -> Deck:
        """The draft as a deck, or what was kept of it."""
        notes = tuple(drafted.note for drafted in self.notes) if kept is None else kept
        return Deck(self.deck_id, self.title, notes, language="en", source=Source(title=self.title))


def draft_deck(
    document: Document, *, title: str, deck_id: str, maximum: int = DEFAULT_MAXIMUM, report: Report | None = None
) -> Draft:
    """Draft at most ``maximum`` notes from an English document; the same document always gives the same notes.

    The document is walked twice, so that memory stays bounded: first for its names and nouns, then for its facts.
    Raises ``UnusableFileError`` where the document is not English.
    """
    if not looks_english(document):
        raise UnusableFileError(
            f"{document.title} does not look like English, and the drafting rules are for English.",
            "Use --prompt for a prompt that any language model can draft from.",
        )
    glossary, paragraphs = _read(document, report)
    best: list[tuple[int, int, Candidate]] = []
    for position, candidate in enumerate(_propose(document, glossary, paragraphs, report)):
        entry = (candidate.worth, -position, candidate)
        if len(best) < 3 * maximum:
            heapq.heappush(best, entry)
        elif entry > best[0]:
            heapq.heapreplace(best, entry)
    chosen = _distinct(sorted(best, key=lambda entry: (-entry[0], -entry[1])), maximum)
    chosen.sort(key=lambda entry: -entry[1])
    return Draft(deck_id, title, tuple(_drafted(candidate) for _, _, candidate in chosen))


def _read(document: Document, report: Report | None) -> tuple[Glossary, int]:
    glossary = Glossary()
    paragraph = 0
    for sentence in walk_sentences(document):
        if report is not None and sentence.paragraph % 200 == 0 and sentence.paragraph != paragraph:
            report(sentence.paragraph, 0)
        paragraph = sentence.paragraph
        glossary.learn(sentence.text)
    glossary.settle(document.title)
    glossary.topic = document.title
    return glossary, paragraph


def _propose(document: Document, glossary: Glossary, paragraphs: int, report: Report | None) -> Iterator[Candidate]:
    """All candidates in the order of the document, of each fact the worthiest."""
    two_sided = 0
    label = context_label(document.title) or next((name for name, _ in glossary.names.counts.most_common(1)), "")
    for sentence, statements in statements_of(walk_sentences(document), glossary):
        if report is not None and sentence.place == 1 and sentence.paragraph % 50 == 0:
            report(sentence.paragraph, paragraphs)
        found = [*draft_abbreviations(sentence), *draft_quotations(sentence, glossary)]
        made: dict[Statement, list[Candidate]] = {}
        for statement in statements:
            made[statement] = list(_from_statement(statement, glossary))
            found += made[statement]
            for candidate in draft_true_false(statement, two_sided):
                two_sided += 1
                found.append(candidate)
        kept = _worthiest_by_fact(found)
        asked = frozenset(candidate.fact for candidate in found if candidate.rule != "true-false")
        for statement in statements:
            bare = any(candidate.rule != "true-false" for candidate in made[statement])
            kept += draft_clozes(statement, glossary, asked, bare=bare)
        yield from (with_options(in_context(candidate, label, glossary), glossary.names) for candidate in kept)


def _from_statement(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
    yield from draft_dates(statement)
    yield from draft_numbers(statement)
    yield from draft_doers(statement, glossary)
    yield from draft_places(statement, glossary)
    yield from draft_definitions(statement, glossary)
    yield from draft_causes(statement)
    yield from draft_functions(statement)
    yield from draft_enumerations(statement, glossary)


def _worthiest_by_fact(found: list[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for candidate in found:
        rival = best.get(candidate.fact)
        if rival is None or candidate.worth > rival.worth:
            best[candidate.fact] = candidate
    kept = [candidate for candidate in found if best[candidate.fact] is candidate and is_sound(candidate)]
    listed = any(
        candidate.rule == "enumeration" and prompt_of(candidate.content).startswith("Which") for candidate in kept
    )
    return [c for c in kept if not (listed and c.rule == "number" and prompt_of(c.content).startswith("How many"))]


def is_sound(candidate: Candidate) -> bool:
    """Whether a candidate holds to the form of a good card: short, with an answer that the question does not give."""
    match candidate.content:
        case Basic(question=question, answer=answer) | Typed(question=question, answer=answer):
            enough = 4 <= len(question.split()) <= 32 or candidate.rule in {"definition", "abbreviation"}
            given = answer.lower().removeprefix("the ") in question.lower()
            return enough and bool(answer) and len(answer.split()) <= 22 and not given and "  " not in question
        case ListItems(question=question, answers=answers):
            given = any(item.lower() in question.lower() for item in answers)
            return 3 <= len(question.split()) <= 32 and len(answers) <= 12 and not given
        case _:
            return True


def context_label(title: str) -> str:
    """What goes before a question that doesn't say what it is about: the title, where it is short."""
    label = re.sub(r"^(?:The|A|An) ", "", title).strip()
    return label if 0 < len(label.split()) <= 6 else ""


def in_context(candidate: Candidate, label: str, glossary: Glossary) -> Candidate:
    """The candidate with the document's title before its question, where nothing in it says what it is about."""
    content = candidate.content
    shown = prompt_of(content)
    if not label or _says_what_it_is_about(shown, label, glossary) or _gives_away(label, candidate):
        return candidate
    match content:
        case Basic(question=text) | Typed(question=text) | ListItems(question=text):
            return replace(candidate, content=replace(content, question=f"{label}: {text}"))
        case Cloze(text=text):
            return replace(candidate, content=Cloze(f"{label}: {text}"))
        case TrueFalse(statement=text):
            return replace(candidate, content=replace(content, statement=f"{label}: {text}"))
        case _:
            return candidate


def prompt_of(content: Content) -> str:
    """What a learner sees before the answer."""
    match content:
        case Basic(question=text) | Typed(question=text) | ListItems(question=text):
            return text
        case Cloze(text=text):
            return re.sub(r"\{\{.*?\}\}", "...", text)
        case TrueFalse(statement=text):
            return text
        case _:
            return content.question


def _says_what_it_is_about(shown: str, label: str, glossary: Glossary) -> bool:
    words = {word.lower.rstrip("s") for word in tokens_of(label) if len(word.text) > 3}
    if "“" in shown or any(word in shown.lower() for word in words):
        return True
    return any(name.start > 0 for name in names_in(shown, glossary.names))


def _gives_away(label: str, candidate: Candidate) -> bool:
    answer = candidate.fact.lower().removeprefix("the ")
    surname = len(answer.split()) <= 3 and answer.split()[-1] in label.lower().split()
    return label.lower() in answer or answer in label.lower() or surname


def _distinct(entries: list[tuple[int, int, Candidate]], maximum: int) -> list[tuple[int, int, Candidate]]:
    """The worthiest entries, of those that ask the same or rest on one sentence no more than are worth it."""
    chosen: list[tuple[int, int, Candidate]] = []
    prompts: set[str] = set()
    answers: Counter[tuple[str, str]] = Counter()
    per_sentence: Counter[Sentence] = Counter()
    for entry in entries:
        candidate = entry[2]
        prompt = re.sub(r"\W+", " ", prompt_of(candidate.content).lower())
        fact = (candidate.fact, candidate.rule)
        if prompt in prompts or (answers[fact] and candidate.rule in {"abbreviation", "definition", "superlative"}):
            continue
        if per_sentence[candidate.sentence] >= 4:
            continue
        prompts.add(prompt)
        answers[fact] += 1
        per_sentence[candidate.sentence] += 1
        chosen.append(entry)
        if len(chosen) == maximum:
            break
    return chosen


def _drafted(candidate: Candidate) -> DraftNote:
    note = Note("", candidate.content, source=f"paragraph {candidate.sentence.paragraph}")
    return DraftNote(note, candidate.sentence.text, candidate.sentence.paragraph, candidate.rule, candidate.worth)

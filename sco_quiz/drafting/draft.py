"""A document into a draft deck: read twice, proposed by rules, ranked, deduplicated, limited."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sco_quiz.domain.deck import Basic, Cloze, Content, Deck, ListItems, Note, Source, TrueFalse, Typed
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.clauses import parse_clause
from sco_quiz.drafting.document import Document, Sentence
from sco_quiz.drafting.glossary import Glossary
from sco_quiz.drafting.language import looks_english
from sco_quiz.drafting.lexicon import FUNCTION_WORDS, NUMBER_WORDS
from sco_quiz.drafting.options import with_options
from sco_quiz.drafting.rules.abbreviations import draft_abbreviations
from sco_quiz.drafting.rules.causes import draft_causes
from sco_quiz.drafting.rules.clozes import draft_clozes
from sco_quiz.drafting.rules.command_options import draft_command_options
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
from sco_quiz.drafting.wordlists import word_set
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
    prompts: set[str] = set()
    for position, candidate in enumerate(_propose(document, glossary, paragraphs, report)):
        prompt = _plain_prompt(candidate)
        if prompt in prompts:
            continue
        prompts.add(prompt)
        heapq.heappush(best, (candidate.worth, -position, candidate))
        if len(best) > 3 * maximum:
            prompts.discard(_plain_prompt(heapq.heappop(best)[2]))
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
        found = [
            *draft_abbreviations(sentence),
            *draft_quotations(sentence, glossary),
            *draft_command_options(sentence, label),
        ]
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
        yield from (with_options(in_context(candidate, label), glossary.names) for candidate in kept)


def _from_statement(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
    """What the rules make of a statement; a claim keeps who makes it."""
    speaker = statement.clause.intro if statement.clause.intro.lower().startswith("according to ") else ""
    for candidate in _by_rules(statement, glossary):
        content = candidate.content
        if speaker and isinstance(content, Basic | Typed | ListItems) and speaker[1:] not in content.question:
            told = f"{content.question.rstrip('?')}, {speaker[0].lower()}{speaker[1:]}?"
            yield replace(candidate, content=replace(content, question=told))
        else:
            yield candidate


def _by_rules(statement: Statement, glossary: Glossary) -> Iterator[Candidate]:
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
            whole = bool(answer) and answer.split()[-1].lower() not in _UNFINISHED and answer.count('"') % 2 == 0
            whole = whole and (candidate.rule not in _TOLD_IN_FULL or is_whole(answer, candidate.sentence.text))
            return enough and whole and len(answer.split()) <= 22 and not given and "  " not in question
        case ListItems(question=question, answers=answers):
            given = any(item.lower() in question.lower() for item in answers)
            return 3 <= len(question.split()) <= 32 and len(answers) <= 12 and not given
        case _:
            return True


_TOLD_IN_FULL = frozenset(("definition", "function", "principle", "aim", "cause", "condition", "means"))
_GOES_ON_APART = re.compile(
    r"^\W*$|^[.;:)]|^,? (?:which|who|where|but|so|because|whereas|while|although|though|if|when|until)\b"
    r"|^,? and (?!\w+ing\b)"
    r"|^, (?:an?|the|his|her|its|their|which|more|less)\b|^ \("
)


def is_whole(answer: str, sentence: str) -> bool:
    """Whether an answer in the words of its sentence runs to a place where the sense is complete."""
    words = re.sub(r"^(?:Because of|Because|To) ", "", answer)
    if any(parse_clause(rest) is not None for rest in words.split(" and ")[1:]):
        return False  # a second statement hangs on to the answer
    at = sentence.find(words)
    if at < 0 or (at == len("Because ") and sentence.startswith("Because ")):
        return True
    following = sentence[at + len(words) :]
    listed = following.startswith((", and ", ", or ")) and "," in words
    return _GOES_ON_APART.match(following) is not None and not listed


_UNFINISHED = (FUNCTION_WORDS - NUMBER_WORDS) - word_set(
    "it them him her out up down away there no this more most less later earlier both own same all ever once apart"
)


def context_label(title: str) -> str:
    """What goes before a question that doesn't say what it is about: the title, where it is short."""
    label = re.sub(r"^(?:The|A|An) (\w)", lambda match: match[1].upper(), title).strip()
    # Braces would make gaps where the question is a cloze.
    return label if 0 < len(label.split()) <= 6 and not re.search(r"\{\{|\}\}", label) else ""


def in_context(candidate: Candidate, label: str) -> Candidate:
    """The candidate with the document's title before its question, where nothing in it says what it is about."""
    content = candidate.content
    shown = prompt_of(content)
    if (
        not label
        or candidate.rule == "abbreviation"
        or shown.startswith(f"{label}:")
        or _says_what_it_is_about(shown, label)
        or _gives_away(label, candidate)
    ):
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


def _plain_prompt(candidate: Candidate) -> str:
    """The prompt for comparing: without marks and capitals."""
    return re.sub(r"\W+", " ", prompt_of(candidate.content).lower())


def _says_what_it_is_about(shown: str, label: str) -> bool:
    """Whether a prompt has at least half of the words of the label, the longest among them, or quotes somebody."""
    words = [word.lower.rstrip("s") for word in tokens_of(label) if len(word.text) > 2]
    held = [word for word in words if word in shown.lower()]
    longest = max(map(len, words), default=0)
    return "“" in shown or (2 * len(held) >= len(words) and any(len(word) == longest for word in held))


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
        prompt = _plain_prompt(candidate)
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

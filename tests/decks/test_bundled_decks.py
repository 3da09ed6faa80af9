"""The bundled decks hold what they promise: sound YAML, a source for each note, and cards without the usual faults."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from statistics import mean

import pytest

from sco_quiz.deckfile import read_deck
from sco_quiz.domain import cloze
from sco_quiz.domain.card import Card, answer_text, cards_of, prompt_text
from sco_quiz.domain.deck import Basic, Choice, Cloze, Deck, Kind, ListItems, Match, Note, Order, TrueFalse, Typed

ROOT = Path(__file__).parents[2]
PATHS = sorted((ROOT / "decks").glob("*.yaml"))
ARTICLE = ROOT.parent / "shared" / "sco-article.txt"
PARAGRAPHS = 9
"""Paragraphs of the article's body, without its title."""
PARAGRAPHS_WITH_FIGURES = {2, 4, 6}
SPEAKER = "Liu Xiaoming"
CLAIM = re.compile(
    r"success|unprecedented|new model|biggest|oldest|prevented|important force|uphold|hot-spot|global governance|"
    r"constructive|\balliance|confront|enriched|rampant|stood a|remains strong|stayed strong|blazed|outdated|popular",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d|\b(?:three|four|six|eight|ten|twelve|seventeen|twenty|dozens|hundreds)\b", re.IGNORECASE)

needs_article = pytest.mark.skipif(not ARTICLE.exists(), reason="the article that the decks rest on is not here")


@cache
def deck_at(path: Path) -> Deck:
    deck = read_deck(path).deck
    assert deck is not None
    return deck


def all_decks() -> list[Deck]:
    return [deck_at(path) for path in PATHS]


def all_notes() -> list[Note]:
    return [note for deck in all_decks() for note in deck.notes]


def all_cards() -> list[Card]:
    return [card for deck in all_decks() for note in deck.notes for card in cards_of(deck.id, note)]


def asked(note: Note) -> str:
    """What a note asks, as one text; of a cloze, with nothing hidden."""
    content = note.content
    match content:
        case TrueFalse(statement=statement):
            return statement
        case Cloze(text=text):
            return cloze.full_text(text)
        case _:
            return content.question


def answered(note: Note) -> tuple[str, ...]:
    """The right answers of a note; none for true-false."""
    content = note.content
    match content:
        case Basic(answer=answer) | Typed(answer=answer):
            return (answer,)
        case Choice(answers=answers) | ListItems(answers=answers):
            return answers
        case Order(items=items):
            return items
        case Match(pairs=pairs):
            return tuple(right for _, right in pairs)
        case Cloze(text=text):
            return tuple(deletion.text for deletion in cloze.deletions_of(text))
        case TrueFalse():
            return ()


def paragraphs_of(note: Note) -> set[int]:
    return {int(number) for number in re.findall(r"paragraph (\d+)", note.source)}


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_bundled_deck_has_no_problem(path: Path) -> None:
    assert [str(problem) for problem in read_deck(path).problems] == []


def test_the_decks_come_in_the_order_of_learning_and_keep_the_ids_that_progress_hangs_on() -> None:
    assert [deck_at(path).id for path in PATHS] == ["sco-summit", "sco-cooperation", "shanghai-spirit"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_bundled_deck_says_what_it_is_and_where_it_comes_from(path: Path) -> None:
    deck = deck_at(path)
    assert deck.title
    assert (deck.language, deck.license) == ("en", "CC0-1.0")
    assert deck.source.title == "SCO sets up new model of regional cooperation"
    for part in (SPEAKER, "Daily Telegraph", "as of 2018", "paragraph 1"):
        assert part in " ".join(deck.description.split())


def test_the_bundled_decks_hold_at_least_70_notes_of_all_kinds() -> None:
    kinds = Counter(note.kind for note in all_notes())
    assert kinds.total() >= 70
    assert set(kinds) == set(Kind)


def test_each_note_has_an_id_that_is_a_readable_slug() -> None:
    assert [note.id for note in all_notes() if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", note.id)] == []


def test_each_note_names_a_paragraph_that_exists_and_every_paragraph_is_used() -> None:
    for note in all_notes():
        assert re.fullmatch(r"paragraph \d(?: and paragraph \d)*", note.source), note.id
    assert set().union(*(paragraphs_of(note) for note in all_notes())) == set(range(1, PARAGRAPHS + 1))


def test_a_note_that_asks_for_a_figure_says_of_which_year_it_is() -> None:
    undated = [
        note.id
        for note in all_notes()
        if "figure" in note.tags
        or (paragraphs_of(note) & PARAGRAPHS_WITH_FIGURES and NUMBER.search(" ".join(answered(note))))
        if "2018" not in asked(note)
    ]
    assert undated == []


def test_a_note_that_rests_on_a_claim_names_the_speaker() -> None:
    unattributed = [
        note.id
        for note in all_notes()
        if "claim" in note.tags or CLAIM.search(" ".join((asked(note), *answered(note))))
        if SPEAKER not in asked(note)
    ]
    assert unattributed == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_true_and_false_statements_are_balanced(path: Path) -> None:
    truths = [note.content.answer for note in deck_at(path).notes if isinstance(note.content, TrueFalse)]
    assert 0.4 <= mean(truths) <= 0.6


def test_the_right_option_is_not_the_longest() -> None:
    for deck in all_decks():
        choices = [note.content for note in deck.notes if isinstance(note.content, Choice)]
        for content in choices:
            assert len(content.choices) >= 3
            assert max(map(len, content.answers)) <= max(map(len, content.choices)), content.question
        right = mean(len(answer) for content in choices for answer in content.answers)
        wrong = mean(len(option) for content in choices for option in content.choices)
        assert right <= 1.1 * wrong, deck.id


def test_answers_and_prompts_are_short() -> None:
    for note in all_notes():
        assert all(len(answer.split()) <= 12 for answer in answered(note)), note.id
    for card in all_cards():
        assert len(prompt_text(card.content).split()) <= 25, card.id


def test_no_two_cards_ask_alike() -> None:
    prompts = Counter(" ".join(words_of(prompt_text(card.content))) for card in all_cards())
    assert [prompt for prompt, times in prompts.items() if times > 1] == []


def test_no_typed_or_basic_answer_stands_in_its_own_prompt() -> None:
    given_away = [
        card.id
        for card in all_cards()
        if isinstance(card.content, Basic | Typed)
        if f" {' '.join(words_of(answer_text(card.content)))} " in f" {' '.join(words_of(prompt_text(card.content)))} "
    ]
    assert given_away == []


@needs_article
def test_the_article_has_as_many_paragraphs_as_the_sources_count() -> None:
    blocks = [block for block in ARTICLE.read_text(encoding="utf-8").split("\n\n") if block.strip()]
    assert len(blocks) == PARAGRAPHS + 1
    assert blocks[1].startswith("BEIJING")


@needs_article
def test_no_note_copies_eight_words_in_a_row_from_the_article() -> None:
    # The ancient sayings are quoted on purpose.
    article = re.split(r'"[^"]*"', ARTICLE.read_text(encoding="utf-8"))
    phrases = {tuple(run[i : i + 8]) for run in map(words_of, article) for i in range(len(run) - 7)}
    copied = []
    for note in all_notes():
        for text in (asked(note), *answered(note), note.hint, note.explanation):
            words = words_of(text)
            copied += [(note.id, " ".join(words)) for i in range(len(words) - 7) if tuple(words[i : i + 8]) in phrases]
    assert copied == []

"""Cards are told apart by their dashes, wherever the deck's own keys stand."""

from __future__ import annotations

import pytest

from sco_quiz.deckfile.layout import cut

CARDS = ["question: a\n{}answer: b", "question: c\n{}answer: |\n{}  d\n", "question: e", "\n{}answer: f"]


@pytest.mark.parametrize("indent", [0, 1, 2, 4])
@pytest.mark.parametrize("after", ["", "\n", "\n\ntags: [x]\n", "\n# comment\ntitle: y"])
def test_each_card_is_cut_at_its_place(indent: int, after: str) -> None:
    cards = [card.replace("{}", " " * (indent + 2)) for card in CARDS]
    before = "id: x\ncards:  # all\n\n"
    text = before + " " * indent + "- " + f"\n{' ' * indent}- ".join(cards) + after
    layout = cut(text)
    assert layout is not None
    assert [card.rstrip("\n") for card in layout.cards[:3]] == [card.rstrip("\n") for card in cards[:3]]
    assert [text[start:end] for start, end in layout.spans()] == layout.cards
    assert [layout.card_at(start) for start, _ in layout.spans()] == layout.cards
    assert (layout.cards_line, layout.first_line, layout.indent) == (2, 4, indent)
    lines, outside = text.split("\n"), layout.outside.split("\n")
    assert [(number, line) for number, line in enumerate(outside) if line] == [
        (number, line)
        for number, line in enumerate(lines)
        if line and (number < 3 or line in {"tags: [x]", "title: y"})
    ]

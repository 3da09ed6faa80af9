"""All rules, in the order of their codes."""

from __future__ import annotations

from typing import Final

from sco_quiz.deckfile.lint import (
    answers,
    balance,
    clozes,
    duplicates,
    figures,
    giveaways,
    ignores,
    option_form,
    options,
    prompts,
    sourcing,
    typography,
)
from sco_quiz.deckfile.lint.rule import Rule

_FAMILIES: Final = (
    prompts,
    answers,
    giveaways,
    clozes,
    sourcing,
    option_form,
    options,
    figures,
    balance,
    duplicates,
    typography,
    ignores,
)

RULES: Final[tuple[Rule, ...]] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.code)
)
"""Every rule of good cards; codes never change their meaning, and no code is used twice."""

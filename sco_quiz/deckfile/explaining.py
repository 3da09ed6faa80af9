"""What a code means: for ``sco-quiz check --explain CODE``, and as a page of all rules."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from sco_quiz.deckfile.codes import EXPLANATIONS, Code
from sco_quiz.deckfile.lint import RULES, Rule
from sco_quiz.deckfile.lint.sources import WHERE_TO_READ
from sco_quiz.errors import UsageError

_WIDTH: Final = 88


def known_codes() -> tuple[str, ...]:
    """All codes that a check can report, in order."""
    return tuple(sorted((*(code.value for code in Code), *(rule.code for rule in RULES))))


def check_prefixes(prefixes: tuple[str, ...]) -> None:
    """Raise UsageError for a prefix that no code begins with: a typing mistake would switch nothing on or off."""
    for prefix in prefixes:
        known = prefix.upper() == "ALL" or any(code.startswith(prefix.upper()) for code in known_codes())
        if not prefix or not known:
            raise UsageError(f"No rule has a code that begins with “{prefix}”.", _did_you_mean(prefix))


def explain(code: str) -> str:
    """What a code (or the name of a rule) means: reason, source, a bad and a good card, how to switch it off.

    Raises UsageError for an unknown one.
    """
    sought = code.strip()
    for rule in RULES:
        if sought.upper() == rule.code or sought.lower() == rule.name:
            return _explain_rule(rule)
    try:
        structural = Code(sought.upper())
    except ValueError:
        raise UsageError(f"There is no rule with the code “{sought}”.", _did_you_mean(sought)) from None
    explanation = EXPLANATIONS[structural]
    return "\n\n".join(
        (
            f"{structural.value} {explanation.title} (error)",
            _fill(explanation.reason),
            _fill("This is about how the file is written: it can't be switched off, and the card is left out."),
        )
    )


def _did_you_mean(code: str) -> str:
    names = {rule.name: rule.code for rule in RULES} | {known: known for known in known_codes()}
    close = get_close_matches(code.lower(), names, n=1) or get_close_matches(code.upper(), names, n=1)
    return f"Did you mean {names[close[0]]}?" if close else "`docs/rules.md` lists them all."


def _explain_rule(rule: Rule) -> str:
    parts = [
        f"{rule.code} {rule.name} ({rule.severity})",
        _fill(rule.summary),
        _fill(rule.reason),
        f"A bad card:\n\n{textwrap.indent(rule.bad.rstrip(), '    ')}",
        f"A good one:\n\n{textwrap.indent(rule.good.rstrip(), '    ')}",
        "\n".join(("After:", *(f"    {line}" for line in _sources_of(rule)))),
    ]
    if rule.fixable:
        parts.append("`sco-quiz check --fix` puts it right.")
    parts.append(
        _fill(f"To switch it off: `ignore: [{rule.code}]` on the card, `lint: {{ignore: [{rule.code}]}}` on the deck.")
    )
    return "\n\n".join(parts)


def _sources_of(rule: Rule) -> Iterator[str]:
    for source in rule.source.split("; "):
        url = next((url for work, url in WHERE_TO_READ.items() if source.startswith(work)), "")
        yield source
        if url:
            yield f"  {url}"


def _fill(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


_PAGE_HEAD: Final = """\
# Rules of `sco-quiz check`

Each finding has a code. Errors (`E`) mislead the learner or leave a card that can't be answered or read; warnings (`W`)
are what the literature on good prompts advises against. `sco-quiz check` ends with 1 on errors, with `--strict` on
warnings too. `sco-quiz check --explain CODE` shows what stands here.

A rule can be wrong about a card. Switch it off where it is: `ignore: [W404]` on the card, `lint: {ignore: [W404]}` on
the deck, `--ignore W404` for a run; `--select` runs only what it names. Prefixes count (`W4`), and the longer prefix
wins. Problems of structure (`E1`, `E2`) can't be switched off. *Fixable* rules are put right by `--fix`.

This page is made from the rules themselves (`python -m sco_quiz.deckfile.explaining`).

"""


def rules_page() -> str:
    """All codes as one page of Markdown: ``docs/rules.md``."""
    table = ["| code | name | finds |", "| --- | --- | --- |"]
    table += [f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {rule.summary} |" for rule in RULES]
    sections = [_section(rule) for rule in RULES]
    structure = ["## Structure", "", "| code | problem | why |", "| --- | --- | --- |"]
    structure += [f"| {code} | {text.title} | {text.reason} |" for code, text in EXPLANATIONS.items()]
    literature = ["## Literature", ""]
    literature += [f"- {work}: <{url}>" for work, url in WHERE_TO_READ.items()]
    return _PAGE_HEAD + "\n".join((*table, "", *sections, *structure, "", *literature)) + "\n"


def _section(rule: Rule) -> str:
    kind = f"{rule.severity}, fixable" if rule.fixable else str(rule.severity)
    return "\n".join(
        (
            f"## {rule.code} {rule.name}",
            "",
            f"{rule.summary} *({kind})*",
            "",
            rule.reason,
            "",
            "A bad card:",
            "",
            f"```yaml\n{rule.bad.rstrip()}\n```",
            "",
            "A good one:",
            "",
            f"```yaml\n{rule.good.rstrip()}\n```",
            "",
            f"After: {rule.source}.",
            "",
        )
    )


if __name__ == "__main__":
    import sys

    sys.stdout.write(rules_page())

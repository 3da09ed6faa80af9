"""Deck text is data: nothing in it crashes the app, styles the screen, or reaches the terminal as an instruction."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sco_quiz.tui.literal import literal
from sco_quiz.tui.marked import marked
from sco_quiz.tui.visible import one_line, visible
from tests.tui.running import OpenLibrary, at_home, deck, shown, studying

HOSTILE = [
    "[/foo]",
    "[bold red]danger[/]",
    "[@click=app.quit]press[/]",
    "[type=x, v={'a[0]'}]",
    "[link=https://example.org]x[/link]",
    "\\[escaped\\]",
    "$primary {{x}} %s {0}",
    "السلام عليكم שלום",
    "上海合作组织 👨‍👩‍👧‍👦 🇨🇳 e\u0301",
    "w" * 10_000,
    "{" * 200 + "[" * 200,
    "*" * 300 + "_" * 300,
    "[" * 300 + "](" * 300,
    "`" * 301,
    "<script>alert(1)</script> &lt;b&gt;",
]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


async def test_hostile_text_is_shown_as_it_is(open_library: OpenLibrary) -> None:
    cards = [
        f"{{id: a{number}, question: {quoted(text)}, answer: {quoted(text)},"
        f" hint: {quoted(text)}, explanation: {quoted(text)}, source: {quoted(text)}}}"
        for number, text in enumerate(HOSTILE)
    ]
    app = studying(open_library(test=deck(*cards, title=quoted(HOSTILE[1]))))
    async with app.run_test() as pilot:
        for text in HOSTILE:
            await pilot.press("h", "space")
            await pilot.pause()
            start = text[:5].strip("*_`\\")
            assert start in shown(app)
            await pilot.press("4")
        await pilot.press("escape")
        await pilot.pause()
    again = at_home(app.library)
    async with again.run_test() as pilot:
        await pilot.pause()
        assert HOSTILE[1][:20] in shown(again)


async def test_hostile_options_are_shown_as_they_are(open_library: OpenLibrary) -> None:
    cards = [
        f"{{id: a{number}, question: Which?, answer: {quoted(text)}, choices: [{quoted(text + ' 2')}, right]}}"
        for number, text in enumerate(HOSTILE)
    ]
    app = studying(open_library(test=deck(*cards)))
    async with app.run_test() as pilot:
        for text in HOSTILE:
            await pilot.press("1")
            await pilot.pause()
            assert text[:5].strip("*_`\\") in shown(app)
            await pilot.press("4")


async def test_typed_text_is_shown_as_it_is(open_library: OpenLibrary) -> None:
    app = studying(open_library(test=deck("{id: a, kind: typed, question: Q?, answer: something}")))
    async with app.run_test() as pilot:
        await pilot.press(*"[/b] [red]", "enter")
        await pilot.pause()
        assert "[/b] [red]" in shown(app)


async def test_an_error_message_is_shown_as_it_is(open_library: OpenLibrary) -> None:
    from sco_quiz.errors import StorageError

    app = at_home(open_library(test=deck("{question: a?, answer: b}")))
    async with app.run_test() as pilot:
        app.report(StorageError("[/x] went [red]wrong[", "do [this"))
        await pilot.pause()
        assert "[/x] went [red]wrong[" in shown(app)


@given(st.text())
@example("\x1b[31mred\x1b]0;title\x07")
@example("\x9b31m")
@example("a\u202eb\u2066c")
@example("\ud800")
@settings(max_examples=80, deadline=None)
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    for shown_text in (visible(text), literal(text).plain, marked(text).plain, one_line(text)):
        assert not any(
            (ord(sign) < 32 and sign not in "\t\n") or 0x7F <= ord(sign) < 0xA0 or 0xD800 <= ord(sign) < 0xE000
            for sign in shown_text
        )
        assert not set(shown_text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        shown_text.encode("utf-8")


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
@settings(max_examples=80, deadline=None)
def test_literal_text_loses_nothing(text: str) -> None:
    assert literal(text).plain == text
    assert not literal(text).spans


@given(st.text(alphabet="ab *_`[]()\\\n~<&", max_size=60))
@settings(max_examples=120, deadline=None)
def test_no_mark_makes_an_action_or_a_link(text: str) -> None:
    for span in marked(text).spans:
        assert span.style in ("bold", "italic", "strike", "underline", "$text-accent")


def test_links_show_where_they_lead() -> None:
    assert marked("see [the page](https://example.org/x)").plain == "see the page (https://example.org/x)"


def test_emphasis_and_code_are_styled_and_their_marks_gone() -> None:
    content = marked("a **b** *c* `d`")
    assert content.plain == "a b c d"
    assert [span.style for span in content.spans] == ["bold", "italic", "$text-accent"]


def test_words_with_underscores_stay_as_they_are() -> None:
    assert marked("snake_case_name and 2 * 3 * 4").plain == "snake_case_name and 2 * 3 * 4"

"""The real YAML language server, with our schema beside a deck, marks what the parser marks, and completes keys."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sco_quiz.deckfile import deck_schema, parse_deck
from sco_quiz.deckfile.format import CONTENT_KEYS, DECK_KEYS, MODELINE, NOTE_KEYS

pytestmark = pytest.mark.long

PACKAGE = "yaml-language-server@1"


class LanguageServer:
    """A server at the other end of two pipes (Language Server Protocol 3.17)."""

    def __init__(self, script: Path, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        node = shutil.which("node")
        assert node is not None
        self._process = subprocess.Popen(
            [node, str(script), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        able = {"textDocument": {"publishDiagnostics": {}, "completion": {"completionItem": {"snippetSupport": False}}}}
        self._ask("initialize", {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": able})
        self._send({"method": "initialized", "params": {}})
        settings = {"yaml": {"validate": True, "completion": True, "schemaStore": {"enable": False}}}
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})

    def open(self, text: str) -> tuple[str, set[int]]:
        """Open a deck as an editor does: its address, and the lines (from 1) that the server marks."""
        self._count += 1
        uri = (self._folder / f"deck-{self._count}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while True:
            message = self._receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return uri, {found["range"]["start"]["line"] + 1 for found in message["params"]["diagnostics"]}

    def complete(self, text: str, line: int, column: int) -> set[str]:
        """What the server offers at a place (both from 1)."""
        uri, _ = self.open(text)
        place = {"textDocument": {"uri": uri}, "position": {"line": line - 1, "character": column - 1}}
        return {item["label"] for item in self._ask("textDocument/completion", place)["items"]}

    def explain(self, text: str, line: int, column: int) -> str:
        """What the server shows of the key at a place."""
        uri, _ = self.open(text)
        place = {"textDocument": {"uri": uri}, "position": {"line": line - 1, "character": column - 1}}
        return str(self._ask("textDocument/hover", place)["contents"]["value"])

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._count += 1
        number = self._count
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered on the way."""
        assert self._process.stdout is not None
        length = 0
        while header := self._process.stdout.readline().strip():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "id" in message and "method" in message:
            asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            self._send({"id": message["id"], "result": None if asked is None else [{} for _ in asked]})
        return message


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("npm and node are not installed, so the YAML language server can't run")
    folder = tmp_path_factory.mktemp("language-server")
    words = [npm, "install", "--no-fund", "--no-audit", "--prefix", str(folder), PACKAGE]
    try:
        installed = subprocess.run(words, capture_output=True, text=True, timeout=180, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("npm did not answer in time")
    if installed.returncode:
        pytest.skip(f"npm can't install {PACKAGE} here: {installed.stderr[-300:]}")
    decks = folder / "decks"
    decks.mkdir()
    (decks / "deck.schema.json").write_text(json.dumps(deck_schema()), encoding="utf-8")
    started = LanguageServer(folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server", decks)
    yield started
    started.close()


GOOD = {
    "basic": "cards:\n  - question: Q\n    answer: A\n    accept: [B]\n    reverse: true\n",
    "everything is text": "cards:\n  - question: 1.10\n    answer: no\n    accept: [12:30, 2001-06-15, 8]\n",
    "choice": "cards:\n  - question: Q\n    answer: A\n    choices: [B, C]\n",
    "true-false": "cards:\n  - statement: S\n    answer: false\n",
    "cloze": 'cards:\n  - cloze: "{{a::b}} c"\n',
    "order": "cards:\n  - question: Q\n    order: [a, b]\n",
    "match": "cards:\n  - question: Q\n    pairs: {a: 1, b: 2}\n",
    "header": "id: x\ntitle: T\nsource: {title: S}\ntags: [a]\nlint: {ignore: [W401]}\ncards:\n"
    "  - {question: Q, answer: A}\n",
}
BAD = {
    "a key that there isn't": "cards:\n  - question: Q\n    answer: A\n    hnit: H\n",
    "a mistyped key that is needed": "cards:\n  - question: Q\n    anser: A\n",
    "a deck's key that there isn't": "titel: T\ncards:\n  - question: Q\n    answer: A\n",
    "a text for cards": "title: T\ncards: none\n",
    "a text for a list": "cards:\n  - question: Q\n    answer: A\n    tags: one\n",
    "a list for a text": "cards:\n  - question: Q\n    answer: A\n    hint: [H]\n",
    "a word for a flag": "cards:\n  - question: Q\n    answer: A\n    reverse: perhaps\n",
    "a statement that is neither": "cards:\n  - statement: S\n    answer: maybe\n",
    "a kind that there isn't": "cards:\n  - question: Q\n    answer: A\n    kind: riddle\n",
    "an empty list": "cards:\n  - question: Q\n    answers: []\n",
    "one thing to put in order": "cards:\n  - question: Q\n    order: [a]\n",
    "one pair": "cards:\n  - question: Q\n    pairs: {a: b}\n",
    "an id with a space": "cards:\n  - id: a b\n    question: Q\n    answer: A\n",
    "an empty id": 'cards:\n  - id: ""\n    question: Q\n    answer: A\n',
    "a key twice": "cards:\n  - question: Q\n    answer: A\n    answer: B\n",
    "a key without a value": "cards:\n  - question: Q\n    answer: A\n    hint:\n",
    "a bad source": "source: {titel: T}\ncards:\n  - question: Q\n    answer: A\n",
    "a quotation mark that is open": 'cards:\n  - question: "Q\n    answer: A\n',
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_deck_is_not_marked(server: LanguageServer, name: str) -> None:
    text = f"{MODELINE}\n{GOOD[name]}"
    assert parse_deck(text).problems == ()
    assert server.open(text)[1] == set()


@pytest.mark.parametrize("name", BAD)
def test_the_lines_that_the_parser_marks_are_marked_by_the_server(server: LanguageServer, name: str) -> None:
    text = f"{MODELINE}\n{BAD[name]}"
    found = {problem.line for problem in parse_deck(text).problems}
    _, marked = server.open(text)
    assert found
    assert marked
    if name != "a quotation mark that is open":  # which each of them places where it gave up looking for its end
        assert found <= marked


def test_keys_are_completed_where_they_belong_and_explained(server: LanguageServer) -> None:
    text = f"{MODELINE}\ncards:\n  - question: Q\n    answer: A\n    \n"
    offered = server.complete(text, 5, 5)
    assert {key.name for key in NOTE_KEYS} - CONTENT_KEYS <= offered | {"question", "answer"}
    assert {"accept", "choices", "reverse"} <= offered
    assert "question" not in offered
    assert {key.name for key in DECK_KEYS} <= server.complete(f"{MODELINE}\n\n", 2, 1)
    assert {"basic", "typed", "choice"} <= server.complete(
        f"{MODELINE}\ncards:\n  - question: Q\n    answer: A\n    kind: \n", 5, 11
    )
    hint = next(key for key in NOTE_KEYS if key.name == "hint")
    shown = server.explain(f"{MODELINE}\ncards:\n  - question: Q\n    answer: A\n    hint: H\n", 5, 6)
    assert hint.description in shown.replace("\\", "")

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sco_quiz.drafting.document import Document
from sco_quiz.drafting.reading import clean, parse_document, read_document
from sco_quiz.errors import UnusableFileError


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.walk()]


def test_text_has_a_title_headings_and_numbered_paragraphs() -> None:
    document = parse_document("Lake Baikal\n\nIt is\na lake.\n\nIce\n\nIt freezes.\n", "file")
    assert document.title == "Lake Baikal"
    assert [(p.number, p.text, p.heading) for p in document.walk()] == [
        (1, "It is a lake.", ""),
        (2, "It freezes.", "Ice"),
    ]


def test_a_document_can_be_walked_again() -> None:
    document = parse_document("It is a lake.\n", "file")
    assert texts(document) == texts(document)


def test_markdown_loses_its_marks_code_tables_and_comments() -> None:
    text = """---
author: nobody
---
# Title

It is **small**, `fast` and [free](http://example.org).

```python
print("no prose.")
```

| a | b |
|---|---|

<!-- hidden
text. -->

- first item is here.
- second item is here.

Under
-----

![image](x.png) Seen on *Monday*, snake_case_name stays.
"""
    document = parse_document(text, "file", ".md")
    assert document.title == "Title"
    assert texts(document) == [
        "It is small, fast and free.",
        "first item is here.",
        "second item is here.",
        "Seen on Monday, snake_case_name stays.",
    ]


def test_html_leaves_out_scripts_styles_navigation_and_code() -> None:
    text = (
        "<html><head><title>T</title><style>p {}</style></head><body>"
        "<nav><p>Home.</p></nav>"
        "<h1>Lake &amp; ice</h1>"
        "<p>It is <b>deep</b>.<script>alert('<p>no</p>')</script></p>"
        "<pre>code.</pre><ul><li>One.<li>Two.</ul></body></html>"
    )
    document = parse_document(text, "file", ".html")
    assert document.title == "Lake & ice"
    assert texts(document) == ["It is deep.", "One.", "Two."]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("\x1b[31mred\x1b[0m text", "red text"),
        ("\x1b]0;title\x07text", "text"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("a\u00a0 b\t\nc", "a b c"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_escape_sequences_and_invisible_marks_are_taken_out(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_files_are_read_in_their_encoding(tmp_path: Path) -> None:
    for name, encoding in (("a.txt", "utf-8"), ("b.txt", "utf-8-sig"), ("c.txt", "utf-16"), ("d.txt", "cp1252")):
        (tmp_path / name).write_text("A café is open.\n", encoding=encoding)
        assert texts(read_document(tmp_path / name)) == ["A café is open."]


def test_html_is_known_without_its_ending(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("<!DOCTYPE html><p>It is a page.</p>")
    assert texts(read_document(tmp_path / "page")) == ["It is a page."]


def test_binary_data_missing_files_and_folders_are_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(bytes(range(256)) * 10)
    for path in (tmp_path / "x.bin", tmp_path / "none.txt", tmp_path):
        with pytest.raises(UnusableFileError) as caught:
            read_document(path)
        assert str(path) in str(caught.value)
        assert caught.value.remedy


def test_an_empty_file_is_a_document_without_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert texts(read_document(tmp_path / "empty.txt")) == []


def test_a_docx_gives_its_headings_and_paragraphs(tmp_path: Path) -> None:
    markup = (
        '<w:document><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>The lake</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>It is </w:t></w:r><w:r><w:t>deep &amp; old.</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", markup)
    document = read_document(tmp_path / "a.docx")
    assert (document.title, texts(document)) == ("The lake", ["It is deep & old."])


def test_an_epub_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr("META-INF/container.xml", '<container><rootfile full-path="OPS/book.opf"/></container>')
        archive.writestr(
            "OPS/book.opf",
            '<package><item id="b" href="two.xhtml"/><item id="a" href="one.xhtml"/>'
            '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
        )
        archive.writestr("OPS/one.xhtml", "<html><body><h1>Book</h1><p>First part.</p></body></html>")
        archive.writestr("OPS/two.xhtml", "<html><body><p>Second part.</p></body></html>")
    document = read_document(tmp_path / "a.epub")
    assert (document.title, texts(document)) == ("Book", ["First part.", "Second part."])


def test_a_pdf_gives_its_text(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    stream = b"BT /F1 12 Tf 72 700 Td (The lake is deep.) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    (tmp_path / "a.pdf").write_bytes(data)
    assert texts(read_document(tmp_path / "a.pdf")) == ["The lake is deep."]


@pytest.mark.parametrize("name", ["a.docx", "a.epub", "a.pdf"])
def test_a_broken_office_file_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"not what the ending says")
    with pytest.raises(UnusableFileError):
        read_document(tmp_path / name)

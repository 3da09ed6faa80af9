"""A document into a draft deck, by rules: offline, and the same notes for the same document.

The way of a fact: file -> blocks (``markup``, ``office``) -> paragraphs (``reading``) -> sentences -> clauses
(``splitting``, ``clauses``, ``verbs``) -> statements in which everything is named (``glossary``, ``reference``,
``statements``) -> candidates (``rules``) -> the worthiest of them (``draft``).
"""

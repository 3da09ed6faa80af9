"""The drafting rules: one family a file, each from a statement or a sentence to candidates."""

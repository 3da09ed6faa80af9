"""The use cases; the only code that knows both deckfile and storage. Faces call these and nothing below."""

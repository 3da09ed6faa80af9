"""Deck files: YAML text to a Deck and its problems, and back."""

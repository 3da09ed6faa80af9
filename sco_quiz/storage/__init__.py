"""Stored data: the review log and what is derived from it; the deck index."""

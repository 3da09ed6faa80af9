"""The rules of learning, without files, clock, or randomness other than a seed passed in."""

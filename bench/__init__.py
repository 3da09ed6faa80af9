"""What sco-quiz costs, as ratios to things that a reader can run: ``python -m bench``; see ``docs/speed.md``."""

from __future__ import annotations

from tests.cli.conftest import Command


def test_stats_have_the_designs_keys(command: Command) -> None:
    command("study", "--plain", "sco-summit", typed="\n3\n")
    report = command("stats", "--json").json
    assert set(report) >= {"reviews", "cards", "today", "streak", "true_retention", "forecast", "days"}
    assert (report["reviews"], report["today"], report["streak"]) == (1, 1, 1)
    assert report["days"] == [{"date": "2026-12-01", "reviews": 1, "minutes": 0.0}]
    assert set(report["forecast"][0]) == {"date", "due"}


def test_stats_for_people_say_the_same(command: Command) -> None:
    assert "true retention" in command("stats").out
    assert "Practised" not in command("stats").out
    command("study", "--plain", "sco-summit", typed="\n4\n")
    out = command("stats").out
    assert "  2026-12-01  1  #" in out


def test_an_unknown_deck_is_refused(command: Command) -> None:
    assert command("stats", "nope").code == 2

import pytest

from sco_quiz.errors import UsageError
from sco_quiz.services.time_limits import parse_time_limit


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("10m", 600), ("90s", 90), ("1h", 3600), ("1h30m", 5400), (" 1h 30m 5s ", 5405), ("2M", 120), ("24h", 86400)],
)
def test_a_limit_is_a_number_with_a_unit(text: str, seconds: int) -> None:
    assert parse_time_limit(text) == seconds * 1000


@pytest.mark.parametrize("text", ["", "0", "0s", "0m0s", "-5m", "10", "soon", "5 parsecs", "10m!", "25h", "9" * 400])
def test_anything_else_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_time_limit(text)
    assert caught.value.remedy

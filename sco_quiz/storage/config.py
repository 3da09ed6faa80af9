"""``config.toml``: what the learner chose, checked; see ``docs/configuration.md``."""

from __future__ import annotations

import os

from sco_quiz.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Never

    from sco_quiz.domain.memory import Limits, Settings

FORMS = ("adaptive", "flip", "typed", "choice")
_DIGITS = 10
_STEP_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


class Config:
    """What the learner chose, with the design's defaults; steps are in seconds, ``decks`` are absolute folders."""

    __slots__ = (
        "decks",
        "desired_retention",
        "form",
        "keys",
        "learn_ahead_minutes",
        "learning_steps",
        "leech_lapses",
        "maximum_interval",
        "new_per_day",
        "relearning_steps",
        "reviews_per_day",
        "rollover_hour",
        "theme",
    )

    def __init__(self) -> None:
        self.desired_retention = 0.9
        self.learning_steps: tuple[int, ...] = (60, 600)
        self.relearning_steps: tuple[int, ...] = (600,)
        self.new_per_day = 20
        self.reviews_per_day = 200
        self.rollover_hour = 4
        self.learn_ahead_minutes = 20
        self.leech_lapses = 8
        self.maximum_interval = 36_500
        self.form = "adaptive"
        self.decks: tuple[str, ...] = ()
        self.theme = ""
        self.keys: dict[str, str] = {}

    def settings(self) -> Settings:
        """The scheduler's part."""
        from sco_quiz.domain.memory import Settings

        return Settings(
            desired_retention=self.desired_retention,
            learning_steps=self.learning_steps,
            relearning_steps=self.relearning_steps,
            maximum_interval=self.maximum_interval,
            leech_lapses=self.leech_lapses,
        )

    def limits(self) -> Limits:
        """What a day asks for."""
        from sco_quiz.domain.memory import Limits

        return Limits(
            new_per_day=self.new_per_day,
            reviews_per_day=self.reviews_per_day,
            learn_ahead_ms=self.learn_ahead_minutes * 60_000,
            rollover_hour=self.rollover_hour,
        )


def read_config(path: str) -> Config:
    """The choices in the file at ``path``; the defaults where there is no file.

    Raises ConfigError, with the path and the key, for what is not TOML, unknown or of no use.
    """
    config = Config()
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return config
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read: {error.strerror}.", "Give yourself permission to read it, or move it away."
        ) from error
    import tomllib

    try:
        table = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8.", "Save it as UTF-8 in your editor.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{path} is not TOML: {error}.", "Put that place right; docs/configuration.md shows what a file looks like."
        ) from error
    for key, value in table.items():
        check = _CHECKS.get(key)
        if check is None:
            _refuse_unknown(path, key)
        try:
            setattr(config, key, check(value))
        except (TypeError, ValueError) as error:
            raise ConfigError(
                f"{path}: `{key}` can't be {_shown(value)}.", f"It wants {error}, such as `{key} = {_EXAMPLES[key]}`."
            ) from error
    folder = os.path.dirname(os.path.abspath(path))
    config.decks = tuple(os.path.join(folder, os.path.expanduser(deck)) for deck in config.decks)
    return config


def _refuse_unknown(path: str, key: str) -> Never:
    from difflib import get_close_matches

    close = get_close_matches(key, _CHECKS, n=1)
    remedy = f"Did you mean `{close[0]}`?" if close else f"The keys are: {', '.join(sorted(_CHECKS))}."
    raise ConfigError(f"{path}: there is no setting {key!r}.", remedy)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _whole(least: int, most: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:  # noqa: ANN401 - what TOML may hold is what is checked here
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return value

    return check


def _retention(value: Any) -> float:  # noqa: ANN401 - what TOML may hold is what is checked here
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0.7 <= value <= 0.99:
        raise ValueError("a number from 0.7 to 0.99")
    return float(value)


def _steps(value: Any) -> tuple[int, ...]:  # noqa: ANN401 - what TOML may hold is what is checked here
    wanted = "a list of times with a unit (s, m, h or d)"
    if not isinstance(value, list):
        raise TypeError(wanted)
    steps = []
    for step in value:
        number = step[:-1].strip() if isinstance(step, str) else ""
        is_number = number.isascii() and number.isdigit() and len(number) < _DIGITS
        if not is_number or step[-1] not in _STEP_UNITS or int(number) == 0:
            raise ValueError(wanted)
        steps.append(int(number) * _STEP_UNITS[step[-1]])
    return tuple(steps)


def _form(value: Any) -> str:  # noqa: ANN401 - what TOML may hold is what is checked here
    if value not in FORMS:
        raise ValueError(f"one of {', '.join(FORMS)}")
    return str(value)


def _text(value: Any) -> str:  # noqa: ANN401 - what TOML may hold is what is checked here
    if not isinstance(value, str):
        raise TypeError("a text")
    return value


def _folders(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - what TOML may hold is what is checked here
    if not isinstance(value, list) or not all(isinstance(folder, str) and folder for folder in value):
        raise TypeError("a list of folders")
    return tuple(value)


def _bindings(value: Any) -> dict[str, str]:  # noqa: ANN401 - what TOML may hold is what is checked here
    if not isinstance(value, dict) or not all(isinstance(keys, str) for keys in value.values()):
        raise TypeError("a table of actions and their keys")
    return dict(value)


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "desired_retention": _retention,
    "learning_steps": _steps,
    "relearning_steps": _steps,
    "new_per_day": _whole(0, 9999),
    "reviews_per_day": _whole(0, 9999),
    "rollover_hour": _whole(0, 23),
    "learn_ahead_minutes": _whole(0, 24 * 60),
    "leech_lapses": _whole(0, 99),
    "maximum_interval": _whole(1, 36_500),
    "form": _form,
    "decks": _folders,
    "theme": _text,
    "keys": _bindings,
}
_EXAMPLES = {
    "desired_retention": "0.9",
    "learning_steps": '["1m", "10m"]',
    "relearning_steps": '["10m"]',
    "new_per_day": "20",
    "reviews_per_day": "200",
    "rollover_hour": "4",
    "learn_ahead_minutes": "20",
    "leech_lapses": "8",
    "maximum_interval": "36500",
    "form": '"adaptive"',
    "decks": '["~/decks"]',
    "theme": '"textual-dark"',
    "keys": '{ study-undo = "u" }',
}

"""The line at the bottom that says which keys do what, here and now."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.events import Click, MouseMove
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from sco_quiz.tui.actions import BY_ID

_GAP = "  "


class KeyBar(Widget):
    """One line of keys and words, each of which can be clicked.

    It shows what the screen's bindings allow at the moment, with the keys that the learner gave them; while letters go
    into a field, those keys that the field leaves free. What does not fit is left out by rank, so that the way out
    and the next step are always there.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        width: 100%;
        height: 1;
        padding: 0 1;
        background: $panel;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._on_bindings_updated)

    def _on_bindings_updated(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """The keys that fit, in the order of the list of actions."""
        room = self.content_size.width
        chosen: list[tuple[int, int, Content]] = []
        for rank, order, item in sorted(self._items(), key=lambda entry: entry[0]):
            needed = item.cell_length + (len(_GAP) if chosen else 0)
            if needed > room:
                break
            room -= needed
            chosen.append((rank, order, item))
        return Content(_GAP).join([item for _, _, item in sorted(chosen, key=lambda entry: entry[0])])

    def _items(self) -> list[tuple[int, int, Content]]:
        screen = self.screen
        labels: dict[str, str] = getattr(screen, "key_labels", {})
        seen: set[str] = set()
        items: list[tuple[int, int, Content]] = []
        for active in screen.active_bindings.values():
            identifier = active.binding.id
            action = BY_ID.get(identifier) if identifier else None
            if action is None or action.rank is None or action.id in seen or not active.enabled:
                continue
            seen.add(action.id)
            item = Content.assemble(
                (self.app.get_key_display(active.binding), "bold $text-accent"),
                " ",
                (labels.get(action.id, action.label), "$foreground"),
            ).stylize_before(Style.from_meta({"action": action.id}))
            items.append((action.rank, len(items), item))
        return items

    async def on_click(self, event: Click) -> None:
        """A click does what the key does."""
        event.stop()
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            if enabled and binding.id is not None and binding.id == event.style.meta.get("action"):
                await self.app.run_action(binding.action, node)
                return

    def on_mouse_move(self, event: MouseMove) -> None:
        """Explain what is under the mouse."""
        action = BY_ID.get(event.style.meta.get("action", ""))
        self.tooltip = action.says if action else None

"""Rows on a terminal: a table where its columns find room, else one block a row with the columns below one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.table import Table

_SHORT = 24
"""Characters: a column whose cells are no longer is never wrapped."""
_LONG = 120
"""Characters: a column is given no more of the width for longer cells."""
_LEAST = 22
"""Characters that a column of longer cells needs to be read."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Columns and rows of text, and a note that stands below."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        yield self._table() if self._fits(options.max_width) else self._blocks()

    def _widths(self) -> list[int]:
        cells = zip(*self.rows, strict=True) if self.rows else [()] * len(self.columns)
        columns = zip(self.columns, cells, strict=True)
        return [max(len(name), *map(len, column), 0) for name, column in columns]

    def _fits(self, width: int) -> bool:
        return sum(min(one, _LEAST) if one > _SHORT else one for one in self._widths()) + len(self.columns) <= width

    def _table(self) -> Table:
        from rich.box import SIMPLE_HEAD
        from rich.table import Table
        from rich.text import Text

        grid = Table(box=SIMPLE_HEAD, pad_edge=False, caption_justify="left", padding=(0, 1, 0, 0))
        for name, longest in zip(self.columns, self._widths(), strict=True):
            if longest <= _SHORT:
                grid.add_column(Text(name), no_wrap=True)
            else:
                grid.expand = True
                grid.add_column(Text(name), ratio=min(longest, _LONG))
        for row in self.rows:
            grid.add_row(*map(Text, row))
        grid.caption = self.note or None
        return grid

    def _blocks(self) -> Table:
        """What a row has no value for is left out of its block."""
        from rich.table import Table
        from rich.text import Text

        grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), caption_justify="left")
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        for number, row in enumerate(self.rows):
            if number:
                grid.add_row("", "")
            for name, cell in zip(self.columns, row, strict=True):
                if cell:
                    grid.add_row(Text(name), Text(" ".join(cell.split())))
        grid.caption = self.note or None
        return grid

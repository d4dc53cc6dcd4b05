"""The same blocks on a terminal: colours and tables. The only file that imports rich for answers."""

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from intertwine.cli.blocks import ColouredLine, Grid, Heading, Items, OutputBlock, TextLine
from intertwine.cli.escape import safe


def show_rich(blocks: Iterable[OutputBlock], out: TextIO) -> None:
    """Print blocks to a terminal. Every word goes through `safe`, and none is read as markup."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > 1:
                console.print()
            console.print(Text(safe(block.text), style="bold" if block.level == 1 else "bold cyan"))
        elif isinstance(block, TextLine):
            console.print(Text(safe(block.text), style="dim" if block.faint else ""))
        elif isinstance(block, ColouredLine):
            line = Text.assemble(*((safe(text), style) for text, style in block.pieces if text))
            console.print(line, soft_wrap=True)
        elif isinstance(block, Items):
            for words, remark in block.lines:
                console.print(
                    Text.assemble(
                        (f"{'  ' * block.depth}• ", "cyan"), safe(words), (f"  {safe(remark)}" if remark else "", "dim")
                    )
                )
        elif isinstance(block, Grid):
            table = Table(box=None, pad_edge=False, header_style="bold cyan")
            for head in block.heads:
                table.add_column(Text(safe(head)), overflow="fold")
            for row in block.rows:
                table.add_row(*(Text(safe(cell)) for cell in row))
            console.print(table)

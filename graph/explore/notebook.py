"""The page in a cell of a notebook."""

from __future__ import annotations

import html


def notebook(page: str, height: int = 720) -> str:
    """A frame that holds the page: it can run its own script and save files, and can not reach the notebook."""
    return (
        f'<div><iframe srcdoc="{html.escape(page, quote=True)}" title="Knowledge graph explorer" '
        'sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" '
        f'style="width:100%;height:{int(height)}px;border:1px solid #8886;border-radius:8px"></iframe></div>'
    )

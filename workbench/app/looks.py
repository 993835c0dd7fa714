"""The looks of the frame: the theme that Streamlit is started with, and the style sheet of the shell.

The text of the declaration is in Tinos, which has the metrics of Times; all around it is quiet and sans-serif.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).with_name("assets")

_RANGES = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,"
    "U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "latin-ext": "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,"
    "U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    "cyrillic": "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
}

THEME: dict[str, Any] = {
    "theme.base": "light",
    "theme.primaryColor": "#1f3f77",
    "theme.backgroundColor": "#f7f5f0",
    "theme.secondaryBackgroundColor": "#efece4",
    "theme.textColor": "#23262b",
    "theme.linkColor": "#1f3f77",
    "theme.linkUnderline": False,
    "theme.borderColor": "#d9d4c7",
    "theme.greenColor": "#2e7d4f",
    "theme.redColor": "#a3262a",
    "theme.orangeColor": "#b7791f",
    "theme.baseRadius": "4px",
    "theme.baseFontSize": 14,
    "theme.headingFontSizes": ["1.45rem", "1.15rem", "1rem", "1rem", "1rem", "1rem"],
    "theme.headingFontWeights": [600, 600, 600, 600, 600, 600],
    "theme.paddingTop": "0rem",
    "theme.paddingBottom": "1.5rem",
    "theme.fontFaces": [
        {
            "family": "Tinos",
            "url": f"/assets/fonts/tinos-{subset}-{weight}-{style}.woff2",
            "weight": weight,
            "style": style,
            "unicodeRange": letters,
        }
        for subset, letters in _RANGES.items()
        for weight in (400, 700)
        for style in ("normal", "italic")
    ],
}


@lru_cache(maxsize=1)
def sheet() -> str:
    """The style sheet of the shell, as an element."""
    return f"<style>{(ASSETS / 'shell.css').read_text(encoding='utf-8')}</style>"


@lru_cache(maxsize=8)
def page_sheet(page: str) -> str:
    """The style sheet of one page, as an element."""
    return f"<style>{(ASSETS / f'page-{page}.css').read_text(encoding='utf-8')}</style>"

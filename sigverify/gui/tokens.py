"""The look in numbers: colours of both themes, spacing, sizes of type. The style sheet and the plots read them here."""

from dataclasses import dataclass, fields
from typing import Literal

ThemeName = Literal["light", "dark"]

GAP_SMALL = 4
GAP_WITHIN = 8
GAP_BETWEEN = 16
GAP_AROUND = 24
RADIUS = 8
BODY_PX = 13
SMALL_PX = 12
TITLE_PX = 20
LONG_TITLE_PX = 15
VERDICT_PX = 32
HIT_PX = 32
ICON_BUTTON_PX = 36
"""Spacing in steps of 4 px; type sizes; the smallest side of anything that is pressed. Device-independent pixels."""


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """Colours of one theme, each '#RRGGBB'.

    surface lies under everything, panel holds controls, paper takes ink. accept, refer and reject are never used
    alone: an icon and a word stand with them. band_alpha is the opacity of the genuine band, 0 … 1.
    on_accent is text on a button filled with `accept`; hover and selected tint a row or a button.
    """

    name: ThemeName
    surface: str
    panel: str
    paper: str
    text: str
    muted: str
    line: str
    ink: str
    accept: str
    refer: str
    reject: str
    reference: str
    on_accent: str
    accent_hover: str
    hover: str
    selected: str
    control_line: str
    band_alpha: float

    def colours(self) -> dict[str, str]:
        """Return every colour by name, for the style sheet's template."""
        return {f.name: str(getattr(self, f.name)) for f in fields(self) if f.name not in ("name", "band_alpha")}


LIGHT = Tokens(
    name="light",
    surface="#F6F5F2",
    panel="#FFFFFF",
    paper="#FFFEFA",
    text="#1F2328",
    muted="#5B6470",
    line="#D9D6CF",
    ink="#1B2A5A",
    accept="#0072B2",
    refer="#8A6D00",
    reject="#C4480A",
    reference="#5B6470",
    on_accent="#FFFFFF",
    accent_hover="#00609A",
    hover="#F2F0EC",
    selected="#E9F2F8",
    control_line="#8F8B82",
    band_alpha=0.12,
)

DARK = Tokens(
    name="dark",
    surface="#14161A",
    panel="#1C1F25",
    paper="#20242B",
    text="#E8EAED",
    muted="#9AA3AE",
    line="#343A44",
    ink="#DCE4FF",
    accept="#56B4E9",
    refer="#F0C05A",
    reject="#FF8A5C",
    reference="#9AA3AE",
    on_accent="#14161A",
    accent_hover="#7AC5F0",
    hover="#262A32",
    selected="#1F3442",
    control_line="#6B7482",
    band_alpha=0.16,
)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two '#RRGGBB' colours, 1 … 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

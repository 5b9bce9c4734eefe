"""The house font, Noto Sans (OFL 1.1), for print and pictures; `manifest.json` says where it comes from."""

from pathlib import Path

FONT_FAMILY = "Noto Sans"
FONT_FOLDER = Path(__file__).parent

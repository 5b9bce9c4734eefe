"""Words with which a letter tells what people said in a survey, and whether the source tested it itself."""

from __future__ import annotations

import re

OWN_TEST = re.compile(
    r"\b(?:niet |geen )?(?:statistisch )?significant\w*|betrouwbaarheids\w+|(?:binnen|buiten) de marge\w*",
    re.IGNORECASE,
)
"""The source says itself whether a difference is more than chance."""
PEOPLE_SAY = re.compile(
    r"\b(?:bewoners|inwoners|respondenten|deelnemers|ondernemers|voel\w*|ervaar\w*|ervar\w*|ervoer\w*|vind\w*|"
    r"tevreden\w*|vertrouw\w*)\b",
    re.IGNORECASE,
)
"""Words with which a share is of what people feel or find."""

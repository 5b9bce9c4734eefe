"""Words with which a letter ties a change to numbers: back to those before it, or on to those behind it."""

from __future__ import annotations

import re

CONDITIONAL = re.compile(
    r"\b(?:als|indien|zou|zouden|mits|stel)\b(?! (?:gevolg|het|de|een|geheel))", re.IGNORECASE
)
SHOWS = re.compile(
    r"^\W*(?:zo\b|dit blijkt|dat blijkt|bijvoorbeeld|namelijk|(?:in (?:19|20)\d\d )?(?:gaat|ging) het om)",
    re.IGNORECASE,
)
LOOKS_BACK = re.compile(r"\b(?:na|ondanks|volgend op) (?:een|de|het) (?:\w+ ){0,2}$", re.IGNORECASE)
SAME_PART = re.compile(
    r"\b(?:dezelfde (?:\w+ )?(?:maanden|periode)|hetzelfde (?:kwartaal|halfjaar|half jaar|tijdvak))\b",
    re.IGNORECASE,
)
OPENS = re.compile(
    r"^\W*(?:(?:in|over|gedurende) (?:heel )?(?:19|20)\d\d|(?:een|het) jaar (?:eerder|daarvoor|ervoor|"
    r"later|erna|daarna)|"
    r"(?:in |over )?(?:het )?(?:vorig|voorgaand|afgelopen)e? jaar|dit jaar|daarvoor|eerder|toen)\b",
    re.IGNORECASE,
)
"""With which a sentence tells the number of another year beside the one before it."""
AFTERWARDS = re.compile(r"^\W*(?:(?:een|het) jaar (?:later|erna|daarna)|dit jaar)\b", re.IGNORECASE)
SET_AGAINST = re.compile(r"\b(?:terwijl|waar|daarentegen|tegenover|in tegenstelling|elders)\b", re.IGNORECASE)
AGAIN = re.compile(r"\b(?:opnieuw|wederom|weer|andermaal)\b", re.IGNORECASE)
"""Opnieuw gedaald: since the number right before the last one."""
THAN = re.compile(r"^\W*(?:dat|dit) (?:is|was|zijn|waren)\b[^.;]*\bdan (?:de|het|in|vorig)\b", re.IGNORECASE)
THUS = re.compile(r"\b(?:dus|daarmee|kortom|zodoende|derhalve)\b", re.IGNORECASE)
BACK = re.compile(
    r"^\W*(?:dat|dit|daarmee|die|beide|vergeleken|ten opzichte|sinds|in die|het aantal|de groei|"
    r"de daling|de stijging)\b|"
    r"\b(?:daarmee|dus|zodoende|kortom|derhalve|in die periode)\b",
    re.IGNORECASE,
)
BOTH = re.compile(r"\bzowel\b[^.;]*\bals\b", re.IGNORECASE)
"""Zowel dit jaar als vorig jaar: as is no if."""
AMOUNT_OF = re.compile(r"\baantal (?:[a-zà-ÿ]+e )?([a-zà-ÿ'’-]{4,})", re.IGNORECASE)
"""Het aantal meldingen: what a sentence says that it counts."""

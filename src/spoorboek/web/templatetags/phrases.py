"""What a template needs to say a sentence or a word from below in the language of the page."""

from __future__ import annotations

from django import template
from django.utils.html import format_html

from spoorboek.web.phrasebook import is_dutch, say, say_word

register = template.Library()
register.filter("say", say)
register.filter("word", say_word)


@register.filter
def spoken(words: str) -> str:
    """Return words in the language of the page, or marked as Dutch when they are content."""
    said = say(words)
    return said if is_dutch() or said != words else format_html('<span lang="nl">{}</span>', words)

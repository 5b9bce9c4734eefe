"""What a template needs to say a sentence or a word from below in the language of the page."""

from __future__ import annotations

from django import template
from django.utils.html import format_html

from spoorboek.web.phrasebook import Content, heard, is_dutch, say, say_word

register = template.Library()
register.filter("say", say)
register.filter("word", say_word)


register.filter("heard", heard)


@register.filter
def spoken(words: str) -> str:
    """Return a word of ours in the language of the page, and content marked as Dutch."""
    if isinstance(words, Content) and words and not is_dutch():
        return format_html('<span lang="nl">{}</span>', words)
    return say_word(words)

"""Judging the claims of a letter, section by section: what was judged before is not judged again.

A verdict follows from the claims of its section and the agreements of the day alone, so that it is kept under
exactly those: whoever asks, and however long ago it was asked.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date
from json import dumps
from threading import Lock
from typing import Any

from spoorboek.rules.claims.judge import judge_claims

Answers = list[dict[str, Any]]

_MOST = 3000
"""Sections, of some kilobytes each: those of a few hundred letters."""
_kept: OrderedDict[tuple[date | None, str], Answers] = OrderedDict()
_lock = Lock()


def judge_letter(entries: Sequence[Mapping[str, Any]], *, on: date | None) -> Answers:
    """Answer as ``judge_claims`` does; what stands in another section changes no verdict.

    Only a claim that rests on evidence looks beyond its section; then all are judged together.
    """
    sections: dict[object, list[int]] = {}
    is_whole = any("evidence" in entry or "depends_on" in entry for entry in entries)
    if is_whole or len({entry.get("id") for entry in entries}) < len(entries):
        return _judge_kept(list(entries), on)
    for place, entry in enumerate(entries):
        # A claim without a section stands alone.
        section = entry.get("section")
        sections.setdefault(place if section is None else str(section), []).append(place)
    answers: Answers = [{}] * len(entries)
    for places in sections.values():
        # Ids move when a claim is put in above; within the section their order is all that matters.
        own = [{**entries[place], "id": f"s{nr}"} for nr, place in enumerate(places)]
        for place, answer in zip(places, _judge_kept(own, on), strict=True):
            answers[place] = {**answer, "id": entries[place]["id"]}
    return answers


def _judge_kept(entries: Sequence[Mapping[str, Any]], on: date | None) -> Answers:
    key = (on, dumps(entries))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return [dict(answer) for answer in _kept[key]]
    judged = judge_claims(entries, on=on)
    with _lock:
        _kept[key] = judged
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return [dict(answer) for answer in judged]

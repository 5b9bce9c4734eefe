"""Random draws from counters: stream r of a seed is the same on any thread and in any order."""

from __future__ import annotations

import numpy as np

from spoorboek.stats.space.compiled import compiled
from spoorboek.stats.space.scan_model import Days, Floats, Ints, Number, Words

_MASK, _SHIFT = np.uint64(0xFFFFFFFF), np.uint64(32)
_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)


@compiled
def fill_draws(words: Words, seed: int, stream: int, first: int) -> None:
    """Fill ``words`` with the Philox 4x32-10 blocks of one stream from block ``first`` on."""
    low, high = np.uint64(seed) & _MASK, np.uint64(seed) >> _SHIFT
    for block in range(words.shape[0] // 4):
        at = np.uint64(first + block)
        c0, c1, c2, c3 = at & _MASK, at >> _SHIFT, np.uint64(stream) & _MASK, np.uint64(stream) >> _SHIFT
        k0, k1 = low, high
        for _ in range(10):
            p0, p1 = _M0 * c0, _M1 * c2
            c0, c1, c2, c3 = (p1 >> _SHIFT) ^ c1 ^ k0, p1 & _MASK, (p0 >> _SHIFT) ^ c3 ^ k1, p0 & _MASK
            k0, k1 = (k0 + _W0) & _MASK, (k1 + _W1) & _MASK
        words[4 * block] = c0
        words[4 * block + 1] = c1
        words[4 * block + 2] = c2
        words[4 * block + 3] = c3


@compiled
def next_word(words: Words, place: Ints) -> np.uint64:
    """Return the next 32 bits of the stream; ``place`` holds position, next block, seed and stream."""
    if place[0] == words.shape[0]:
        fill_draws(words, place[2], place[3], place[1])
        place[1] += words.shape[0] // 4
        place[0] = 0
    word = np.uint64(words[place[0]])
    place[0] += 1
    return word


@compiled
def draw_below(words: Words, place: Ints, bound: Number) -> Number:
    """Return a whole number from 0 up to ``bound``, each equally likely (Lemire 2019)."""
    size = np.uint64(bound)
    product = next_word(words, place) * size
    if product & _MASK < size:
        least = ((_MASK + np.uint64(1)) - size) % size
        while product & _MASK < least:
            product = next_word(words, place) * size
    return np.int64(product >> _SHIFT)


@compiled
def shuffle(values: Days, strata: Ints, words: Words, place: Ints) -> None:
    """Put ``values`` in random order within each stratum (from ``strata[k]`` up to ``strata[k + 1]``)."""
    for k in range(strata.shape[0] - 1):
        first = strata[k]
        for i in range(strata[k + 1] - 1, first, -1):
            j = first + draw_below(words, place, i - first + 1)
            values[i], values[j] = values[j], values[i]


@compiled
def draw_alias(accept: Floats, other: Ints, words: Words, place: Ints) -> Number:
    """Return an index with its own chance from an alias table (Walker 1977)."""
    i = draw_below(words, place, accept.shape[0])
    share = float(next_word(words, place)) / 4294967296.0
    return i if share < accept[i] else other[i]


@compiled
def start_stream(place: Ints, words: Words, seed: int, stream: int) -> None:
    """Set ``place`` at the first draw of a stream."""
    place[0], place[1], place[2], place[3] = words.shape[0], 0, seed, stream

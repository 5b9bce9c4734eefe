"""Small ladders, as a municipality would write them. The policies are invented."""

LADDER = """\
code: noise
title: Lawaai
kind: ordinal
facts:
  place: {home: woning, bar: café}
versions:
  - version: een
    from: 2023-01-01
    source: verzonnen
    checked: true
    window: 2 jaar
    counted_from: current
    same: [place]
    motivate: [balance]
    rows:
      - {row: w1, when: {place: home}, ordinal: 1, measure: warning, basis: APV, body: mayor}
      - {row: w2, when: {place: home}, ordinal: 2+, measure: penalty_order,
         amount: 500, maximum: 1000.50, basis: APV, body: board}
      - {row: c1, when: {place: bar}, ordinal: 1+, measure: closure, term: onbepaald, basis: APV, body: mayor}
"""
TREADS = """\
code: treads
title: Treden
kind: treads
versions:
  - version: een
    from: 2023-01-01
    source: verzonnen
    checked: false
    rows:
      - {row: t1, tread: 1, measure: informal, title: praten, basis: geen, body: mayor}
      - {row: t2, tread: 2, measure: home_ban, term: 10 dagen, basis: Wth, body: mayor}
"""

"""Short letters for the tests of pages."""

from __future__ import annotations

TITLES = (
    "Wie is waarvoor bevoegd?",
    "Waarom krijgt u deze brief?",
    "Welke informatie delen wij?",
    "Hoe gaat het verder?",
    "Wat kost het en hoe wordt het betaald?",
    "Welke besluiten horen hierbij?",
)
FIELDS = {
    "meeting": "Gemeenteraad",
    "portfolio_holder": "Burgemeester",
    "budget_programme": "Veiligheid",
    "core_team": "Veiligheid",
    "author": "Beleidsadviseur",
    "email": "veiligheid@dordrecht.example",
    "responsible": "Teamleider",
    "public": "Ja",
}
COUNT = '[?]{figure="inspected-businesses" period="2023-01..2023-04"}'
SENTENCE = f"Van januari tot en met april 2023 zijn {COUNT} bedrijven bezocht."


def short_letter(slug: str, *, information: str = SENTENCE) -> str:
    """Return a council letter that reports over a time in which nothing of the plan was due."""
    fields = "\n".join(f"  {code}: {text}" for code, text in FIELDS.items())
    bodies = [information if title.startswith("Welke informatie") else "Wij." for title in TITLES]
    body = "\n\n".join(f"# {title}\n\n{text}" for title, text in zip(TITLES, bodies, strict=True))
    return (
        f"---\ntype: raadsinformatiebrief\nslug: {slug}\ntitle: Korte brief\ndated_on: 2023-01-10\n"
        "case_number: 2023-1\nplan: integraal-veiligheidsplan-2023-2026\nperiod: 2022\narea: GM0505\n"
        f"fields:\n{fields}\n---\n\n{body}\n"
    )

"""Who may stand in for somebody who is away, and for how long."""

from __future__ import annotations

from datetime import date, timedelta

from spoorboek.rules.errors import AbsenceError
from spoorboek.rules.roles import Permission, Role

LONGEST = timedelta(days=366)
"""Who is away for longer is no longer away: then the role is given to somebody else."""


def check_can_stand_in(
    *,
    role: Role,
    absent_roles: frozenset[Role],
    stand_in_permissions: frozenset[Permission],
    is_same_person: bool,
    first_on: date,
    last_on: date,
    on: date,
) -> None:
    """Check that somebody may take the steps of a role in approval routes while another is away.

    Parameters: ``role`` that is taken over; the roles of who is away; what who stands in may do; whether they
    are the same person; the first and last day; ``on``, today. Returns nothing. Errors: AbsenceError with a
    Dutch sentence. Who stands in works with letters already: standing in opens nothing.
    """
    if is_same_person:
        raise AbsenceError("Kies een ander: wie afwezig is, kan zichzelf niet waarnemen.")
    if role not in absent_roles:
        raise AbsenceError(f"Wie afwezig is, heeft de rol {role.value} niet.")
    if Permission.LETTERS_VIEW_DRAFTS not in stand_in_permissions:
        raise AbsenceError("Wie waarneemt, moet zelf al met brieven werken. Kies een ander.")
    if last_on < first_on:
        raise AbsenceError("De laatste dag ligt voor de eerste.")
    if last_on < on:
        raise AbsenceError("Deze dagen zijn al voorbij.")
    if last_on - first_on > LONGEST:
        raise AbsenceError("Een waarneming duurt hoogstens een jaar. Geef de rol anders aan een ander.")

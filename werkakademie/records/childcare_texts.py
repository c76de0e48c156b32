"""Sentences about the policy of childcare, for wherever it bites: under the chart, at the door, beside a refusal."""

from decimal import Decimal

from werkakademie.i18n import _, format_date, format_decimal, ngettext
from werkakademie.records.childcare import CarePolicy
from werkakademie.records.enums import AgeBand, OverCapacity
from werkakademie.records.labels import label

#: One child, in the hundredths in which weights are stored.
_ONE_CHILD = 100


def weight_words(hundredths: int) -> str:
    """How much a child counts, as a person reads it: 1,50."""
    return format_decimal(Decimal(hundredths) / _ONE_CHILD, 2)


def policy_sentence(policy: CarePolicy) -> str:
    """The whole rule in plain words: how many children, how many carers, who counts more, what it rests on."""
    children = ngettext(
        "Höchstens {count} Kind je Betreuungskraft",
        "Höchstens {count} Kinder je Betreuungskraft",
        policy.most_per_carer,
    ).format(count=policy.most_per_carer)
    carers = ngettext(
        "mindestens {count} Betreuungskraft", "mindestens {count} Betreuungskräfte", policy.fewest_carers
    ).format(count=policy.fewest_carers)
    heavier = [
        _("{band} zählt {weight}").format(band=label(band), weight=weight_words(policy.weight_of(band)))
        for band in AgeBand
        if policy.weight_of(band) != _ONE_CHILD
    ]
    parts = [_("{children}, {carers}.").format(children=children, carers=carers)]
    if heavier:
        parts.append(_("Nach Alter: {weights}.").format(weights=", ".join(heavier)))
    parts.append(over_capacity_sentence(policy))
    if basis := basis_words(policy):
        parts.append(basis)
    return " ".join(parts)


def over_capacity_sentence(policy: CarePolicy) -> str:
    """What happens when more children come than the rule allows."""
    if policy.over_capacity is OverCapacity.STOP:
        return _("Mehr ist nicht möglich.")
    return _("Mehr nur mit eingetragenem Grund.")


def basis_words(policy: CarePolicy) -> str:
    """What the rule rests on, and when somebody last looked at it; empty when nothing is written down."""
    if not policy.legal_note and policy.legal_note_as_of is None:
        return ""
    note = policy.legal_note.rstrip(".")
    if policy.legal_note_as_of is None:
        return f"{note}."
    as_of = _("Stand {day}").format(day=format_date(policy.legal_note_as_of))
    return f"{note} ({as_of})." if note else f"{as_of}."

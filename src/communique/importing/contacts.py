"""Contacts in a text: which of the house they are, and what is missing in the house."""

from __future__ import annotations

import re

from communique.frozen import Frozen
from communique.importing.addresses import Address, addresses_in
from communique.importing.joining import Passage
from communique.importing.markup import toml_text
from communique.importing.names import slug
from communique.importing.phrases import HONORIFIC, MORE_OPENING, ends_sentence
from communique.importing.remarks import Remarks
from communique.release import Contact, House

__all__ = ["ContactsFound", "read_contacts"]

_NAME_WITHIN = 40
"""The name of a contact stands so near to the beginning of its line, in characters."""


class ContactsFound(Frozen):
    """What a paragraph says about contacts."""

    contacts: tuple[str, ...] = ()
    """The contacts of the house that it names."""
    whole: bool = False
    """Whether it is nothing but the entry of one of them, which a page prints by itself."""


def read_contacts(passage: Passage, house: House, remarks: Remarks) -> ContactsFound:
    """The contacts of a paragraph, found by e-mail address.

    One that the house does not have is proposed in a finding, and its paragraph stays.
    """
    emails = [address for address in addresses_in(passage.text) if address.is_email]
    known = {email: identifier for email in emails if (identifier := _known(email, house))}
    entry = len(emails) == 1 and _is_entry(passage.text)
    for email in emails:
        if email not in known and entry:
            _propose(passage, email, house, remarks)
    if entry and known:
        identifier = known[emails[0]]
        contact = house.contacts[identifier]
        if contact.name.casefold() in passage.text.casefold()[:_NAME_WITHIN]:
            others = _parts_unknown(passage.text, contact, house)
            remarks.leave_out(
                passage.line,
                passage.text.replace("\n", ", "),
                f"it is the contact `{identifier}` of the house"
                + (f", which does not have `{'`, `'.join(others)}`" if others else ""),
                hint="the page prints the contacts below the text; see that the sentence "
                "before them ends well",
            )
            return ContactsFound(contacts=(identifier,), whole=True)
    for email, identifier in known.items():
        remarks.unsure(
            passage.line_at(email.start),
            f"`{email.value}` is that of the contact `{identifier}`, whom the page names below the "
            "text; it stays in the text too",
            found=email.value,
            hint="remove it from the text if once is enough",
        )
    return ContactsFound(contacts=tuple(known.values()))


def _known(email: Address, house: House) -> str:
    for identifier, contact in house.contacts.items():
        if contact.email.casefold() == email.value.casefold():
            return identifier
    return ""


def _is_entry(text: str) -> bool:
    """Whether the text is a person or desk with an address, and no sentence."""
    if ends_sentence(text) or MORE_OPENING.match(text) or not text[0].isupper():
        return False
    return len(_parts(text)) > 1


def _parts(text: str) -> list[str]:
    return [part.strip(" .") for part in re.split(r"[,;\n]\s*", text) if part.strip(" .")]


def _without_honorific(name: str) -> tuple[str, str]:
    match = HONORIFIC.match(name)
    return (match[1].casefold(), name[match.end() :]) if match else ("", name)


def _parts_unknown(text: str, contact: Contact, house: House) -> list[str]:
    """The parts of a contact's line that the house says nothing of."""
    known = {contact.email, contact.phone, contact.name}
    if contact.organisation in house.organisations:
        organisation = house.organisations[contact.organisation]
        known |= {organisation.name, organisation.short}
    if contact.role in house.roles:
        known.add(house.roles[contact.role].name)
    if contact.city in house.cities:
        known.add(house.cities[contact.city].name)
    folded = {part.casefold() for part in known}
    return [
        part
        for part in _parts(text)
        if part.casefold() not in folded and _without_honorific(part)[1].casefold() not in folded
    ]


def _propose(passage: Passage, email: Address, house: House, remarks: Remarks) -> None:
    """A finding with an entry for `house.toml`, as far as the line gives one."""
    first, *others = _parts(passage.text)
    honorific, name = _without_honorific(first)
    lines = [f"[contacts.{slug(name) or 'desk'}]  # choose an id", f"name = {toml_text(name)}"]
    if honorific in house.honorifics:
        lines.append(f'honorific = "{honorific}"')
    lines += [_entry_line(part, email, house) for part in others]
    remarks.unsure(
        passage.line_at(email.start),
        f"`{email.value}` is of no contact of the house, and its line stays in the text",
        found=passage.text,
        hint="add the contact to `release/house.toml`, name it under `contacts` and remove the "
        "line:\n" + "\n".join(f"    {line}" for line in lines),
    )


def _entry_line(part: str, email: Address, house: House) -> str:
    folded = part.casefold()
    if folded == email.value.casefold() or email.value in part:
        return f"email = {toml_text(email.value)}"
    for identifier, organisation in house.organisations.items():
        if folded in (organisation.name.casefold(), organisation.short.casefold()):
            return f'organisation = "{identifier}"'
    for key, table in (("city", house.cities), ("role", house.roles)):
        for identifier, entry in table.items():
            if folded == entry.name.casefold():
                return f'{key} = "{identifier}"'
    if re.search(r"\+?\d[\d\s()./-]{6,}", part):
        number = re.sub(r"^[^+\d(]*", "", part)
        return f"phone = {toml_text(number)}"
    return f"# {part}: a role, an organisation or a city that the house does not have"

"""The messages to one person about their access, and with a link by which they choose a password."""

from dataclasses import dataclass, field
from datetime import datetime

from assessment.dates import uk_date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMessage:
    """A message to one person, in plain text."""

    to: str
    subject: str
    text: str = field(repr=False)  # the link is in it


def invitation_message(*, to: str, name: str, by: str, service: str, link: str, until: datetime) -> LinkMessage:
    """Return the message for somebody who is invited. `by` is the name of whoever invites them."""
    return LinkMessage(
        to=to,
        subject="Your invitation to the collaboration self-assessment",
        text=f"""Hello {name},

{by} has invited you to the collaboration self-assessment at
{service}

Open this link to choose a password:
{link}

The link works once, until {uk_date(until)}. Do not pass it on:
whoever opens it can sign in as you.

If you did not expect this message, you can ignore it.
""",
    )


def access_message(*, to: str, name: str, by: str, service: str) -> LinkMessage:
    """Return the message for somebody with an account who was given more access. `by` is the name of who gave it."""
    return LinkMessage(
        to=to,
        subject="You have new access to the collaboration self-assessment",
        text=f"""Hello {name},

{by} has given you access in the collaboration self-assessment at
{service}

Sign in there as you did before. If you cannot, ask an administrator of
the service.
""",
    )


def new_password_message(*, to: str, name: str, by: str, service: str, link: str, until: datetime) -> LinkMessage:
    """Return the message for somebody who chooses a new password. `by` is the name of whoever made the link."""
    return LinkMessage(
        to=to,
        subject="Choose a new password for the collaboration self-assessment",
        text=f"""Hello {name},

{by} has made a link with which you can choose a new password for the
collaboration self-assessment at
{service}

Open this link to choose it:
{link}

The link works once, until {uk_date(until)}. Do not pass it on:
whoever opens it can sign in as you.

If you did not ask for a new password, do not open the link, and tell an
administrator of the service. Your password stays as it is.
""",
    )

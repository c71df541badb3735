"""What the service raises. Nobody above it needs to know which database is below."""


class CompassError(Exception):
    """Something the service refuses or cannot do; the message is plain and names no person."""


class ServiceUnavailable(CompassError):
    """The database is away, locked for too long or full. Nothing was written; try again."""


class SomebodyElsesDatabase(ServiceUnavailable):
    """The database holds tables of another program and none of ours. Nothing was written."""


class SettingsError(CompassError):
    """A setting is missing or cannot be used; the message says which and what to do.

    ``variable`` is the environment variable it is about.
    """

    def __init__(self, message: str, variable: str) -> None:
        super().__init__(message)
        self.variable = variable


class JourneyEnded(CompassError):
    """The journey was deleted, or this device was told to forget it. Nothing was written."""


class TooManyCodes(CompassError):
    """Three recovery codes are live already; one must be revoked first."""


class NoteTooLong(CompassError):
    """A private note is longer than the limit, ``over`` says by how many characters."""

    def __init__(self, over: int) -> None:
        super().__init__(f"The note is too long by {over}.")
        self.over = over


class NoteChanged(CompassError):
    """Another note was kept since the form was shown, and this one would replace it unseen."""


class Tombstoned(CompassError):
    """A journey with this id was deleted by its owner and can never be written again."""


class BadSubmission(CompassError):
    """A submission id is not 1 to 64 letters, digits, hyphens or underscores."""

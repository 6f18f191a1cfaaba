"""The errors that users of kpirules meet: each says what is wrong, where, and what to do."""

__all__ = ["ConfigurationError", "KpirulesError", "LoadError", "UsageError"]


class KpirulesError(Exception):
    """Base of every error that kpirules raises on purpose; the message is one line for the user.

    `where` names the file, distribution or option that is at fault; `remedy` says what to do about it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(what, where, remedy)

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}; {self.remedy}" if self.remedy else head


class UsageError(KpirulesError):
    """The call itself cannot be carried out: an unknown option, selector, policy or language."""


class ConfigurationError(KpirulesError):
    """A configuration file cannot be used: an unknown key, a wrong type, a broken `extends`."""


class LoadError(KpirulesError):
    """A pack, rule, form or policy cannot be loaded; nothing is checked until it is mended."""

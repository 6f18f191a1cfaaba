"""Reading, checking and reporting in one go: the rooms below joined."""

from kpirules.session.checker import Checker, check, explain, read
from kpirules.session.files import AnyPath

__all__ = ["AnyPath", "Checker", "check", "explain", "read"]

"""What kept a submission, or a part of it, from being read."""

from dataclasses import dataclass

from kpirules.errors import KpirulesError
from kpirules.model.message import Message
from kpirules.model.place import Place

__all__ = ["Problem", "Refused"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why an input was refused: a stable code such as `KPI-E101`, what is wrong, where, what to do."""

    code: str
    message: Message
    remedy: Message
    place: Place

    def line(self, language: str, weight: str = "error") -> str:
        """The one line that the user reads; `weight` is the word that says how much it weighs."""
        return f"{self.place}: {weight}[{self.code}]: {self.message.text(language)}; {self.remedy.text(language)}"


class Refused(KpirulesError):
    """An input cannot be read to the end; it counts as refused and no verdict is given on it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problem.line("en") for problem in problems))

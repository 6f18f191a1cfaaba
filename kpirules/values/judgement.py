"""Whether words can be judged: two readers would agree if 验收合格 came true, but not if 逐步提升 did."""

from kpirules.values.vocabulary import vocabulary

__all__ = ["can_be_judged"]


def can_be_judged(words: str) -> bool | None:
    """Say whether a requirement in words can be judged; None when the vocabulary does not tell.

    Grades, yes and no, and facts (无故障) can be judged; 逐步提升 and 效果显著 cannot.
    """
    known = vocabulary()
    if words in known.grades.meanings or words in known.words.alone.yes_no:
        return True
    if any(word in words for word in known.words.judged.vague):
        return False
    return True if any(word in words for word in known.words.judged.facts) else None

"""kind-known: the kind of project that was declared is one that the requirements know."""

from difflib import get_close_matches

from kpirules.author import Says, TableView, fail, not_applicable, step


def check(table: TableView, *, known: tuple[str, ...]) -> Says:
    """A misspelt kind would quietly excuse the project from what is asked of its kind."""
    declared = table.table.kinds
    if not declared:
        yield not_applicable("undeclared")
        return
    for number, kind in enumerate(declared):
        at, words = f"/kinds/{number}", "、".join(known)
        yield step("compared", at, kind=kind)
        if kind.strip() in known:
            continue
        near = get_close_matches(kind.strip().lower(), known, n=1, cutoff=0.75)
        if near:
            yield fail("misspelt", at, kind=kind, near=near[0])
        else:
            yield fail("unknown", at, kind=kind, known=words)

"""attribute-known: 项目属性 is one of the texts that the form takes."""

from kpirules.author import Says, TableView, fail, not_applicable, step


def check(table: TableView) -> Says:
    """Compare without blanks; the form says which texts there are, a blank field is attribute-present's to report."""
    printed = "".join(table.table.attribute.split())
    known = table.form.choices.get("attribute", ())
    if not known:
        yield not_applicable("no-choices")
    elif not printed:
        yield not_applicable("blank")
    else:
        yield step("compared", "/attribute", printed=printed)
        if printed not in known:
            yield fail("unknown", "/attribute", printed=printed, known="、".join(known))

"""Rules are added to a file at its end, so that what stands there, comments too, stays as it is."""

from reader.model.errors import SiteRuleError
from reader.model.site import SiteRule
from reader.sites.files import load, parse


def added(name: str, data: bytes, rule: SiteRule) -> tuple[str, SiteRule]:
    """The text of the file ``name``, which holds ``data``, with ``rule`` at its end, and the rule with its place.

    Raises SiteRuleError when the file is wrong, when the rule is, and when the file is written so that nothing can
    be put at its end.
    """
    before = load(name, data)
    text = data.decode("utf-8-sig")
    lines = entry(rule)
    longer = f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{lines}"
    _, problems = parse(name, lines.encode())
    if problems:
        raise SiteRuleError(f"the rule is not added: {problems[0].message}")
    rules, _ = parse(name, longer.encode())
    if rules[:-1] != before or rules[-1:] != (rule,):
        told = "; ".join(lines.strip().split("\n"))
        raise SiteRuleError(f"{name}: nothing can be added at its end as it is written; put these lines there: {told}")
    return longer, rules[-1]


def entry(rule: SiteRule) -> str:
    """The lines of a rule, for the end of a file."""
    asked = [f"{name}: {_scalar(value)}" for name, value in rule.conditions.items()]
    first, *others = asked or ["wording: ''"]
    lines = [f"- host: {_scalar(rule.host)}", f"  {'keep' if rule.keep else 'drop'}:", f"    - {first}"]
    return "\n".join([*lines, *(f"      {other}" for other in others)]) + "\n"


def _scalar(value: str | int) -> str:
    """A value in single quotes, in which YAML gives no character but the quote itself a meaning."""
    if isinstance(value, int):
        return str(value)
    return "'" + " ".join(value.split()).replace("'", "''") + "'"

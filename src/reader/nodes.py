"""YAML as nodes that know their lines; with the lexicon, which writes it, the home of PyYAML.

Nodes are made from the parser's events: PyYAML's own composer follows nesting by recursion in C, and a file of 100,000
brackets ends the interpreter; it also takes twice as long.
"""

from dataclasses import dataclass
from typing import Any

_DEEPEST = 8  # a glossary nests three levels


@dataclass(slots=True)
class Node:
    """A scalar (``text``), a sequence (``items``) or a mapping (``pairs``); ``line`` is from 1."""

    line: int
    text: str | None = None
    items: "list[Node] | None" = None
    pairs: "list[tuple[Node, Node]] | None" = None


def compose(text: str) -> Node | None:
    """The first document of ``text``, None when there is none. Raises yaml.YAMLError."""
    import yaml

    # libyaml is ten times as fast, and not built everywhere.
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    top = Node(0, items=[])
    open_nodes = [top]
    keys: list[Node | None] = [None]  # of each open mapping: the key that waits for its value
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.events.CollectionEndEvent):
            open_nodes.pop()
            keys.pop()
            continue
        if not isinstance(event, yaml.events.NodeEvent):
            continue
        if isinstance(event, yaml.events.AliasEvent):
            raise _problem("an asterisk or ampersand outside of quotes stands for something else", event)
        node = _node(event)
        _attach(open_nodes[-1], keys, node)
        if node.text is None:
            if len(open_nodes) > _DEEPEST:
                raise _problem("nested too deeply", event)
            open_nodes.append(node)
            keys.append(None)
    assert top.items is not None
    return top.items[0] if top.items else None


def pairs_of(text: str) -> list[tuple[Node, Node]]:
    """The keys and values of a mapping; [] if ``text`` is none, or no YAML at all."""
    import yaml

    try:
        root = compose(text)
    except yaml.YAMLError:
        return []
    return (root.pairs or []) if root is not None else []


def _node(event: Any) -> Node:
    import yaml

    line = event.start_mark.line + 1
    if isinstance(event, yaml.events.ScalarEvent):
        return Node(line, text=event.value)
    return Node(line, items=[]) if isinstance(event, yaml.events.SequenceStartEvent) else Node(line, pairs=[])


def _problem(what: str, event: Any) -> Exception:
    import yaml

    return yaml.MarkedYAMLError(problem=what, problem_mark=event.start_mark)


def _attach(parent: Node, keys: list[Node | None], node: Node) -> None:
    """Put a node into the collection that is open; in a mapping, keys and values come in turn."""
    if parent.items is not None:
        parent.items.append(node)
        return
    key = keys[-1]
    if key is None:
        keys[-1] = node
    else:
        assert parent.pairs is not None
        parent.pairs.append((key, node))
        keys[-1] = None

"""An SOP text taken over by another agency; the procedure stays letter for letter."""

import json

import yaml

from sop.definition.source import compose

Edit = tuple[int, int, str]


def adopted(text: str, *, key: str, agency: str, satuan_kerja: str, heading: str = "") -> str:
    """The text under another key and agency, without the number, dates and signer of the first.

    These belong to the office that signed it; the new one fills in its own once its SOP is signed
    (PermenPAN-RB 35/2012). Raises `DefinitionErrors` where the text cannot be read.
    """
    own = {"key": key, "agency": agency, "satuan_kerja": satuan_kerja}
    edits: list[Edit] = []
    for name, node in compose(text).value:
        if name.value in own:
            edits.append(_edit(text, node, own[name.value]))
        elif name.value == "identity":
            edits += _blanked(text, node)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return "".join(f"# {line}\n" for line in heading.splitlines()) + text


def _blanked(text: str, identity: yaml.Node) -> list[Edit]:
    """Everything of the identity but the procedure's own name."""
    edits: list[Edit] = []
    for name, node in identity.value:
        if isinstance(node, yaml.MappingNode):
            edits += [_edit(text, value, "") for _key, value in node.value]
        elif name.value != "nama":
            edits.append(_edit(text, node, ""))
    return edits


def _edit(text: str, node: yaml.Node, value: str) -> Edit:
    """A block of several lines ends with the lines' breaks, which stay."""
    start, end = node.start_mark.index, node.end_mark.index
    old = text[start:end]
    return start, end - (len(old) - len(old.rstrip())), json.dumps(value, ensure_ascii=False)

"""National bodies by pattern: `org.armed-forces-ru`, `org.ministry-of-health-fr`, with names made from the state's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ontology.ids import slug
from ...ontology.records import Entity, EntityType
from .vocabulary import Body, vocabulary

if TYPE_CHECKING:
    from ...ontology.knowledge_files import Record


def body_id(name: str, state: str) -> str:
    """The id of a national body: its name and the state's code."""
    return f"org.{name}-{state.partition('.')[2]}"


def ministry(words: str) -> str:
    """The name of a ministry: `Ministry of Health` and `health ministry` give `ministry-of-health`."""
    text = slug(words)
    for kind in ("ministry", "department"):
        if text.endswith(f"-{kind}"):
            return f"ministry-of-{text.removesuffix(f'-{kind}')}"
        for joint in ("of-the", "for-the", "of", "for"):
            if text.startswith(f"{kind}-{joint}-"):
                return f"ministry-of-{text.removeprefix(f'{kind}-{joint}-')}"
    return text


def national_body(name: str, state: Record) -> Entity | None:
    """The entity that the pattern gives; None for a name that is no pattern."""
    body = vocabulary().bodies.get(name)
    if body is None and name.startswith("ministry-of-"):
        body = _ministry(name)
    if body is None:
        return None
    return Entity(
        id=body_id(name, state.entity.id),
        type=EntityType.ORGANIZATION,
        label=body.label.format(state=_with_article(state.entity.label)),
        category=body.category,
        aliases=tuple(dict.fromkeys(_aliases(body, state))),
        country=state.entity.id,
        parent=body_id(body.parent, state.entity.id) if body.parent is not None else state.entity.id,
    )


def _ministry(name: str) -> Body:
    subject = name.removeprefix("ministry-of-").replace("-", " ").title().replace(" And ", " and ")
    aliases = (f"{{adjective}} {subject} Ministry", f"{{adjective}} Ministry of {subject}")
    return Body(name, f"Ministry of {subject} of {{state}}", "Ministry", aliases, "government")


def _aliases(body: Body, state: Record) -> list[str]:
    label = _with_article(state.entity.label)
    adjectives = state.adjectives[:2] or (state.entity.label,)
    return [alias.format(state=label, adjective=adjective) for adjective in adjectives for alias in body.aliases]


_ARTICLE = ("United ", "Netherlands", "Philippines", "Democratic Republic", "Central African", "Maldives", "Bahamas")


def _with_article(label: str) -> str:
    return f"the {label}" if label.startswith(_ARTICLE) else label

"""re3d, the relation and entity extraction data of the UK's DSTL: documents.json beside files of annotations.

Its files have a JSON object a line. Documents have `title`, `text`, `sourceName` and `sourceUrl`, which are guessed as
of any record. Entities and relations have `documentId`, `begin`, `end` and `value`: what people found in the texts.
"""

from __future__ import annotations

from collections.abc import Mapping

ANNOTATION = "is an annotation of re3d, not a text; give the folder's documents.json"
_OFFSETS = frozenset(("documentId", "begin", "end", "value"))


def is_annotation(record: Mapping[str, object]) -> bool:
    """Whether a record is an entity or relation of re3d."""
    return record.keys() >= _OFFSETS and "text" not in record

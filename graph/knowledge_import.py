"""Knowledge from elsewhere, read and checked as `--kb` would check it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ..ontology.errors import InputError, OntologyError
from ..ontology.importers import READERS, Imported
from ..ontology.knowledge_files import read_knowledge


def checked(file: Path, kind: str) -> Imported:
    """The records of a file of that kind (a key of READERS); nothing that breaks a rule of the knowledge files.

    Raises InputError where the file can not be read or has nothing to import, OntologyError with each reason where
    what it gives breaks a rule.
    """
    try:
        content = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} can not be read as text: {error}") from error
    try:
        imported = READERS[kind](content)
    except OntologyError as error:
        raise OntologyError(f"{file}: {error}") from error
    if not imported.records:
        reasons = "; ".join(imported.left_out[:3]) or "it is empty"
        raise InputError(f"{file} gives no record as {kind}: {reasons}")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "imported.yaml"
        path.write_text(imported.yaml(), encoding="utf-8")
        try:
            read_knowledge(path)
        except OntologyError as error:
            raise OntologyError(f"{file}: {error}") from error
    return imported

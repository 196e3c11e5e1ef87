"""Folders and files to documents: found in sorted order, identical texts folded into one, nothing lost silently."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..ontology.errors import DocumentError, InputError
from ..ontology.records import Document, Noted, Rejected
from . import text
from .boilerplate import boilerplate
from .manifest import NAME, Metadata, read_manifest
from .source import Article, Source

FORMATS = (text,)
"""The modules that read a format, asked in this order; each has SUFFIXES and read(source)."""

_SUFFIXES = {suffix: module for module in FORMATS for suffix in module.SUFFIXES}


def load(*paths: Path | str, manifest: Path | None = None) -> Iterator[Document | Rejected | Noted]:
    """Documents of files and folders (recursively), in the order of their source names, whatever the file system's.

    A text that occurs more than once is one document with all its sources, at the place of the first. A folder's own
    manifest.csv gives metadata; `manifest` is read instead of it where given. An input that gives no document comes
    as Rejected with the reason, a remark about one that does as Noted. InputError where a path does not exist or
    nothing in it has a format that can be read.
    """
    sources = sorted(_sources([Path(path) for path in paths]), key=lambda source: source.name)
    if not any(source.path.suffix.lower() in _SUFFIXES for source in sources):
        raise InputError(_nothing_to_read(paths, sources))
    metadata = _Manifests(manifest)
    names = _names_by_document(sources)
    for source in sources:
        yield from _documents(source, names, metadata)
    yield from metadata.unused()


def _sources(paths: list[Path]) -> Iterator[Source]:
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder")
    roots = [path if path.is_dir() else path.parent for path in paths]
    root = Path(os.path.commonpath([root.absolute() for root in roots])) if paths else Path()
    found = {file.absolute() for path in paths for file in (_files(path) if path.is_dir() else (path,))}
    return (Source(file, file.relative_to(root).as_posix()) for file in found)


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in relative.parts)
        if path.is_file() and not hidden and path.name != NAME:
            yield path


def _names_by_document(sources: list[Source]) -> Mapping[str, list[str]]:
    """Document id to the names of all sources with that text, in order. Reads each file once; keeps no text."""
    names: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        for article in _articles(source):
            if isinstance(article, Article):
                names[Document(article.text, ()).id].append(article.source)
    return names


def _articles(source: Source) -> Iterator[Article | Rejected]:
    module = _SUFFIXES.get(source.path.suffix.lower())
    if module is None:
        suffix, known = source.path.suffix or "none", " ".join(sorted(_SUFFIXES))
        yield Rejected(source.name, f"has the suffix '{suffix}', which no loader reads; known: {known}")
        return
    try:
        yield from module.read(source)
    except DocumentError as error:
        yield Rejected(source.name, str(error))


def _documents(
    source: Source, names: Mapping[str, list[str]], metadata: _Manifests
) -> Iterator[Document | Rejected | Noted]:
    for article in _articles(source):
        if isinstance(article, Rejected):
            yield article
            continue
        yield from (Noted(article.source, note) for note in article.notes)
        document = _document(article, metadata.of(source, article.source))
        sources = names[document.id]
        if sources[0] == article.source:
            yield replace(document, sources=tuple(sources))


def _document(article: Article, known: Metadata) -> Document:
    title = known.title or article.title
    return Document(
        text=article.text,
        sources=(article.source,),
        title=title,
        publisher=known.publisher or article.publisher,
        author=known.author or article.author,
        published=known.published or article.published,
        url=known.url or article.url,
        language=known.language or article.language,
        boilerplate=boilerplate(article.text, title=title),
    )


class _Manifests:
    """The manifests of a run, each read once, and which of their rows were used."""

    def __init__(self, path: Path | None) -> None:
        self._fixed = None if path is None else (path.parent, read_manifest(path))
        self._by_folder: dict[Path, Mapping[str, Metadata]] = {}
        self._used: set[tuple[Path, str]] = set()

    def of(self, source: Source, name: str) -> Metadata:
        """Metadata of one source: by the given manifest, else by the nearest manifest.csv above it, else nothing."""
        if self._fixed is not None:
            folder, rows = self._fixed
            keys = [name, PurePosixPath(name).name]
        else:
            folder, rows = self._nearest(source)
            keys = [source.path.relative_to(folder).as_posix()]
        for key in keys:
            if key in rows:
                self._used.add((folder, key))
                return rows[key]
        return Metadata()

    def _nearest(self, source: Source) -> tuple[Path, Mapping[str, Metadata]]:
        depth = PurePosixPath(source.name).parents
        folders = source.path.parents[: len(depth)]
        for folder in folders:
            if folder not in self._by_folder:
                path = folder / NAME
                self._by_folder[folder] = read_manifest(path) if path.is_file() else {}
            if self._by_folder[folder]:
                return folder, self._by_folder[folder]
        return source.path.parent, {}

    def unused(self) -> Iterator[Noted]:
        """A remark for each manifest row whose file did not turn up."""
        manifests = [self._fixed] if self._fixed is not None else list(self._by_folder.items())
        for folder, rows in manifests:
            for key in sorted(rows):
                if (folder, key) not in self._used:
                    yield Noted(f"{NAME}: {key}", "no such file was read; its metadata is unused")


def _nothing_to_read(paths: tuple[Path | str, ...], sources: list[Source]) -> str:
    where = ", ".join(str(path) for path in paths)
    found = sorted({source.path.suffix.lower() or "no suffix" for source in sources})
    listed = f"found only {', '.join(found)}" if found else "it is empty"
    return f"{where}: nothing to read; {listed}; expected files with {', '.join(sorted(_SUFFIXES))}"

"""Folders and files to documents: found in sorted order, identical texts folded into one, nothing lost silently."""

from __future__ import annotations

import io
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from ..ontology.coded import Coded
from ..ontology.errors import CasusError, DocumentError, InputError
from ..ontology.records import Document, Noted, Region, Rejected
from .boilerplate import boilerplate
from .formats import format_of, suffixes
from .language import ENGLISH, code_of, language_of, name_of
from .limits import Budget, Limits
from .manifest import NAME, Metadata, read_manifest
from .reprints import body
from .source import Article, Options, Source
from .spool import Kept, Spool, order
from .walk import STANDARD_INPUT, sources

Item = Document | Coded | Rejected | Noted
_LISTED = 12  # suffixes that a message names


def load(
    *paths: Path | str,
    manifest: Path | None = None,
    columns: Mapping[str, str] | None = None,
    any_language: bool = False,
    limits: Limits | None = None,
) -> Iterator[Item]:
    """Documents of files and folders (recursively), in the order of their source names, whatever the file system's.

    The format of each is found by its content and suffix; archives are opened, a path `-` is standard input. A text
    that occurs more than once is one document with all its sources, at the place of the first. A folder's own
    manifest.csv gives metadata; `manifest` is read instead of it where given. `columns` names the column of a table
    or key of a record for a field: text, title, publisher, author, published, url, language. Texts in another
    language than English are rejected unless `any_language`. A row of a table of coded events comes as Coded.

    An input that gives no document comes as Rejected with the reason, a remark about one that does as Noted.
    InputError where a path does not exist or nothing in it has a format that can be read.
    """
    options = Options(dict(columns or {}), limits or Limits())
    given = sources(paths, options)
    if any(str(path) == STANDARD_INPUT for path in paths):
        given.append(_standard_input(options))
    metadata = _Manifests(manifest)
    with Spool() as spool:
        names = _set_aside(given, spool)
        if not names.known:
            raise InputError(_nothing_to_read(paths, given))
        for item, group in spool.take():
            source = given[group]
            if isinstance(item, Article) and isinstance(source, Source):
                yield from _given_out(item, source, names, metadata, any_language=any_language)
            elif not isinstance(item, Article):
                yield item
        yield from metadata.unused()


class _Names:
    """Which names each text has; of the texts only their ids are kept."""

    def __init__(self) -> None:
        self.known = False
        """Whether any source had a format that can be read."""
        self._by_document: dict[str, set[str]] = defaultdict(set)
        self._given_out: set[str] = set()

    def add(self, article: Article) -> None:
        self._by_document[Document(article.text, ()).id].add(article.source)

    def of(self, document: Document) -> list[str]:
        return sorted(self._by_document[document.id], key=order)

    def is_first(self, document: Document) -> bool:
        """Whether the document has not been given out, under the first of its names or a second member of that name."""
        first = self.of(document)[0] == document.sources[0] and document.id not in self._given_out
        if first:
            self._given_out.add(document.id)
        return first


def _set_aside(given: list[Source | Rejected], spool: Spool) -> _Names:
    """Read every source once and put what is in it on the spool."""
    names = _Names()
    for group, source in enumerate(given):
        for item in [source] if isinstance(source, Rejected) else articles(source, names):
            if isinstance(item, Article):
                names.add(item)
            spool.put(item, group)
    return names


def articles(source: Source, names: _Names | None = None) -> Iterator[Kept]:
    """What is in a source, archives opened; an error ends the source and is told, what came before it stays."""
    try:
        form = format_of(source.head(), source.suffix)
        if form is None:
            yield Rejected(source.name, _unknown(source))
            return
        if names is not None:
            names.known = True
        empty = True
        for item in form.read(source):
            empty = empty and isinstance(item, Noted)
            if isinstance(item, Source):
                yield from articles(item, names)
            else:
                yield item
        if empty:
            yield Rejected(source.name, f"is of the format {form.name} and has nothing in it that can be read")
    except DocumentError as error:
        yield Rejected(source.name, str(error))
    except CasusError:
        raise
    except Exception as error:  # a parser of a foreign format broke on the file: told, and nothing else is lost
        yield Rejected(source.name, f"can not be read ({type(error).__name__}: {str(error)[:200]}); is it damaged?")


def _given_out(
    article: Article, source: Source, names: _Names, metadata: _Manifests, *, any_language: bool
) -> Iterator[Item]:
    document = _document(article, metadata.of(source, article.source))
    yield from (Noted(article.source, note) for note in article.notes)
    if not document.text.strip():
        yield Rejected(article.source, "is empty")
    elif document.language not in (None, ENGLISH) and not any_language and article.events is None:
        yield Rejected(article.source, _foreign(document))
    elif names.is_first(document):
        yield from (Noted(article.source, note) for note in _dated_ahead(document))
        document = replace(document, sources=tuple(names.of(document)))
        yield document if article.events is None else Coded(document, article.events)


def _document(article: Article, known: Metadata) -> Document:
    title = known.title or article.title
    marked = () if article.events is not None else boilerplate(article.text, title=title)
    document = Document(
        text=article.text,
        sources=(article.source,),
        title=title,
        publisher=known.publisher or article.publisher,
        author=known.author or article.author,
        published=known.published or article.published,
        url=known.url or article.url,
        boilerplate=united(article.boilerplate, marked),
        pages=article.pages,
    )
    return replace(document, language=_language(document, known.language, article))


def _language(document: Document, known: str | None, article: Article) -> str | None:
    """What the manifest says, else what the text itself shows; what a page declares is often its template's."""
    if known is not None or article.events is not None:
        return code_of(known or article.language)
    return language_of(body(document)) or (ENGLISH if code_of(article.language) == ENGLISH else None)


def united(one: tuple[Region, ...], other: tuple[Region, ...]) -> tuple[Region, ...]:
    """Both sets of regions, sorted; of the second those that do not touch one of the first."""
    free = (b for b in other if all(b.end <= a.start or a.end <= b.start for a in one))
    return tuple(sorted((*one, *free), key=lambda region: (region.start, region.end)))


def _foreign(document: Document) -> str:
    code = document.language or ""
    return f"is in {name_of(code)} ({code}), and only English is read; --any-language reads it all the same"


def _dated_ahead(document: Document) -> Iterator[str]:
    """A remark on a date after today's: a slip, or a clock that was wrong. It is kept as it stands."""
    today = datetime.now(UTC).date().isoformat()
    if document.published is not None and document.published > today:
        yield f"its date {document.published} lies in the future; it is kept as it stands"


def _standard_input(options: Options) -> Source:
    """All of standard input, as a source called stdin."""
    data = sys.stdin.buffer.read(options.limits.file + 1)
    return Source("stdin", lambda: io.BytesIO(data), Path("stdin"), Budget(options.limits), options)


def _unknown(source: Source) -> str:
    suffix = source.suffix or "none"
    return f"has the suffix '{suffix}', which no loader reads, and no known content; `casusgraph formats` lists them"


def _nothing_to_read(paths: tuple[Path | str, ...], given: list[Source | Rejected]) -> str:
    where = ", ".join(str(path) for path in paths)
    found = sorted({source.suffix or "no suffix" for source in given if isinstance(source, Source)})
    listed = f"found only {', '.join(found[:_LISTED])}" if found else "it is empty"
    refused = [f"{one.source} {one.reason}" for one in given if isinstance(one, Rejected)][:3]
    known = ", ".join(suffixes())
    return f"{where}: nothing to read; {'; '.join((listed, *refused))}; expected files with {known}"


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
            own = source.path.relative_to(folder).as_posix()
            keys = [own + name[len(source.name) :], own] if name != source.name else [own]
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

"""Bytes to text: a byte order mark first, UTF-8 next, what the file declares, detection last and never silently."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO

from charset_normalizer import from_bytes

from ..ontology.errors import DocumentError
from .language import is_english

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = 8  # stray control characters that any text may have
_CONTROL_SHARE = 0.01  # and for each character beyond
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x85\u200b\ufeff")
_SAMPLE = 1 << 16  # bytes that decide about the encoding of a long table
_WIDE = 0.9  # share of zero bytes at every second place in Latin text of two bytes a character
_WESTERN = "cp1252"
_FEW = 0.1  # share of bytes beyond ASCII in English
_MOJIBAKE = ("â€™", "â€œ", "â€“", "Ã©", "Ã¼", "Ã¶")  # UTF-8 that was once read as Windows-1252


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, str | None]:
    """The text, without a byte order mark, and a note where it is not plain UTF-8.

    `declared` is the encoding that the file or its envelope names; it is believed where the bytes are not UTF-8 and
    all fit it. Raises DocumentError for binary data and for bytes that fit no encoding.
    """
    if not data.strip():
        raise DocumentError("is empty")
    text, note = _decoded(data, declared)
    if not text.strip():
        raise DocumentError("is empty")
    _refuse_binary(text)
    return text, note or _spoilt(text)


class Lines:
    """The lines of a long text, with their ends, decoded one by one; `note` says afterwards what `decode` would."""

    def __init__(self, stream: IO[bytes], longest: int) -> None:
        self.note: str | None = None
        self._stream = stream
        self._longest = longest
        self._encoding: str | None = None

    def __iter__(self) -> Iterator[str]:
        """Raises DocumentError for binary data, for bytes that fit no encoding, and for a line that has no end."""
        first = self._stream.readline(self._longest + 1)
        wide = next((encoding for mark, encoding in _MARKS if first.startswith(mark)), None)
        if wide is not None:
            rest = self._stream.read(self._longest + 1)
            if len(rest) > self._longest:
                raise DocumentError(f"is {wide.upper()} and too long to be decoded at once; save it as UTF-8")
            text, self.note = decode(first + rest)
            yield from text.splitlines(keepends=True)
            return
        line = first.removeprefix(codecs.BOM_UTF8)
        while line:
            if len(line) > self._longest:
                raise DocumentError(f"has a line of more than {self._longest:,} bytes, which is no row of a table")
            yield self._line(line)
            line = self._stream.readline(self._longest + 1)

    def _line(self, line: bytes) -> str:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = self._detected(line)
        _refuse_binary(text)
        return text

    def _detected(self, line: bytes) -> str:
        """In the encoding that fitted the first such line; a line that it does not fit is detected by itself."""
        if self._encoding is not None:
            try:
                return line.decode(self._encoding)
            except UnicodeDecodeError:
                return _detected(line)[0]
        encoding = _WESTERN
        if _western(line) is None:
            best = from_bytes(line).best()
            encoding = best.encoding if best is not None else ""
        if not encoding or b"\x00" in line:
            raise DocumentError("is neither UTF-8 nor in any encoding that could be detected; save it as UTF-8")
        self._encoding = encoding
        self.note = f"not UTF-8 in all its lines; those are decoded as {encoding}, which was detected"
        return line.decode(encoding)


def _decoded(data: bytes, declared: str | None) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), f"decoded as {encoding.upper()} by its byte order mark"
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        wide = _wide(data)
        if wide is not None:
            return _strictly(data, wide), f"not UTF-8; decoded as {wide}, which was detected"
        if b"\x00" in data[:4096]:
            raise DocumentError("is binary, not text") from error
    believed = _as_declared(data, declared)
    return believed if believed is not None else _detected(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, of mostly Latin text: every second byte is zero."""
    sample = data[: _SAMPLE & ~1]
    half = len(sample) // 2
    if not half or len(data) % 2:
        return None
    for encoding, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[::2].count(0))):
        if zeros >= _WIDE * half:
            return encoding
    return None


def _as_declared(data: bytes, declared: str | None) -> tuple[str, str] | None:
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
        text = data.decode(name)
    except (LookupError, ValueError, TypeError):
        return None
    return (text, f"not UTF-8; decoded as {name}, as it declares") if isinstance(text, str) else None


def _western(data: bytes) -> str | None:
    """The text in Windows-1252 where it is English: a few quotes, dashes and accents tell a detector too little."""
    if sum(byte > 0x7F for byte in data[:_SAMPLE]) > _FEW * min(len(data), _SAMPLE):
        return None
    try:
        text = data.decode(_WESTERN)
    except UnicodeDecodeError:
        return None
    return text if is_english(text) else None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"has the byte order mark of {encoding.upper()} but byte {error.start} does not fit"
        raise DocumentError(problem) from error


def _detected(data: bytes) -> tuple[str, str | None]:
    western = _western(data)
    if western is not None:
        return western, f"not UTF-8; decoded as {_WESTERN}, which was detected"
    best = from_bytes(data).best()
    if best is None:
        raise DocumentError("is neither UTF-8 nor in any encoding that could be detected; save it as UTF-8")
    return str(best), f"not UTF-8; decoded as {best.encoding}, which was detected"


def _refuse_binary(text: str) -> None:
    controls = sum(1 for c in text if (c < " " or "\x7f" <= c < "\xa0") and c not in _ALLOWED_CONTROLS)
    if "\x00" in text or controls > _CONTROLS + _CONTROL_SHARE * len(text):
        raise DocumentError(f"is binary, not text: {controls} of its {len(text)} characters are control characters")


def _spoilt(text: str) -> str | None:
    marks = sorted({mark for mark in _MOJIBAKE if text.count(mark) > 1})
    if not marks:
        return None
    return f"was decoded wrongly before it was saved ({', '.join(marks)} stand for other letters); left as it is"

"""Exceptions. A leaf is named for its consequence; the message says what was found, what was expected, what to do.

CasusError
├── InputError        the user's files, folders or options can not be used as they are
├── DocumentError     one document can not be read; the run goes on without it and reports it
├── OntologyError     the vocabulary, a lexicon or a knowledge file is wrong; nothing is built on it
├── ModelError        the language model is missing, damaged or not made for this version
├── QueryError        a SPARQL query or a packaged question can not be answered
└── IntegrityError    a graph does not prove what it states: a quote, an offset, a digest or a shape
"""

from __future__ import annotations


class CasusError(Exception):
    """Root of every error that casusgraph raises on purpose."""


class InputError(CasusError):
    """The user's files, folders or options can not be used as they are."""


class DocumentError(CasusError):
    """One document can not be read; the run goes on without it and reports it."""


class OntologyError(CasusError):
    """The vocabulary, a lexicon or a knowledge file is wrong; nothing is built on it."""


class ModelError(CasusError):
    """The language model is missing, damaged or not made for this version."""


class QueryError(CasusError):
    """A SPARQL query or a packaged question can not be answered."""


class IntegrityError(CasusError):
    """A graph does not prove what it states: a quote, an offset, a digest or a shape."""

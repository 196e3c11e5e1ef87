"""Folders and files to documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casusgraph.loaders import load
from casusgraph.loaders.encoding import decode
from casusgraph.ontology.errors import DocumentError, InputError
from casusgraph.ontology.records import Document, Noted, Rejected


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def documents(*paths: Path, manifest: Path | None = None) -> list[Document]:
    return [item for item in load(*paths, manifest=manifest) if isinstance(item, Document)]


def test_documents_come_in_the_order_of_their_names_with_text_unchanged(tmp_path: Path) -> None:
    write(tmp_path, b_txt="Second.\r\nLine\r\n", a__z_md="First.", c_txt="\ufeffThird.")
    found = documents(tmp_path)
    assert [d.sources for d in found] == [("a/z.md",), ("b.txt",), ("c.txt",)]
    assert [d.text for d in found] == ["First.", "Second.\r\nLine\r\n", "Third."]


def test_identical_texts_are_one_document_with_all_sources(tmp_path: Path) -> None:
    write(tmp_path, x_txt="The same.", a__y_txt="The same.", z_txt="Another.")
    assert [d.sources for d in documents(tmp_path)] == [("a/y.txt", "x.txt"), ("z.txt",)]


def test_several_inputs_keep_their_names_apart(tmp_path: Path) -> None:
    write(tmp_path, one__a_txt="First.", two__a_txt="Second.")
    assert [d.sources for d in documents(tmp_path / "two", tmp_path / "one")] == [("one/a.txt",), ("two/a.txt",)]


def test_a_manifest_gives_metadata_and_its_unused_rows_are_remarked(tmp_path: Path) -> None:
    rows = "file,title,published,publisher\na.txt,A title,2023-07,\ngone.txt,,2023,\n"
    write(tmp_path, a_txt="Text.", manifest_csv=rows)
    first, second = load(tmp_path)
    assert isinstance(first, Document)
    assert (first.title, first.published, first.publisher) == ("A title", "2023-07", None)
    assert isinstance(second, Noted)
    assert "gone.txt" in second.source


def test_the_manifest_of_a_parent_folder_holds_for_its_subfolders(tmp_path: Path) -> None:
    write(tmp_path, sub__a_txt="Text.", manifest_csv="file,published\nsub/a.txt,2020-01-02\n")
    assert [d.published for d in documents(tmp_path)] == ["2020-01-02"]


def test_a_given_manifest_is_used_for_files_named_alone(tmp_path: Path) -> None:
    write(tmp_path, texts__a_txt="Text.", other__list_csv="file,published\na.txt,2020\n")
    assert [d.published for d in documents(tmp_path / "texts", manifest=tmp_path / "other" / "list.csv")] == ["2020"]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("name,title\na.txt,x\n", "column 'file' is missing"),
        ("file,published\na.txt,yesterday\n", "published is 'yesterday'"),
        ("file,published\na.txt,2023-02-30\n", "published is '2023-02-30'"),
        ("file\na.txt\n./a.txt\n", "has a row already"),
        ("file,title\n,x\n", "'file' is empty"),
    ],
)
def test_a_wrong_manifest_is_named_with_its_row(tmp_path: Path, rows: str, problem: str) -> None:
    write(tmp_path, a_txt="Text.", manifest_csv=rows)
    with pytest.raises(InputError, match=problem):
        documents(tmp_path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\x00\x01\xff\xfe", "binary"),
        (b"\xff\xfea\x00b", "byte order mark"),
    ],
)
def test_an_unreadable_file_is_rejected_with_the_reason_and_stops_nothing(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    write(tmp_path, a_txt=content, b_txt="Fine.", c_docx=b"x")
    rejected, fine, unknown = load(tmp_path)
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason
    assert isinstance(fine, Document)
    assert isinstance(unknown, Rejected)
    assert ".docx" in unknown.reason


def test_an_encoding_that_had_to_be_detected_is_remarked(tmp_path: Path) -> None:
    text = "The president of São Tomé and Príncipe said that the café owners’ strike was over. " * 5
    write(tmp_path, a_txt=text.encode("cp1252"))
    noted, document = load(tmp_path)
    assert isinstance(noted, Noted)
    assert isinstance(document, Document)
    assert document.text == text


@pytest.mark.parametrize("files", [{}, {"a_docx": "x"}, {"manifest_csv": "file\n"}])
def test_nothing_to_read_is_an_error(tmp_path: Path, files: dict[str, str]) -> None:
    with pytest.raises(InputError, match="nothing to read"):
        list(load(write(tmp_path, **files)))


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        list(load(tmp_path / "nowhere"))


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except DocumentError:
        return
    assert text.encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_text_comes_back_as_it_is(text: str) -> None:
    if text.strip() and not text.startswith("\ufeff"):
        assert decode(text.encode()) == (text, None)


@pytest.mark.parametrize(
    ("source", "stem"),
    [("in/a.txt", "a"), ("a.zip!in/b.txt", "b"), ("in/table.csv!12", "table-12"), ("a.zip!t.csv!3", "t-3"), ("7", "7")],
)
def test_a_document_is_called_after_its_file_and_its_row(source: str, stem: str) -> None:
    assert Document("Text.", (source,)).name.rpartition("-")[0] == stem

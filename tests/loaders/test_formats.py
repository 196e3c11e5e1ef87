"""Every format: what it gives, and that damage of one file never touches another."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casusgraph.loaders import load
from casusgraph.loaders.limits import Limits
from casusgraph.ontology.coded import Coded
from casusgraph.ontology.errors import InputError
from casusgraph.ontology.records import Document, EntityType, Noted, Rejected

Item = Document | Coded | Rejected | Noted
SMALL = Limits(document=1 << 20, file=1 << 20, total=1 << 21, members=50, free=1 << 16)


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def read(folder: Path, files: Mapping[str, bytes], **options: object) -> list[Item]:
    return list(load(write(folder, files), **options))  # type: ignore[arg-type]


def documents(items: list[Item]) -> list[Document]:
    return [item for item in items if isinstance(item, Document)]


def rejected(items: list[Item]) -> dict[str, str]:
    return {item.source: item.reason for item in items if isinstance(item, Rejected)}


def notes(items: list[Item]) -> str:
    return "\n".join(f"{item.source}: {item.note}" for item in items if isinstance(item, Noted))


@pytest.mark.parametrize("name", sorted(samples.FILES))
def test_a_small_file_of_every_format_is_read_and_nothing_is_rejected(tmp_path: Path, name: str) -> None:
    items = read(tmp_path, {name: samples.FILES[name]()})
    assert rejected(items) == {}
    assert any(isinstance(item, Document | Coded) for item in items)


@pytest.mark.parametrize("name", ["a.html", "a.mhtml", "a.rss", "a.jsonl", "a.json", "a.csv", "a.parquet", "a.eml"])
def test_what_a_file_says_about_its_text_is_kept(tmp_path: Path, name: str) -> None:
    (document,) = documents(read(tmp_path, {name: samples.FILES[name]()}))
    assert (document.title, document.published, document.language) == (samples.TITLE, samples.DATE, "en")
    assert all(paragraph in document.text for paragraph in samples.PARAGRAPHS)


def test_a_page_gives_its_article_without_menu_banner_and_teasers(tmp_path: Path) -> None:
    (document,) = documents(read(tmp_path, {"a.html": samples.page()}))
    assert (document.publisher, document.author) == ("Example Herald", "Ana Example")
    assert document.url == "https://herald.example.org/peru-boats"
    assert not any(word in document.text for word in ("Home", "cookies", "Dockers", "Copyright"))


def test_a_page_is_decoded_as_it_declares_and_that_is_remarked(tmp_path: Path) -> None:
    content = samples.page(["Überall sagte Müller, was der naïve Café-Besitzer wollte. " * 5], charset="iso-8859-1")
    items = read(tmp_path, {"a.html": content}, any_language=True)
    assert "Überall sagte Müller" in documents(items)[0].text
    assert "iso8859-1, as it declares" in notes(items)


def test_the_pages_of_a_pdf_are_kept_and_its_running_header_is_marked(tmp_path: Path) -> None:
    pages = [samples.wrapped(paragraph) for paragraph in samples.PARAGRAPHS]
    (document,) = documents(read(tmp_path, {"a.pdf": samples.pdf(pages, header="Example Herald, page")}))
    assert all(paragraph in document.text for paragraph in samples.PARAGRAPHS)
    assert [document.page(document.text.index(paragraph)) for paragraph in samples.PARAGRAPHS] == [1, 2, 3]
    marked = [document.text[region.start : region.end] for region in document.boilerplate]
    assert marked == [f"Example Herald, page {number}" for number in (1, 2, 3)]


def test_quoted_mail_and_a_signature_are_marked_and_attachments_are_read(tmp_path: Path) -> None:
    attached = samples.page(["Another article about the same boats, and long enough to be taken for one. " * 5])
    items = read(tmp_path, {"a.eml": samples.mail(attached={"saved.html": attached})})
    mail, page = documents(items)
    assert (mail.sources, page.sources) == (("a.eml",), ("a.eml!saved.html",))
    assert {region.kind for region in mail.boilerplate} == {"quoted mail", "signature"}


def test_members_of_archives_are_named_after_them_and_equal_texts_are_folded(tmp_path: Path) -> None:
    inner = samples.zipped({"deep/b.txt": b"Another text."})
    files = {
        "a.zip": samples.zipped({"in/a.txt": samples.TEXT.encode(), "inner.zip": inner}),
        "a.txt": b"Another text.",
    }
    found = documents(read(tmp_path, files))
    assert [document.sources for document in found] == [("a.txt", "a.zip!inner.zip!deep/b.txt"), ("a.zip!in/a.txt",)]


def test_the_order_of_members_does_not_matter(tmp_path: Path) -> None:
    members = {f"{number}.txt": f"Text {number}.".encode() for number in (3, 1, 2)}
    one = documents(read(tmp_path / "one", {"a.zip": samples.zipped(members)}))
    other = documents(read(tmp_path / "two", {"a.zip": samples.zipped(dict(sorted(members.items())))}))
    assert one == other


def test_a_manifest_beside_an_archive_tells_of_its_members(tmp_path: Path) -> None:
    rows = b"file,published,title\na.zip!in/a.txt,2018-02-01,A title\n"
    files = {"a.zip": samples.zipped({"in/a.txt": samples.TEXT.encode()}), "manifest.csv": rows}
    (document,) = documents(read(tmp_path, files))
    assert (document.published, document.title) == ("2018-02-01", "A title")


@pytest.mark.parametrize(
    ("header", "columns"),
    [("Headline,Body,PubDate", {}), ("a,b,c", {"title": "a", "text": "b", "published": "c"})],
)
def test_columns_are_guessed_or_named(tmp_path: Path, header: str, columns: dict[str, str]) -> None:
    content = f"{header}\nA title,{'Some text of a row. ' * 3},2019-03-03\n".encode()
    (document,) = documents(read(tmp_path, {"a.csv": content}, columns=columns))
    assert (document.title, document.published) == ("A title", "2019-03-03")


def test_a_table_without_a_known_column_says_which_it_has(tmp_path: Path) -> None:
    reason = rejected(read(tmp_path, {"a.csv": b"a,b\n1,2\n"}))["a.csv!2"]
    assert "found: a, b" in reason
    assert "--columns text=COLUMN" in reason


def test_a_quote_that_is_never_closed_costs_its_row_and_no_other(tmp_path: Path) -> None:
    rows = [f'{number},"Text of row {number}, with a comma."' for number in range(2, 40)]
    rows[10] = '12,"An open quote'
    items = read(tmp_path, {"a.csv": ("id,text\n" + "\n".join(rows)).encode()})
    found = {source for document in documents(items) for source in document.sources}
    assert found | set(rejected(items)) == {f"a.csv!{number}" for number in range(2, 40)}
    assert set(rejected(items)) <= {"a.csv!12", "a.csv!13"}


def test_lines_that_are_no_record_are_rejected_by_themselves(tmp_path: Path) -> None:
    content = samples.jsonl(["One text.", "Two texts."]) + b'{"body": \n[1]\n{"other": "x"}\n'
    items = read(tmp_path, {"a.jsonl": content})
    assert [document.text for document in documents(items)] == ["One text.", "Two texts."]
    assert list(rejected(items)) == ["a.jsonl!3", "a.jsonl!4", "a.jsonl!5"]


def test_the_annotations_of_re3d_are_told_from_its_texts(tmp_path: Path) -> None:
    record = {"_id": "A", "sourceName": "Example Ministry", "sourceUrl": "https://e.example/", "text": "A text."}
    entity = {"_id": "A-0", "documentId": "A", "begin": 0, "end": 1, "type": "Location", "value": "A", "confidence": 1}
    lines = (json.dumps(record) + "\n") * 1 + json.dumps(record | {"text": "Another.", "_id": "B"}) + "\n"
    items = read(
        tmp_path, {"documents.json": lines.encode(), "entities.json": (json.dumps(entity) + "\n").encode() * 2}
    )
    assert [(d.text, d.publisher) for d in documents(items)] == [
        ("A text.", "Example Ministry"),
        ("Another.", "Example Ministry"),
    ]
    assert "annotation" in rejected(items)["entities.json"]


def test_a_feed_with_summaries_alone_is_remarked(tmp_path: Path) -> None:
    items = read(tmp_path, {"feed.xml": samples.feed([("One", "A short summary."), ("Two", samples.TEXT)])})
    assert [document.title for document in documents(items)] == ["One", "Two"]
    assert notes(items).count("only a summary") == 1


@pytest.mark.parametrize(
    ("name", "content", "read_as"),
    [
        ("page.txt", samples.page(), samples.TITLE),
        ("notes", b"A text without a suffix.", None),
        ("text.html", b"A text that is no page.", None),
    ],
)
def test_the_content_decides_where_it_tells(tmp_path: Path, name: str, content: bytes, read_as: str | None) -> None:
    (document,) = documents(read(tmp_path, {name: content}))
    assert document.title == read_as


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"%PDF-1.4 nothing", "damaged PDF"),
        ("b.pdf", samples.pdf([[]]), "no text on its 1 page"),
        ("a.zip", b"PK\x03\x04 nothing", "damaged zip"),
        ("a.docx", samples.zipped({"[Content_Types].xml": b"<x/>"}), "office"),
        ("a.tar", samples.FILES["a.tar"]()[:700], "damaged tar"),
        ("a.txt.gz", gzip.compress(b"x" * 9999, mtime=0)[:-9], "damaged"),
        ("a.parquet", b"PAR1" + b"x" * 50, "damaged Parquet"),
        ("a.json", b'{"text": ', "is not JSON"),
        ("a.html", b"<html><body><p></p></body></html>", "no article"),
        ("a.eml", b"From: a@b.example\nTo: c\nSubject: x\n\n", "without text"),
        ("a.rss", b"<rss><channel></channel></rss>", "without entries"),
        ("a.warc", b"WARC/1.0\r\nnothing", "nothing in it"),
        ("a.jsonl.gz", gzip.compress(b"", mtime=0), "nothing in it"),
        ("a.bin", b"\x00\x01\x02", "no known content"),
        ("a.csv", b"", "empty"),
    ],
)
def test_a_damaged_file_is_told_with_its_reason_and_stops_nothing(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    items = read(tmp_path, {name: content, "fine.txt": b"Fine."})
    assert reason in " ".join(rejected(items).values())
    assert [document.text for document in documents(items)] == ["Fine."]


def test_a_pdf_with_a_password_is_told(tmp_path: Path) -> None:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(samples.pdf([["Secret."]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "password" in rejected(read(tmp_path, {"a.pdf": out.getvalue(), "b.txt": b"Fine."}))["a.pdf"]


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/outside.txt", "in/../../outside.txt", "C:\\outside.txt"])
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_name_that_leads_out_of_an_archive_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str, kind: str
) -> None:
    packed = (samples.zipped if kind == "zip" else samples.tarred)({name: b"Evil.", "fine.txt": b"Fine."})
    items = read(tmp_path / "in", {f"a.{kind}": packed})
    assert [document.text for document in documents(items)] == ["Fine."]
    assert "leads out of the archive" in " ".join(rejected(items).values())
    assert sorted(path.name for path in tmp_path.rglob("*")) == [f"a.{kind}", "in"]


def test_links_in_archives_are_not_followed(tmp_path: Path) -> None:
    import io
    import tarfile
    import zipfile

    packed, info = io.BytesIO(), tarfile.TarInfo("link.txt")
    info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.addfile(info)
    zipped, link = io.BytesIO(), zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(zipped, "w") as archive_:
        archive_.writestr(link, "/etc/passwd")
    files = {"a.tar": packed.getvalue(), "a.zip": zipped.getvalue(), "b.txt": b"Fine."}
    assert all("link" in reason for reason in rejected(read(tmp_path, files)).values())


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.zip", samples.zipped({"bomb.txt": b"0" * (1 << 19)}), "zip bomb"),
        ("a.txt.gz", gzip.compress(b"0" * (1 << 19), mtime=0), "zip bomb"),
        (
            "a.zip",
            samples.zipped({f"{n}.txt": os.urandom(8).hex().encode() for n in range(60)}),
            "more than 50 members",
        ),
        ("a.tar", samples.tarred({f"{n}.txt": bytes([65 + n]) * (1 << 19) for n in range(8)}), "unpacks to more than"),
        ("a.txt", b"word " * (1 << 18), "more than 1 MB"),
    ],
)
def test_bombs_end_with_a_clear_message(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    items = read(tmp_path, {name: content, "fine.txt": b"Fine."}, limits=SMALL)
    assert reason in " ".join(rejected(items).values())
    assert "Fine." in [document.text for document in documents(items)]


def test_archives_in_archives_have_a_depth(tmp_path: Path) -> None:
    packed = b"A text."
    for depth in range(6):
        packed = samples.zipped({f"{depth}.zip" if depth else "a.txt": packed})
    assert "archives deep" in " ".join(rejected(read(tmp_path, {"a.zip": packed, "b.txt": b"B."})).values())


def test_a_page_of_very_many_links_keeps_all_its_text(tmp_path: Path) -> None:
    links = "".join(f'<a href="/{number}">Report &amp; {number}</a> <script>no()</script>' for number in range(20_001))
    page = f'<html lang="en"><title>All &quot;reports&quot;</title><body><h1>Archive</h1><p>{links}</p></body></html>'
    (document,) = documents(read(tmp_path, {"a.html": page.encode()}, any_language=True))
    assert document.text.startswith("Archive\nReport & 0 Report & 1 Report")
    assert document.text.endswith("Report & 20000")
    assert (document.title, document.language) == ('All "reports"', "en")


def test_a_page_of_fifty_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    content = b"<html><body>" + b"<p>A paragraph of a page that has no end, and goes on.</p>" * 900_000
    reason = rejected(read(tmp_path, {"a.html": content, "b.txt": b"B."}))["a.html"]
    assert "more than 10 MB" in reason


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Le ministre des affaires étrangères a déclaré lundi que son pays ne participerait pas à la réunion.",
            "French",
        ),
        ("Министр иностранных дел заявил в понедельник, что его страна не будет участвовать.", "Russian"),
        ("وزير الخارجية قال يوم الاثنين إن بلاده لن تشارك في الاجتماع", "Arabic"),
        (
            "Der Außenminister sagte am Montag, dass sein Land an dem Treffen nicht teilnehmen werde, wie es hieß.",
            "German",
        ),
    ],
)
def test_another_language_is_reported_and_not_read(tmp_path: Path, text: str, language: str) -> None:
    items = read(tmp_path, {"a.txt": text.encode(), "b.txt": b"B."})
    assert f"is in {language}" in rejected(items)["a.txt"]
    assert len(documents(read(tmp_path, {}, any_language=True))) == 2


@pytest.mark.parametrize("text", ["Hamas.", "Iran warned Israel.", "Zelenskyy, Kyiv, Kharkiv, Odesa", samples.TEXT])
def test_english_and_what_is_too_short_to_tell_is_read(tmp_path: Path, text: str) -> None:
    assert [document.text for document in documents(read(tmp_path, {"a.txt": text.encode()}))] == [text]


def test_a_date_in_the_future_is_kept_and_remarked(tmp_path: Path) -> None:
    items = read(tmp_path, {"a.csv": b"text,date\nA text of a row.,2199-01-01\n"})
    assert documents(items)[0].published == "2199-01-01"
    assert "in the future" in notes(items)


def test_a_date_that_means_two_days_is_not_used(tmp_path: Path) -> None:
    items = read(tmp_path, {"a.csv": b"text,date\nA text of a row.,03/04/2019\n"})
    assert documents(items)[0].published is None
    assert "'03/04/2019'" in notes(items)


def test_a_folder_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"closed/a.txt": b"A.", "b.txt": b"B."})
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    items = list(load(tmp_path))
    assert rejected(items) == {"closed": "can not be opened: Permission denied"}
    assert [document.text for document in documents(items)] == ["B."]


@pytest.mark.parametrize(
    ("module", "name", "command"),
    [
        ("trafilatura", "a.html", "pip install 'casusgraph[web]'"),
        ("feedparser", "a.rss", "pip install 'casusgraph[web]'"),
        ("warcio.archiveiterator", "a.warc", "pip install 'casusgraph[web]'"),
        ("pypdf", "a.pdf", "pip install 'casusgraph[pdf]'"),
        ("pyarrow.parquet", "a.parquet", "pip install 'casusgraph[tables]'"),
    ],
)
def test_what_is_not_installed_is_told_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str, command: str
) -> None:
    content = samples.FILES[name]()
    monkeypatch.setitem(sys.modules, module, None)
    assert command in rejected(read(tmp_path, {name: content, "b.txt": b"B."}))[name]


def test_standard_input_is_read_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(samples.page())))
    (document,) = documents(list(load("-")))
    assert (document.sources, document.title) == (("stdin",), samples.TITLE)


def test_a_row_of_acled_is_a_document_with_statements_and_the_row_as_quote(tmp_path: Path) -> None:
    (row,) = (item for item in read(tmp_path, {"a.csv": samples.acled()}) if isinstance(item, Coded))
    attacked, killed = row.events
    assert (attacked.type, attacked.date, killed.type, killed.quantity) == ("Attacked", "2019-03-03", "Killed", 4)
    named = {party.role: (party.name, party.body, party.type) for party in attacked.parties}
    assert named["actor"] == ("Military Forces of Peru (2018-)", "armed-forces", EntityType.ORGANIZATION)
    assert attacked.evidence == ((0, len(row.document.text)),)
    assert row.document.publisher == "ACLED"


@pytest.mark.parametrize(
    ("change", "date"),
    [({"time_precision": "3"}, "2019-03"), ({"event_date": "2019-03-03"}, "2019-03-03"), ({"event_date": "?"}, None)],
)
def test_the_date_of_an_event_is_as_exact_as_the_table_says(
    tmp_path: Path, change: dict[str, str], date: str | None
) -> None:
    (row,) = (item for item in read(tmp_path, {"a.csv": samples.acled([change])}) if isinstance(item, Coded))
    assert row.events[0].date == date


def test_what_could_not_be_mapped_is_counted_with_its_reason(tmp_path: Path) -> None:
    rows = [
        {},
        {"sub_event_type": "Other"},
        {"sub_event_type": "Other"},
        {"sub_event_type": "Unheard of"},
        {"actor1": ""},
    ]
    items = read(tmp_path, {"a.csv": samples.acled(rows)})
    told = notes(items)
    assert "5 rows gave 3 statements" in told
    assert "'Other': not specified (2 rows, the first on line 3)" in told
    assert "'Unheard of': is not in the mapping of this table (1 row, the first on line 5)" in told
    assert "without an actor" in told


def test_ucdp_says_who_killed_how_many_of_whom(tmp_path: Path) -> None:
    (row,) = (item for item in read(tmp_path, {"ged.csv": samples.ucdp()}) if isinstance(item, Coded))
    killed = [event for event in row.events if event.type == "Killed"]
    said = [([party.name for party in event.parties if party.role != "place"], event.quantity) for event in killed]
    assert said == [
        (["Government of Peru", "Example Front"], 3),
        (["Example Front", "Government of Peru"], 1),
        (["deaths_civilians"], 2),
    ]


@pytest.mark.parametrize(
    ("code", "kind", "modality"),
    [("130", "Threatened", "actual"), ("036", "Consulted", "planned"), ("1951", "Struck", "actual"), ("014", None, "")],
)
def test_the_longest_known_code_of_gdelt_counts(tmp_path: Path, code: str, kind: str | None, modality: str) -> None:
    items = read(tmp_path, {"20190303.export.CSV": samples.gdelt([{"EventCode": code}])})
    said = [(event.type, str(event.modality)) for item in items if isinstance(item, Coded) for event in item.events]
    assert said == ([(kind, modality)] if kind is not None else [])
    assert ("not mapped" in notes(items)) == (kind is None)


def test_a_long_row_is_quoted_by_the_lines_that_were_used(tmp_path: Path) -> None:
    (row,) = (
        item for item in read(tmp_path, {"a.csv": samples.acled([{"notes": "n" * 2_000}])}) if isinstance(item, Coded)
    )
    quotes = [row.document.text[start:end] for start, end in row.events[0].evidence]
    assert quotes[0] == "sub_event_type: Armed clash"
    assert "actor2: Example Front" in quotes
    assert max(map(len, quotes)) <= 900


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(samples.FILES)),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12)), min_size=1, max_size=4),
    end=st.floats(0.1, 1),
)
def test_any_damage_is_told_or_read_and_the_file_beside_it_is_not_lost(
    tmp_path: Path, name: str, cuts: list[tuple[float, bytes]], end: float
) -> None:
    data = bytearray(samples.FILES[name]())
    for place, piece in cuts:
        at = int(place * len(data))
        data[at : at + len(piece)] = piece
    items = read(tmp_path, {name: bytes(data[: int(end * len(data))]), "zz-fine.txt": b"Fine beside it."})
    assert "Fine beside it." in [document.text for document in documents(items)]
    assert len(items) > 1
    for document in documents(items):
        assert all(0 <= r.start < r.end <= len(document.text) for r in document.boilerplate)
    (tmp_path / name).unlink()


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff", b"\xff\xfe"])
def test_a_byte_order_mark_alone_is_an_empty_file(tmp_path: Path, content: bytes) -> None:
    assert "empty" in rejected(read(tmp_path, {"a.txt": content, "b.txt": b"B."}))["a.txt"]


def test_wrong_columns_are_explained() -> None:
    from casusgraph.loaders.columns import parse_columns

    assert parse_columns(["text=body,date=pubdate", "link=u"]) == {"text": "body", "published": "pubdate", "url": "u"}
    with pytest.raises(InputError, match="expected FIELD=COLUMN"):
        parse_columns(["body"])

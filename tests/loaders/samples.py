"""Files of every format, made by hand around one article, for tests and for the fuzzer."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage

TITLE = "Peru stops two Chilean boats"
DATE = "2019-03-03"
PARAGRAPHS = (
    "Peru's navy said on Monday that it had stopped two fishing boats without a licence some ninety miles off Tacna, "
    "and that the crews of both vessels were taken to the port of Ilo, where prosecutors will question them.",
    "Chile's foreign ministry asked Lima for an explanation. It said that one of the boats flew the Chilean flag and "
    "that it had told its ambassador to raise the matter with the Peruvian government before the end of the week.",
    "A spokesman for the navy denied that and said that neither boat had shown any flag when the patrol reached them. "
    "He warned that every vessel that fished in Peruvian waters without a licence would be stopped and searched.",
)
TEXT = "\n\n".join(PARAGRAPHS)


def page(paragraphs: Sequence[str] = PARAGRAPHS, *, title: str = TITLE, charset: str = "utf-8") -> bytes:
    """A news page with what surrounds an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    markup = f"""<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>{title} | Example Herald</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Example Herald">
<meta name="author" content="Ana Example"><meta property="article:published_time" content="{DATE}T10:00:00Z">
<link rel="canonical" href="https://herald.example.org/peru-boats"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="cookie-banner">We use cookies to improve your visit. <button>Accept all</button></div>
<article><h1>{title}</h1>{body}</article>
<aside class="related"><h3>Related</h3><ul><li><a href="/a">Dockers strike in Chile</a></li></ul></aside>
<footer>Copyright Example Herald</footer></body></html>"""
    return markup.encode(charset)


def pdf(pages: Sequence[Sequence[str]], *, header: str = "") -> bytes:
    """A PDF whose pages show these lines; the smallest that readers take."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for place, lines in enumerate(pages):
        shown = [f"{header} {place + 1}", *lines] if header else list(lines)
        text = " ".join(f"({_escaped(line)}) Tj T*" for line in shown)
        stream = f"BT /F1 10 Tf 14 TL 40 780 Td {text} ET".encode("cp1252")
        head = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * place} 0 R"
        objects.append(f"<< {head} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _assembled(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def wrapped(text: str, width: int = 90) -> list[str]:
    """The text in lines as a page has them."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def feed(entries: Sequence[tuple[str, str]] = ((TITLE, TEXT),)) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>https://herald.example.org/{place}</link>"
        f"<pubDate>Mon, 03 Mar 2019 10:00:00 GMT</pubDate><description><![CDATA[<p>{text}</p>]]></description></item>"
        for place, (title, text) in enumerate(entries)
    )
    head = "<title>Example Herald</title><language>en</language><link>https://herald.example.org/</link>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def record(text: str = TEXT) -> dict[str, object]:
    return {"headline": TITLE, "body": text, "pub_date": f"{DATE}T10:00:00Z", "source": {"name": "Example Herald"}}


def jsonl(texts: Sequence[str] = (TEXT,)) -> bytes:
    return "".join(json.dumps(record(text)) + "\n" for text in texts).encode()


def csv(texts: Sequence[str] = (TEXT,), *, delimiter: str = ",") -> bytes:
    rows = [delimiter.join(("title", "text", "date", "publisher"))]
    for text in texts:
        quoted = text.replace('"', '""')
        rows.append(delimiter.join((f'"{TITLE}"', f'"{quoted}"', DATE, "Example Herald")))
    return ("\n".join(rows) + "\n").encode()


def parquet(texts: Sequence[str] = (TEXT,)) -> bytes:
    import pyarrow
    import pyarrow.parquet

    out = io.BytesIO()
    columns = {"title": [TITLE] * len(texts), "text": list(texts), "date": [DATE] * len(texts)}
    pyarrow.parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


def mail(text: str = TEXT, *, attached: Mapping[str, bytes] | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Ana Example <ana@example.org>", "desk@example.org"
    message["Subject"], message["Date"] = TITLE, "Mon, 03 Mar 2019 10:00:00 +0000"
    message.set_content(f"{text}\n\nOn Sunday the desk wrote:\n> Send us what you have.\n\n-- \nAna Example\nReporter")
    for name, content in (attached or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def mhtml(content: bytes | None = None) -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://herald.example.org/peru-boats\r\n"
        f"Subject: {TITLE}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----part"\r\n\r\n'
        "------part\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return head.encode() + (page() if content is None else content) + b"\r\n------part--\r\n"


def warc(pages: Sequence[bytes] | None = None) -> bytes:
    """Answers of a server as a crawler keeps them."""
    out = b""
    for place, content in enumerate([page()] if pages is None else pages):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + content
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example.org/{place}\r\n"
            f"WARC-Date: 2019-03-04T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{place:032d}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        out += head.encode() + answer + b"\r\n\r\n"
    return out


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2019, 3, 3, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members: Mapping[str, bytes], *, mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def acled(rows: Sequence[Mapping[str, str]] = ({},)) -> bytes:
    """Rows of an ACLED export; invented events, the columns of the codebook."""
    usual = {
        "event_id_cnty": "PER1", "event_date": "03 March 2019", "year": "2019", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
        "actor1": "Military Forces of Peru (2018-)", "assoc_actor_1": "", "inter1": "1",
        "actor2": "Example Front", "inter2": "2", "iso": "604", "region": "South America", "country": "Peru",
        "admin1": "Tacna", "location": "Tacna", "latitude": "-18.0", "longitude": "-70.2", "geo_precision": "1",
        "source": "Example Herald; Example Radio", "source_scale": "National",
        "notes": "On 3 March 2019, soldiers clashed with fighters of the Example Front near Tacna. 4 fatalities.",
        "fatalities": "4", "tags": "", "timestamp": "1551657600",
    }  # fmt: skip
    return _rows([usual | dict(row) for row in rows])


def ucdp(rows: Sequence[Mapping[str, str]] = ({},)) -> bytes:
    usual = {
        "id": "1", "relid": "PER-2019-1", "year": "2019", "type_of_violence": "1", "conflict_name": "Peru: Government",
        "dyad_name": "Government of Peru - Example Front", "side_a": "Government of Peru", "side_b": "Example Front",
        "source_article": "Example Herald, 2019-03-04", "source_office": "Example Herald", "source_date": "2019-03-04",
        "where_coordinates": "Tacna town", "adm_1": "Tacna department", "country": "Peru", "date_prec": "1",
        "date_start": "2019-03-03 00:00:00.000", "date_end": "2019-03-03 00:00:00.000", "deaths_a": "1",
        "deaths_b": "3", "deaths_civilians": "2", "deaths_unknown": "0", "best": "6", "high": "6", "low": "6",
    }  # fmt: skip
    return _rows([usual | dict(row) for row in rows])


def _rows(rows: Sequence[Mapping[str, str]]) -> bytes:
    lines = [",".join(rows[0])]
    for row in rows:
        lines.append(",".join('"' + value.replace('"', '""') + '"' for value in row.values()))
    return ("\n".join(lines) + "\n").encode()


def gdelt(rows: Sequence[Mapping[str, str]] = ({},)) -> bytes:
    from casusgraph.loaders.mapping import tables

    usual = {
        "GLOBALEVENTID": "1400000001", "SQLDATE": "20190303", "MonthYear": "201903", "Year": "2019",
        "FractionDate": "2019.17", "Actor1Code": "PER", "Actor1Name": "PERU", "Actor1CountryCode": "PER",
        "Actor2Code": "CHLGOV", "Actor2Name": "CHILE", "Actor2CountryCode": "CHL", "Actor2Type1Code": "GOV",
        "IsRootEvent": "1", "EventCode": "130", "EventBaseCode": "130", "EventRootCode": "13", "QuadClass": "3",
        "GoldsteinScale": "-4.4", "NumMentions": "2", "NumSources": "1", "NumArticles": "2", "AvgTone": "-2.1",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Tacna, Tacna, Peru", "ActionGeo_CountryCode": "PE",
        "DATEADDED": "20190303101500", "SOURCEURL": "https://herald.example.org/peru-boats",
    }  # fmt: skip
    columns = next(table.columns for table in tables() if table.columns)
    return "".join("\t".join((usual | dict(row)).get(name, "") for name in columns) + "\n" for row in rows).encode()


FILES: Mapping[str, Callable[[], bytes]] = {
    "a.txt": TEXT.encode,
    "a.md": lambda: f"# {TITLE}\n\n{TEXT}\n".encode(),
    "a.html": page,
    "a.mhtml": mhtml,
    "a.rss": feed,
    "a.jsonl": jsonl,
    "a.json": lambda: json.dumps({"articles": [record()]}).encode(),
    "a.csv": csv,
    "a.tsv": lambda: csv(["Peru stops boats. " * 9], delimiter="\t"),
    "a.parquet": parquet,
    "a.pdf": lambda: pdf([wrapped(paragraph) for paragraph in PARAGRAPHS]),
    "a.eml": mail,
    "a.zip": lambda: zipped({"in/a.txt": TEXT.encode(), "a.html": page()}),
    "a.tar": lambda: tarred({"in/a.txt": TEXT.encode(), "a.html": page()}),
    "a.tar.gz": lambda: tarred({"in/a.txt": TEXT.encode()}, mode="w:gz"),
    "a.txt.gz": lambda: gzip.compress(TEXT.encode(), mtime=0),
    "a.warc": warc,
    "acled.csv": acled,
    "ucdp.csv": ucdp,
    "gdelt.export.CSV": gdelt,
}
"""One small file of every format, by name."""

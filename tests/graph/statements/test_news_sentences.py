"""Plain sentences of news through the whole reader: what must, and what must never, come out of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], list[str]]

PLAIN = [
    (
        "The Biden administration announced plans to provide Ukraine with anti-personnel mines.",
        "Supplied(Government of the United States > recipient:Ukraine, weapon:anti-personnel mines) planned",
    ),
    ("Turkey's parliament ratified Sweden's membership in NATO.", "Signed(Parliament of Turkey > "),
    ("The rebels took Bunia on Friday.", "Captured(rebels > object:Bunia)"),
    ("M23 took the town of Sake.", "Captured(M23 > object:Sake)"),
    ("The town of Sake fell to M23.", "Captured(M23 > object:Sake)"),
    ("Gunmen seized a hotel in Mogadishu.", "Captured(gunmen > object:hotel"),
    ("The strike killed one Hezbollah fighter.", "Killed(- > recipient:Hezbollah) 1"),
    ("The Somali army killed 30 al-Shabab fighters.", "Killed(Armed Forces of Somalia > recipient:al-Shabaab) 30"),
    ("Gunmen killed two and wounded five others.", "Killed(gunmen > ) 2"),
    ("Gunmen killed two and wounded five others.", "Wounded(gunmen > ) 5"),
    ("A soldier was killed and three were wounded.", "Wounded(- > recipient:soldier) 3"),
    (
        "UN peacekeepers were killed in an ambush in Mali.",
        "Killed(- > recipient:United Nations peacekeepers, place:Mali)",
    ),
    ("Police entered Mekelle on Tuesday.", "Advanced(police > destination:Mekele)"),
    ("Russian troops crossed the border.", "Advanced(Armed Forces of Russia > place:border)"),
    ("Ukrainian forces retook Kherson.", "Recaptured(Armed Forces of Ukraine > object:Kherson)"),
    ("The Ukrainian army pushed the Russians back.", "Repelled(Armed Forces of Ukraine > recipient:Russians)"),
    ("The president welcomed the deal.", "Supported(president > )"),
    ("Germany sent Ukraine 14 tanks.", "Supplied(Germany > recipient:Ukraine, weapon:tanks) 14"),
    ("Poland supplied Ukraine with howitzers.", "Supplied(Poland > recipient:Ukraine, weapon:howitzers)"),
    ("Troops launched an assault from Belarus to an airport in Hostomel.", "Attacked(troops > "),
    ("General Hansen, who led counter-offensive operations in the south, was dismissed.", "Attacked(Hansen > )"),
    ("NATO is concerned about the continued build-up of military forces around Ukraine.", "Massed(- > place:Ukraine)"),
    (
        "The minister said that Accra has no issue with Togo and Benin.",
        "Said(minister > topic:Government of Ghana, topic:Togo, topic:Benin)",
    ),
    ("Hamas fired dozens of rockets at Israel.", "Launched(Hamas > recipient:Israel, weapon:rockets)"),
    ("Riot police fired tear gas at protesters.", "Launched(riot police > recipient:protesters, weapon:tear gas)"),
    ("Colonel Ilse Varden died in an ambush near Gao.", "Killed(- > recipient:Ilse Varden"),
    ("Thousands protested in Paris.", "Protested(- > place:Paris)"),
    ("Hundreds of people fled to Uganda.", "Evacuated(people > destination:Uganda)"),
    ("Hungary vetoed the aid package.", "Rejected(Hungary > )"),
    ("Niger broke off relations with Ukraine.", "ReducedRelations(Niger > recipient:Ukraine)"),
    ("The African Union suspended Gabon.", "Sanctioned(African Union > recipient:Gabon)"),
    ("The Taliban banned women from universities.", "Coerced(Taliban > recipient:women)"),
    ("The UN Security Council adopted a resolution on Gaza.", "Authorized(United Nations Security Council > )"),
    ("Biden signed a law on aid for Ukraine.", "Authorized(Joe Biden > )"),
    ("Israel allowed aid into Gaza.", "Authorized(Israel > )"),
    ("The ICC issued an arrest warrant for Putin.", "Accused(International Criminal Court > recipient:Vladimir Putin)"),
    ("The UN voiced concern over the fighting.", "ExpressedConcern(United Nations > )"),
    ("Norway pushed for a ceasefire in Sudan.", "Urged(Norway > "),
    ("The United Nations turned down Japan's request to speak.", "Urged(Japan > )"),
    ("Kenya issued an appeal to Uganda for calm.", "Urged(Kenya > recipient:Uganda"),
    ("ETA accepted responsibility for the bombings.", "Claimed(ETA > )"),
    ("Kenya will not lift the ban imposed on Hezbollah.", "Sanctioned(- > recipient:Hezbollah)"),
]
"""Common sentences with what a reader expects of them."""

OTHER = [
    ("The film took London by storm.", "Captured("),
    ("Labour took the town in the election.", "Captured("),
    ("Her father took the train to Goma.", "Captured("),
    ("The soldiers took the road to Goma.", "Captured("),
    ("Students entered the hall.", "Advanced("),
    ("Police entered the house in Lyon.", "Advanced("),
    ("Shares in the company fell to a record low.", "Captured("),
    ("The company approved the plan.", "Authorized("),
    ("The club banned the player for life.", "Coerced("),
    ("A reservoir provides the town with water.", "Supplied("),
    ("The website provides readers with information.", "Supplied("),
    ("President Ivanova died in hospital.", "Killed("),
    ("The council pushed back the elections.", "Urged("),
    ("Customers pushed for lower prices.", "Urged("),
    ("Thousands visited the museum in Paris.", "Protested("),
    ("The airline suspended its captain.", "Sanctioned("),
    ("The singer signed a record deal with a label.", "Authorized("),
    ("The fire killed two and wounded five others.", "Attacked("),
]
"""Sentences with the same words in other senses."""



@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Sweden applied to join NATO.", "AppliedToJoin(Sweden > recipient:NATO)"),
        ("Ukraine has applied to join the European Union.", "AppliedToJoin(Ukraine > recipient:European Union)"),
        ("Georgia submitted its application to join NATO.", "AppliedToJoin(Georgia > recipient:NATO)"),
        ("Georgia is expected to apply to join NATO.", "AppliedToJoin(Georgia > recipient:NATO) expected"),
        (
            "Houthi rebels fired ballistic missiles at a US destroyer, but they were intercepted.",
            "Launched(Houthis > ",
        ),
        ("China warned the Philippines against sending ships to Scarborough Shoal.", "Deployed(Philippines > "),
        ("Gunmen killed 60 people in an attack on a village.", "Attacked(gunmen > "),
        (
            "Colonel Ilse Varden said that the coast guard had fired two Kestrel missiles at a boat.",
            "Launched(coast guard > ",
        ),
        ("Two soldiers were killed and five wounded when a bomb exploded near Timbuktu.", "Wounded(- > "),
        ("Hezbollah threatened to attack Israel.", "Threatened(Hezbollah > recipient:Israel)"),
    ],
)
def test_it_is_read(text: str, there: str, reader: Read) -> None:
    found = reader(text)
    assert any(line.startswith(there) for line in found), found


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Finland and Sweden formally applied for NATO membership on Wednesday.", "Joined("),
        ("Sweden applied to join NATO.", "Joined(Sweden > recipient:NATO) attempted"),
        ("Turkey will deploy F-16 jets to Romania, Minister Yasar Guler told reporters.", " 16"),
        ("Turkey will deploy F-16 jets to Romania, Minister Yasar Guler told reporters.", "Deployed(Yaşar Güler"),
        ("Houthi rebels fired missiles at a US destroyer, but they were intercepted.", "Struck("),
        ("China warned the Philippines against sending ships to Scarborough Shoal.", "Supplied("),
        ("India accused Pakistan of violating the ceasefire along the Line of Control.", "Rejected("),
        ("India accused Pakistan of violating the ceasefire along the Line of Control.", "Attacked("),
        ("Two soldiers were killed when a roadside bomb exploded near Timbuktu.", "object:Timbuktu"),
        ("The White House hopes to deter further Russian aggression against Ukraine.", "negative"),
    ],
)
def test_it_is_never_read(text: str, never: str, reader: Read) -> None:
    found = reader(text)
    assert not any(never in line for line in found), found


@pytest.mark.parametrize(("text", "there"), PLAIN)
def test_plain_news_is_read(text: str, there: str, reader: Read) -> None:
    found = reader(text)
    assert any(line.startswith(there) for line in found), found


@pytest.mark.parametrize(("text", "never"), OTHER)
def test_other_senses_of_the_same_words_are_not(text: str, never: str, reader: Read) -> None:
    found = reader(text)
    assert not any(never in line for line in found), found

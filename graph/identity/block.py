"""Which pairs of accounts are worth comparing: those that share a key, and are near each other in its order.

Within a key, accounts stand in an order of their content (day, then key fields, then id), and each is compared with the
next few only, so that cost grows with the number of accounts and not with its square. The order in which accounts
arrive plays no part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from .account import Account

REACH = 8
"""How many of the accounts that follow it under a key an account is compared with."""
_ALL = 24
"""Size up to which all pairs under a key are compared."""

Pair = tuple[int, int]
"""Two positions in a sequence of accounts, the smaller first."""


def pairs(accounts: Sequence[Account]) -> Iterator[Pair]:
    """Pairs to compare, each once, in no promised order; the accounts stand in the order of their ids."""
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, account in enumerate(accounts):
        for key in keys(account):
            blocks[key].append(position)
    order = [_order(account) for account in accounts]
    seen: set[int] = set()
    size = len(accounts)
    for members in blocks.values():
        members.sort(key=order.__getitem__)
        reach = len(members) if len(members) <= _ALL else REACH
        for place, one in enumerate(members):
            for other in members[place + 1 : place + 1 + reach]:
                number = one * size + other if one < other else other * size + one
                if number not in seen:
                    seen.add(number)
                    yield (one, other) if one < other else (other, one)


def keys(account: Account) -> Iterator[tuple[str, ...]]:
    """What accounts of one event are expected to share at least one of."""
    family, stage = account.family, account.stage
    for place in sorted(account.points or account.places):
        yield "place", family, stage, place
    for side in sorted(account.sides):
        yield "actor", family, stage, side
        for target in sorted(account.targets | account.against):
            yield "pair", family, stage, side, target
        for weapon in sorted(account.weapons):
            yield "weapon", family, stage, side, weapon
    if not account.sides:
        for target in sorted(account.targets | account.against):
            yield "target", family, stage, target
    if account.quantity is not None:
        yield "quantity", family, stage, str(account.quantity)


def _order(account: Account) -> tuple[int, tuple[str, ...], tuple[str, ...], str]:
    when = account.day or account.said or (0, 0)
    return when[0], tuple(sorted(account.places)), tuple(sorted(account.targets)), account.statement

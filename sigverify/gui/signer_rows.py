"""`SignerRows`: all signers in order, and who of them holds the words searched for; it knows no Qt.

It is made where there is time, on the desk's thread, and given away to the list's model. From then on who comes, goes
or changes costs what it costs among few: nothing is sorted, copied or laid out again but for the places in order, a
number each. A search looks at the lines that may hold the words, see `NameIndex`, and no further than is shown.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import merge
from typing import Literal
from unicodedata import combining, normalize

import numpy as np

from sigverify.gui.name_index import NameIndex
from sigverify.gui.rows_at import RowsAt
from sigverify.gui.signer_view import SignerView

SignerOrder = Literal["name", "newest", "due"]
"""By name; those who signed last first; those whose references are missing or have grown old first."""

_GONE = "\0"
"""Stands in the place of who is gone; nobody types it."""

_SORTED_AT_ONCE = 1000
"""Found ones that are put in an order other than by name at once; of more the list is gone through instead."""


_LET_GO = 1000
"""Signers that are forgotten in one step."""


class SignerRows:
    """Signers by name, and by whatever order was chosen; whoever has been given it is the only one who uses it.

    Each has a place that stays, whatever the order. names: how often a name came, went or changed.
    """

    def __init__(self, signers: Iterable[SignerView] = ()) -> None:
        keyed = sorted((folded(one.name), one.signer_id, one) for one in signers)  # no two bear one id
        self._views: list[SignerView | None] = [one for _, _, one in keyed]
        self._names = [name for name, _, _ in keyed]
        self._lines = [_line(name, one) for name, _, one in keyed]
        self._place = {signer_id: place for place, (_, signer_id, _) in enumerate(keyed)}
        self._index = NameIndex(self._lines)
        self._loose: dict[int, None] = {}
        """Places whose line is not as the index knows it."""
        every = [one for _, _, one in keyed]
        self._ranks: dict[SignerOrder, array[float]] = {
            order: array("d", (_rank(one, order) for one in every)) for order in ("newest", "due")
        }
        self._by_name = array("i", range(len(keyed)))
        self.order: SignerOrder = "name"
        self._ordered = self._by_name
        self.enrolled = sum(one.reference_count > 0 for one in every)
        self.samples = sum(one.sample for one in every)
        self.names = 0

    def __len__(self) -> int:
        return len(self._by_name)

    def __iter__(self) -> Iterator[SignerView]:
        """Give all by name."""
        return (self.view(place) for place in self._by_name)

    def as_now(self) -> Sequence[SignerView]:
        """Return all by name for another thread: who comes, goes or changes from now on is not seen there."""
        return RowsAt(self._views, self._by_name).as_now()

    @property
    def ids(self) -> Collection[str]:
        """The ids of all, quick to look up, as they are now and become."""
        return self._place.keys()

    def named(self, number: int) -> SignerView:
        """Return the signer of this number by name."""
        return self.view(self._by_name[number])

    def number_of(self, signer_id: str) -> int | None:
        """Return which number by name a signer has, None where there is none of this id."""
        place = self._place.get(signer_id)
        return self._row(place, "name") if place is not None else None

    def signer(self, signer_id: str) -> SignerView | None:
        """Return a signer, None where there is none of this id."""
        place = self._place.get(signer_id)
        return self._views[place] if place is not None else None

    def place_of(self, signer_id: str) -> int | None:
        """Return the place of a signer, None where there is none of this id."""
        return self._place.get(signer_id)

    def view(self, place: int) -> SignerView:
        """Return the signer at a place."""
        found = self._views[place]
        assert found is not None, "nobody asks for a place that was given up"
        return found

    @property
    def places(self) -> "array[int]":
        """The places of all in the order that was chosen, as it is now and becomes: not to be changed."""
        return self._ordered

    def row_of(self, place: int) -> int:
        """Return where a place stands in the order that was chosen."""
        return self._row(place, self.order)

    def order_by(self, order: SignerOrder) -> None:
        """Put all in another order; those that are equal in it, by name."""
        self.order = order
        self._ordered = self._by_name
        if order != "name":
            places = np.array(self._by_name)
            ranks = np.array(self._ranks[order])[places]
            self._ordered = array("i", places[np.argsort(ranks, kind="stable")].astype("i").tobytes())

    def find(self, words: str) -> Iterator[int]:
        """Give the places that hold these words, folded, in order; to be used up before anything is changed."""
        lines, loose = self._lines, self._loose
        may = self._index.holding(words)
        if may is None or (self.order != "name" and len(may) > _SORTED_AT_ONCE):
            return (place for place in self._ordered if words in lines[place])
        known = (place for place in _few_by_few(may) if words in lines[place] and place not in loose)
        others = [place for place in loose if words in lines[place]]
        if self.order != "name":
            return iter(sorted([*known, *others], key=self._key))
        return merge(known, sorted(others, key=self._key), key=self._key) if others else known

    def stays(self, view: SignerView) -> bool:
        """Return whether a signer who is there would stand, and be found, where they are."""
        place = self._place[view.signer_id]
        name = folded(view.name)
        return (
            self._names[place] == name
            and self._lines[place] == _line(name, view)
            and (self.order == "name" or self._ranks[self.order][place] == _rank(view, self.order))
        )

    def row_for(self, view: SignerView) -> int:
        """Return in which row a signer would stand among all the others."""
        key = (0.0 if self.order == "name" else _rank(view, self.order), folded(view.name), view.signer_id)
        row = bisect_left(self._ordered, key, key=self._key)
        own = self._place.get(view.signer_id)
        return row - 1 if own is not None and self.row_of(own) < row else row

    def put(self, view: SignerView) -> None:
        """Have a signer as they are now, be they new or not."""
        place = self._place.get(view.signer_id)
        name = folded(view.name)
        if place is None:
            place = self._place[view.signer_id] = len(self._views)
            self._views.append(view)
            self._names.append(name)
            self._lines.append("")
            for ranks in self._ranks.values():
                ranks.append(0.0)
            was_there = False
        else:
            self._count(self.view(place), -1)
            was_there = True
        line, keyed = _line(name, view), [_rank(view, order) for order in self._ranks]
        moves = not was_there or name != self._names[place]
        if self.order != "name":
            moves = moves or _rank(view, self.order) != self._ranks[self.order][place]
        if was_there and moves:
            self._take_out(place)
        self.names += not was_there or self.view(place).name != view.name
        if line != self._lines[place]:
            self._loose[place] = None
        self._views[place], self._names[place], self._lines[place] = view, name, line
        for ranks, rank in zip(self._ranks.values(), keyed, strict=True):
            ranks[place] = rank
        if moves:
            self._put_in(place)
        self._count(view, 1)

    def drop(self, signer_id: str) -> None:
        """Forget a signer, who must be there."""
        place = self._place[signer_id]
        self._take_out(place)
        del self._place[signer_id]
        self._count(self.view(place), -1)
        self._views[place], self._names[place], self._lines[place] = None, "", _GONE
        self._loose.pop(place, None)
        self.names += 1

    def let_go(self) -> Iterator[None]:
        """Forget everybody in steps of less than a millisecond; nobody may use this any more.

        To let go of a hundred thousand in one is longer than a frame.
        """
        held = (self._views, self._names, self._lines)
        while self._views or self._place:
            for known in held:
                del known[-_LET_GO:]
            for _ in range(min(_LET_GO, len(self._place))):
                self._place.popitem()
            yield

    def _count(self, view: SignerView, times: int) -> None:
        self.enrolled += times * (view.reference_count > 0)
        self.samples += times * view.sample

    def _take_out(self, place: int) -> None:
        del self._by_name[self._row(place, "name")]
        if self.order != "name":
            del self._ordered[self._row(place, self.order)]

    def _put_in(self, place: int) -> None:
        self._by_name.insert(self._row(place, "name"), place)
        if self.order != "name":
            self._ordered.insert(self._row(place, self.order), place)

    def _row(self, place: int, order: SignerOrder) -> int:
        """Return where a place stands, or would, in an order."""
        if order == "name":
            return bisect_left(self._by_name, self._key_by_name(place), key=self._key_by_name)
        return bisect_left(self._ordered, self._key(place), key=self._key)

    def _key(self, place: int) -> tuple[float, str, str]:
        rank = 0.0 if self.order == "name" else self._ranks[self.order][place]
        return (rank, self._names[place], self.view(place).signer_id)

    def _key_by_name(self, place: int) -> tuple[str, str]:
        return (self._names[place], self.view(place).signer_id)


def folded(words: str) -> str:
    """Return words without capitals and accents, as people sort and search them."""
    if words.isascii():
        return words.casefold()
    return "".join(letter for letter in normalize("NFKD", words.casefold()) if not combining(letter))


def _line(name: str, view: SignerView) -> str:
    """Return what is searched of a signer; nothing is found across name and purpose."""
    if not view.purpose:
        return name
    return f"{name}\t{folded(view.purpose)}"


def _rank(view: SignerView, order: SignerOrder) -> float:
    """Return by what signers are put in an order other than by name, the first least."""
    if order == "newest":
        return -view.last_at.timestamp() if view.last_at is not None else 0.0
    return float((view.reference_count > 0) + (not view.grown_old))


def _few_by_few(places: "np.ndarray[tuple[int], np.dtype[np.integer]]") -> Iterator[int]:
    for first in range(0, len(places), 100):
        yield from places[first : first + 100].tolist()

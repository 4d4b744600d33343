"""Reading many rows a page at a time, each page by a query of its own.

A cursor kept open on a server would do the same, but dies with its connection: what then fails is its closing, and that
is told in the place of what happened.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, tuple_


def pages(
    connection: Connection, query: Select[Any], keys: Sequence[Any], at_once: int, after: Sequence[Any] = ()
) -> Iterator[list[Row[Any]]]:
    """Yield the rows of a query in order of columns that no two rows share, at most `at_once` together, no empty page.

    query: has the columns `keys` among its own. after: only rows whose key is beyond this one. A row may be
    changed once its page is there.
    """
    while True:
        beyond = query.where(tuple_(*keys) > tuple_(*after, types=[key.type for key in keys])) if after else query
        page = list(connection.execute(beyond.order_by(*keys).limit(at_once)).all())
        if page:
            yield page
        if len(page) < at_once:
            return
        after = [page[-1]._mapping[key] for key in keys]

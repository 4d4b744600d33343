"""What a session is called that nobody named."""

from datetime import datetime


def today() -> str:
    """Return today's date where the person is, YYYY-MM-DD: signatures of one sitting are of one session.

    The date of UTC would change in the middle of a desk's working day, in the afternoon of America and the morning of
    Asia, and tear one sitting into two, which training would take for writing on different days.
    """
    return datetime.now().astimezone().date().isoformat()

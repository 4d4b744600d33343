"""Tables that are opened by a spreadsheet."""


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: names are typed by people."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value

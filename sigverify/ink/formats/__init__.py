"""One file a file format; each reads into a `Recording`."""

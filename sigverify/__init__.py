"""sigverify tells whether a signature written on a pen tablet is its owner's."""

__version__ = "0.1.0"

"""Models behind lists and tables: signers, what was collected, signatures."""

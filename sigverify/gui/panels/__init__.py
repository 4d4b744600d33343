"""The places of the window and what stands around them."""

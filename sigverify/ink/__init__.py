"""What a pen writes: recordings, features, quality, synthetic ink, file formats."""

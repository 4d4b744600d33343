"""From scores to error rates; numpy only."""

"""From features of a questioned signature to a decision: template, score, calibration, live score."""

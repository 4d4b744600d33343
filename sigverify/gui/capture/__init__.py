"""The pad: pen, mouse and touch events become ink on the screen and recordings."""

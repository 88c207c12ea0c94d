"""From the watch list to `raw/egov/`: what e-Gov is asked for, and what of its answers is kept."""

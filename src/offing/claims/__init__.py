"""Claims: attribution, events, modality and actors."""

"""Who places are: gazetteer, matching, positions and offsets."""

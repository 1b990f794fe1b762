"""The brief: what is said first, tables, map, page."""

"""Every address of the API, one module for each part of the path."""

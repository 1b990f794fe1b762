"""The desk's page as files, without a browser."""

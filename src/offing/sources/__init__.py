"""The only room that may touch the network."""

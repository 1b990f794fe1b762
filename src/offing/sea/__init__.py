"""The sea: coast, mesh, hierarchy, routes."""

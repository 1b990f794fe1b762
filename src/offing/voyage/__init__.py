"""What going round costs: voyages, lanes, and what a scenario does to them."""

"""Puts items in order: causes first, seasons kept; near to a ranking, or woven. Knows no stories. Of our own packages
it imports the model alone. docs/plan-order.md has the mathematics."""

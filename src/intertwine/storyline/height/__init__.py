"""Heights for an order: fast, least for the order, and least over all orders with the fewest crossings.

Imports `prove`, `order` and the modules beside this package.
"""

"""From an order with heights to a picture: coordinates, then a list of shapes, then SVG, PDF, PNG or JSON.

Imports `height` (for its types) and the modules beside this package.
"""

"""Orders of a chart with few crossings: fast passes, orders that change little, and the searches that better them.

Each module is one method of crossing minimisation, named as in its paper. Imports the modules beside this
package (chart, reduce, maxsat and so on), and no other package of `storyline`.
"""

"""A run in which everything fails while people save, and a checker of what is left.

history          what was sent, and what became of it
checker          compares a history with what the database holds
people           the clients that save over HTTP
nemesis          what kills, locks, hangs and cuts
"""

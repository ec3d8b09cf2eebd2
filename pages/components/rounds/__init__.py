"""Rounds that administrators make: their list, and the forms that make and change them."""

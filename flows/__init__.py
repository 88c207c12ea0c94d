"""Read the sources of Japan's security law into the warehouse's tables.

Imports go one way: sources -> documents -> records -> tables -> publish.
"""

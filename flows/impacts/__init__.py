"""What amendments touch elsewhere in the warehouse, and the reports that say so."""

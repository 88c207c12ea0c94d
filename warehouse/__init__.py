"""What the warehouse promises: the contract of each table, the views and macros, the published snapshots."""

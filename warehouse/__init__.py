"""What the warehouse promises: the contract of each table, the views and macros, the published snapshots."""

from warehouse.reading import Answer, Origin, Provision, Warehouse, WarehouseError, open_warehouse

__all__ = ["Answer", "Origin", "Provision", "Warehouse", "WarehouseError", "open_warehouse"]

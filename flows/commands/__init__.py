"""What the anpo command does, one module per command."""

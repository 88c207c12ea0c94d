"""The only door to the network: e-Gov's 法令API and its bulk files."""

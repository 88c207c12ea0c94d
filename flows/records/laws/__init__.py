"""Records of statutes: the laws known by name, provisions and sentences, and what they refer to."""

"""Records of the Guidelines for Japan-U.S. Defense Cooperation: items by edition, and what people decided on them."""

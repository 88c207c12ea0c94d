"""Records to Arrow tables as the contract says. Tables open no file."""

"""Why you may believe it: suites derived from the contract, domain rules with their reason, the gate."""

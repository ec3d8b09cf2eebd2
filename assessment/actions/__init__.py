"""Everything a person can do, one function each. Whoever calls, the rule is here: permission, stage, validity, save."""

"""Make: the files of the site, each from its part of the plan; what an earlier build made of the same stays."""

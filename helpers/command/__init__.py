"""What the command line does: one module a command, each a function from arguments to exit code."""

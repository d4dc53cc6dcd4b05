"""The command line: words in, text or JSON out. May import everything but the web, which only `serve` reaches."""

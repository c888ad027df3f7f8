"""How figures are read on air, held to cases written before the rules; see command.py."""

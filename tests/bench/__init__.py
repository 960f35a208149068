"""How long reportgen takes, held against the script that an engineer would write first."""

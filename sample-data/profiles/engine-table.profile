# The engine logger of car 502 in 2025: comma, decimal point, "name [unit]", UTC in ISO 8601. Every line ends.
name = engine-table
description = engine logger, comma
header.cells = time | Distance [km] | Engine RPM [rpm]
units.in.names = square
names = bare
time.column = time
time.format = iso

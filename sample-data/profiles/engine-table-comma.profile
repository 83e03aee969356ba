# The engine logger of car 502 in 2026: as the year before, but set to a language with decimal comma.
name = engine-table-comma
description = engine logger, semicolon and decimal comma
header.cells = time | Distance [km] | Engine RPM [rpm]
delimiter = semicolon
decimal = comma
units.in.names = square
names = bare
time.column = time
time.format = iso

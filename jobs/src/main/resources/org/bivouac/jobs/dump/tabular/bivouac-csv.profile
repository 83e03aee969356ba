# The plain exchange format: the first line names the columns, "time_s" is seconds from the logger's own zero, every
# other name may end in its unit, "Engine Speed [rpm]". UTF-8, comma, decimal point, blank is missing, every line ends.
# The export of this program writes it, with the time of day as text in the second column.
name = bivouac-csv
description = Bivouac CSV (time_s, name [unit])
header.cells = time_s
units.in.names = square
names = bare
time.column = time_s
time.format = seconds
unit.time_s = s
text = time_utc | time_local

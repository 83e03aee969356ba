# COBB Accessport datalog. The last header cell describes the device; its column holds zeros.
# The export does not sample at one rate.
name = cobb-accessport
description = COBB Accessport CSV
header.cells = Time (sec) | Accel Position (%)
units.in.names = round
time.column = Time (sec)
time.format = seconds

# OBD-II sessions of four drivers, joined and saved by a spreadsheet in a locale with decimal comma. The spreadsheet
# turned the time into 1,51E+12 and put thousands points into the coordinates: those columns are lost. The engine's run
# time, h:mm:ss, survived and is the clock; it begins anew with each driver, where the rows are split. ALTITUDE kept its
# decimal point, because the spreadsheet did not take it for a number.
name = obd-4drivers
description = OBD-II sessions saved by a spreadsheet
header.cells = ord | TIME | ENGINE_RUNTIME | VEHICLE_ID | aqui
delimiter = semicolon
decimal = comma
time.column = ENGINE_RUNTIME
time.format = clock
text = VEHICLE_ID | FUEL_TYPE | DTC_NUMBER | aqui
reject.TIME = rounded by a spreadsheet to three digits, 1,51E+12
reject.LATITUDE = a spreadsheet put thousands points into it, -583.206.639
reject.LONGITUDE = a spreadsheet put thousands points into it, -3.520.573.159
decimal.ALTITUDE = point
unit.ALTITUDE = m
unit.BAROMETRIC_PRESSURE = kPa
unit.ENGINE_COOLANT_TEMP = degC
unit.FUEL_LEVEL = %
unit.ENGINE_LOAD = %
unit.AMBIENT_AIR_TEMP = degC
unit.ENGINE_RPM = rpm
unit.INTAKE_MANIFOLD_PRESSURE = kPa
unit.MAF = g/s
unit.AIR_INTAKE_TEMP = degC
unit.SPEED = km/h
unit.THROTTLE_POS = %
unit.ENGINE_RUNTIME = s

# The Accessport channels without their units, as examples of log converters carry them; the exporter does not end the
# last line. The units are those of the Accessport datalog with the same columns.
name = ecu-csv
description = ECU CSV without units
header.cells = Time | Accel Position | Boost | RPM | Vehicle Speed
time.column = Time
time.format = seconds
last.line.end = optional
unit.Time = s
unit.Accel Position = %
unit.Boost = kPa
unit.Coolant Temp = C
unit.Intake Temp = C
unit.Man Abs Press = kPa
unit.RPM = RPM
unit.Req Torque = Nm
unit.Vehicle Speed = kph

# carOBD logger: OBD-II polled values, name and an always empty unit "NAME ()". The clock counts whole seconds and
# repeats them, so there is no rate. Some exports end each row with an empty cell.
# Units are those of SAE J1979 for the same PIDs.
name = obd-carobd
description = carOBD OBD-II CSV
header.cells = ENGINE_RUN_TINE () | ENGINE_RPM ()
units.in.names = round
time.column = ENGINE_RUN_TINE ()
time.format = seconds
trailing.delimiter = yes
unit.ENGINE_RUN_TINE () = s
unit.ENGINE_RPM () = rpm
unit.VEHICLE_SPEED () = km/h
unit.THROTTLE () = %
unit.ENGINE_LOAD () = %
unit.COOLANT_TEMPERATURE () = degC
unit.LONG_TERM_FUEL_TRIM_BANK_1 () = %
unit.SHORT_TERM_FUEL_TRIM_BANK_1 () = %
unit.INTAKE_MANIFOLD_PRESSURE () = kPa
unit.FUEL_TANK () = %
unit.ABSOLUTE_THROTTLE_B () = %
unit.PEDAL_D () = %
unit.PEDAL_E () = %
unit.COMMANDED_THROTTLE_ACTUATOR () = %
unit.ABSOLUTE_BAROMETRIC_PRESSURE () = kPa
unit.RELATIVE_THROTTLE_POSITION () = %
unit.INTAKE_AIR_TEMP () = degC
unit.TIMING_ADVANCE () = deg
unit.CATALYST_TEMPERATURE_BANK1_SENSOR1 () = degC
unit.CATALYST_TEMPERATURE_BANK1_SENSOR2 () = degC
unit.CONTROL_MODULE_VOLTAGE () = V
unit.COMMANDED_EVAPORATIVE_PURGE () = %
unit.TIME_RUN_WITH_MIL_ON () = min
unit.TIME_SINCE_TROUBLE_CODES_CLEARED () = min
unit.DISTANCE_TRAVELED_WITH_MIL_ON () = km

-- Questions to a lake, for DuckDB. Each works as it stands in
--     jobs/bin/bivouac sql "SELECT …"
-- where every table is a view. In a DuckDB of your own, make the views first, in the folder that holds lake/:
--     CREATE VIEW measures AS SELECT * FROM read_parquet(
--         'lake/current/measures/**/*.parquet', union_by_name = true, hive_partitioning = false);
-- Telemetry has year, event, stage and car in its folders only; there it is hive_partitioning = true.
-- docs/data-dictionary.md describes every column. Columns of telemetry carry their unit at the end of their name.

-- What was read, and what was refused.
SELECT year, event, stage, car, file, format, status, reason, rows_decoded, rows_rejected
FROM dumps
ORDER BY year, event, stage, car, file;

-- Channels that no alias maps: candidates for aliases.csv.
SELECT name, unit, status, reason, count(*) AS dumps
FROM channels
WHERE status <> 'mapped'
GROUP BY ALL
ORDER BY ALL;

-- Consumption by stage, liaison and special. A ratio of sums: never average it.
SELECT year, event, stage, car, segment, round(value, 2) AS l_per_100km, round(coverage, 3) AS coverage
FROM measures
WHERE measure = 'fuel_l_per_100km_flow' AND segment IN ('stage', 'liaison', 'special')
ORDER BY year, event, stage, car, segment;

-- The same over several stages: litres summed over kilometres summed.
SELECT year, event, car,
       100 * sum(value) FILTER (measure = 'fuel_litres_flow')
           / sum(value) FILTER (measure = 'fuel_distance_flow') AS l_per_100km
FROM measures
WHERE segment = 'stage'
GROUP BY ALL
ORDER BY ALL;

-- Which corner suffers most per kilometre.
SELECT year, event, stage, car, position, value / distance_km AS pseudo_damage_per_km
FROM measures
WHERE measure = 'pseudo_damage_k5' AND component = 'damper' AND segment = 'stage' AND distance_km > 0
ORDER BY pseudo_damage_per_km DESC;

-- Limits exceeded, the worst first.
SELECT year, event, stage, car, severity, channel, time, at_km, duration_s, peak, limit_value, unit, context
FROM events
WHERE kind = 'limit_exceeded' AND segment = 'stage'
ORDER BY severity, time;

-- Jumps, the longest first, with what their landings felt like.
SELECT year, event, stage, car, time, at_km, duration_s AS airtime_s, peak AS landing_g, context
FROM events
WHERE kind = 'jump' AND segment = 'stage'
ORDER BY duration_s DESC;

-- What changed most against the year before, where that may be compared.
SELECT year, event, stage, car, segment, component, position, measure, round(100 * change, 1) AS percent
FROM comparison
WHERE against = 'earlier_year' AND comparable AND segment = 'stage'
ORDER BY abs(change) DESC
LIMIT 20;

-- What was not comparable, and why.
SELECT reason, count(*) AS rows FROM comparison WHERE NOT comparable GROUP BY reason ORDER BY rows DESC;

-- One channel second by second.
SELECT time_bucket(INTERVAL 1 SECOND, time) AS second,
       avg(coolant_temperature_deg_c) AS coolant, max(engine_speed_rpm) AS rpm
FROM telemetry
WHERE year::INT = 2026 AND stage::VARCHAR = '2' AND car::VARCHAR = '501'
GROUP BY second
ORDER BY second;

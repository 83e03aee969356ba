/**
 * What the fuel did: litres, ratios, energy, air, road load, calibration and the plan for the next stage. Constants are
 * inputs with a source, never literals in a formula.
 */
package org.bivouac.jobs.fuel;

/**
 * A car and its driver on the ground: engine, gearbox, seven degrees of freedom of body and wheels, heat, tyres, tank; and
 * the loop that drives a stage with them. Only exactly rounded arithmetic and {@link java.lang.StrictMath}, one thread for a
 * drive, so the same drive is the same bits on any machine.
 */
package org.bivouac.jobs.simulate.car;

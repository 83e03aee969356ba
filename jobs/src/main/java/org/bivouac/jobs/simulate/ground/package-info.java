/**
 * The ground of a stage: kinds of terrain, corners and hills metre by metre, and the profile under each wheel track every
 * five centimetres. The same for every car and year; nothing here knows a car.
 */
package org.bivouac.jobs.simulate.ground;

/**
 * CAN databases in Vector's DBC text format: the parser, what it finds, and messages compiled into plans that turn a
 * payload into values.
 */
package org.bivouac.jobs.dump.can.dbc;

/** Diagnostics on a CAN bus: long messages in many frames (ISO-TP) and what OBD-II replies mean. */
package org.bivouac.jobs.dump.can.obd;

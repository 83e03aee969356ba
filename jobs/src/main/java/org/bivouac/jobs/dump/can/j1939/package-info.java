/** SAE J1939: parameter groups in identifiers, and long messages in many frames. */
package org.bivouac.jobs.dump.can.j1939;

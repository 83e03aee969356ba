/**
 * A whole simulated rally: its plan, the drives as independent tasks, the dumps in an inbox and the truth beside them.
 */
package org.bivouac.jobs.simulate.rally;

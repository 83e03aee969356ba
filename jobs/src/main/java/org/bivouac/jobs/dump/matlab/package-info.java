/** MATLAB files of version 5 to 7, as engineers export logs. */
package org.bivouac.jobs.dump.matlab;

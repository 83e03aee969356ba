/** What goes wrong with input, said in one line: file, place, rule, reason, what was done, what to do; and exit codes. */
package org.bivouac.jobs.fault;

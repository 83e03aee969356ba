/** RaceLogic VBOX text dumps. */
package org.bivouac.jobs.dump.vbo;

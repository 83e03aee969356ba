/** Text exports of Cosworth Pi Toolbox. */
package org.bivouac.jobs.dump.pi;

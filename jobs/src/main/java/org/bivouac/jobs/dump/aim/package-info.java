/** Text exports of AiM Race Studio. */
package org.bivouac.jobs.dump.aim;

/** The archive that is worked on: one that runs, or processes that are started for it. */
@NullMarked
package org.pacsscp.bench.hospital.site;

import org.jspecify.annotations.NullMarked;

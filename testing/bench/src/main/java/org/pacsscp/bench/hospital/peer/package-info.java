/** Modalities, routers and readers, as an archive sees them. */
@NullMarked
package org.pacsscp.bench.hospital.peer;

import org.jspecify.annotations.NullMarked;

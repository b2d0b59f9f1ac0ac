/** Retrieve, C-MOVE and C-GET (PS3.4 sections C.4.2 and C.4.3), of what a catalog knows and a store has. */
@NullMarked
package org.pacsscp.archive.retrieve;

import org.jspecify.annotations.NullMarked;

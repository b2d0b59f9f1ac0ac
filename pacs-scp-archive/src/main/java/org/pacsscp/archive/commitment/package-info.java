/** Storage commitment (PS3.4 Annex J) of what an archive holds. */
@NullMarked
package org.pacsscp.archive.commitment;

import org.jspecify.annotations.NullMarked;

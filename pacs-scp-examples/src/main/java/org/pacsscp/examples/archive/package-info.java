/** An archive in one program: storage, catalog, query, retrieve and storage commitment, and the care of what it holds. */
@NullMarked
package org.pacsscp.examples.archive;

import org.jspecify.annotations.NullMarked;

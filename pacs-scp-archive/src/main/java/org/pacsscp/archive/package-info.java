/** The services of an archive, ready to be given to a server, over a {@link org.pacsscp.archive.catalog.Catalog}. */
@NullMarked
package org.pacsscp.archive;

import org.jspecify.annotations.NullMarked;

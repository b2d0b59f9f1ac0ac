/** Which instances an archive holds, where, and what can be asked about them: a {@link org.pacsscp.archive.catalog.Catalog} over JDBC. */
@NullMarked
package org.pacsscp.archive.catalog;

import org.jspecify.annotations.NullMarked;

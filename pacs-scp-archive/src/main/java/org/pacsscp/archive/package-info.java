/** An archive: a catalog of instances over JDBC, and the services over it. */
@NullMarked
package org.pacsscp.archive;

import org.jspecify.annotations.NullMarked;

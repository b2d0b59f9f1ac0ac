/** A catalog of a million studies: how fast it is asked and added to, embedded and on PostgreSQL, and beside Orthanc. */
@NullMarked
package org.pacsscp.bench.catalog;

import org.jspecify.annotations.NullMarked;

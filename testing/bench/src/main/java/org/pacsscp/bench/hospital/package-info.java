/** A group of hospitals that works on an archive, for so many hours of a day. */
@NullMarked
package org.pacsscp.bench.hospital;

import org.jspecify.annotations.NullMarked;

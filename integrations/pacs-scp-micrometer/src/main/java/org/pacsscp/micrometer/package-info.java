/** Metrics of servers and clients for Micrometer, and observations of associations and operations. */
@NullMarked
package org.pacsscp.micrometer;

import org.jspecify.annotations.NullMarked;

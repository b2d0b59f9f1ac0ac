/** What is told of what happens: statistics, listeners, lines of the log, and the keys with which they are found. */
@NullMarked
package org.pacsscp.core.internal.report;

import org.jspecify.annotations.NullMarked;

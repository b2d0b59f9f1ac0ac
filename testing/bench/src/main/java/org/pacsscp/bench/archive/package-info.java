/** Archives beside each other: how long they take to store files, and how fast they send them. */
@NullMarked
package org.pacsscp.bench.archive;

import org.jspecify.annotations.NullMarked;

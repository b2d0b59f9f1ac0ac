/** A file of what has begun and not yet ended, which outlives a crash. */
@NullMarked
package org.pacsscp.storage.internal.journal;

import org.jspecify.annotations.NullMarked;

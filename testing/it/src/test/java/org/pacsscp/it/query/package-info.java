/** The archive's answers beside those of other archives. */
@NullMarked
package org.pacsscp.it.query;

import org.jspecify.annotations.NullMarked;

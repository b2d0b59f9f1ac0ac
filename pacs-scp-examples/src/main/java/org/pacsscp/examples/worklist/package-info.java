/** What {@code worklist-server} and {@code worklist-entries} do. */
@NullMarked
package org.pacsscp.examples.worklist;

import org.jspecify.annotations.NullMarked;

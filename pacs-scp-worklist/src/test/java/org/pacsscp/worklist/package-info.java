@NullMarked
package org.pacsscp.worklist;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.pacsscp.worklist.mpps;

import org.jspecify.annotations.NullMarked;

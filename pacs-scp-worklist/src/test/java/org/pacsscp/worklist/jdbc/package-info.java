@NullMarked
package org.pacsscp.worklist.jdbc;

import org.jspecify.annotations.NullMarked;

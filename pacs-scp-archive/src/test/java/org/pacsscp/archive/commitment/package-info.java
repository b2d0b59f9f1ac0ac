@NullMarked
package org.pacsscp.archive.commitment;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.pacsscp.archive.retrieve;

import org.jspecify.annotations.NullMarked;

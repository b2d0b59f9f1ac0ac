@NullMarked
package org.pacsscp.archive;

import org.jspecify.annotations.NullMarked;

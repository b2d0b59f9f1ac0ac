@NullMarked
package org.pacsscp.testing.process;

import org.jspecify.annotations.NullMarked;

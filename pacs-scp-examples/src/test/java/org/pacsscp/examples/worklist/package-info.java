@NullMarked
package org.pacsscp.examples.worklist;

import org.jspecify.annotations.NullMarked;

/** What is attacked where nothing else is named: a server of this library, with handlers for all that the attacks ask for. */
@NullMarked
package org.pacsscp.robustness.target;

import org.jspecify.annotations.NullMarked;

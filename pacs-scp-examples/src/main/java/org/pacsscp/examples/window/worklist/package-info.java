/** The tab of the worklist, without the window: the scheduled steps and how far each is. */
@NullMarked
package org.pacsscp.examples.window.worklist;

import org.jspecify.annotations.NullMarked;

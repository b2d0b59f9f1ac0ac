/** The tab of the studies that an archive holds, without the window: what is searched, how, and what is shown of it. */
@NullMarked
package org.pacsscp.examples.window.studies;

import org.jspecify.annotations.NullMarked;

/**
 * Event loops, connections and deadlines: all that touches a channel. It knows no DICOM; {@link
 * org.pacsscp.core.internal.io.ConnectionHandler} is where bytes get their meaning.
 */
@NullMarked
package org.pacsscp.core.internal.io;

import org.jspecify.annotations.NullMarked;

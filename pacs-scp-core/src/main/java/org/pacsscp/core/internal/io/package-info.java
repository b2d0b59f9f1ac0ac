/**
 * Connections, those that came and those that we make: PROXY headers, TLS, and who reads and sends when. It knows no DICOM; {@link
 * org.pacsscp.core.internal.io.ConnectionHandler} is where bytes get their meaning. The loops that serve connections are in
 * {@code io.loop}.
 */
@NullMarked
package org.pacsscp.core.internal.io;

import org.jspecify.annotations.NullMarked;

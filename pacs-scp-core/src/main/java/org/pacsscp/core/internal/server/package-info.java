/**
 * The server: who may listen, come in and serve what.
 *
 * <p>{@link org.pacsscp.core.internal.server.DefaultServer} is its life, {@link org.pacsscp.core.internal.server.Listening} what
 * runs from a start to its stop, and {@link org.pacsscp.core.internal.server.ServedAssociations} its side of each association.
 */
@NullMarked
package org.pacsscp.core.internal.server;

import org.jspecify.annotations.NullMarked;

/**
 * The server: ties the upper layer, DIMSE and the event loops together.
 *
 * <p>{@link org.pacsscp.core.internal.engine.Association} performs the actions of PS3.8 Table 9-10, {@link
 * org.pacsscp.core.internal.engine.MessageExchange} serves the messages that come on an association.
 */
@NullMarked
package org.pacsscp.core.internal.engine;

import org.jspecify.annotations.NullMarked;

/**
 * The upper layer performed: one association from its first byte to its end, for either side, and the messages that it
 * sends.
 *
 * <p>{@link org.pacsscp.core.internal.association.Association} hears of the network and of who uses the association, {@link
 * org.pacsscp.core.internal.association.UpperLayer} performs the actions of PS3.8 Table 9-10. Who uses it stands above: a
 * {@link org.pacsscp.core.internal.association.ServiceUser} lets associations in and is told of their ends, a {@link
 * org.pacsscp.core.internal.association.MessageUser} takes what comes on one of them.
 */
@NullMarked
package org.pacsscp.core.internal.association;

import org.jspecify.annotations.NullMarked;

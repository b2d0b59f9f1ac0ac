/**
 * The client: who wants associations with peers.
 *
 * <p>{@link org.pacsscp.core.internal.client.DefaultClient} is its life, {@link
 * org.pacsscp.core.internal.client.Attempt} one wish for an association, and {@link
 * org.pacsscp.core.internal.client.OwnAssociation} what comes of it.
 */
@NullMarked
package org.pacsscp.core.internal.client;

import org.jspecify.annotations.NullMarked;

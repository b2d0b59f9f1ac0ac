/**
 * The API of pacs-scp: a {@link org.pacsscp.api.Server} that speaks DICOM, the {@link org.pacsscp.api.ActionHandler}s
 * that give it something to do, and a {@link org.pacsscp.api.Client} that asks others.
 *
 * <p>Accessors have no {@code get}; values are immutable; nothing accepts or returns {@code null}: what may be absent
 * is an {@link java.util.Optional}. Names are those of PS3.7 and PS3.8.
 *
 * @since 0.1.0
 */
@NullMarked
package org.pacsscp.api;

import org.jspecify.annotations.NullMarked;

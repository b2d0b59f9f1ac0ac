/**
 * What an engine implements so that {@link org.pacsscp.api.Server#builder()} finds it; applications do not need it.
 *
 * @since 0.1.0
 */
@NullMarked
package org.pacsscp.api.spi;

import org.jspecify.annotations.NullMarked;

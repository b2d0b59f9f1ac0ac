/** Bundles of an application: each starts a server and registers its port as an {@code IntSupplier}. */
@NullMarked
package org.pacsscp.it.osgi.application;

import org.jspecify.annotations.NullMarked;

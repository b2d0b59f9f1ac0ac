/** Names of files that are made of what peers send. */
@NullMarked
package org.pacsscp.storage.internal.name;

import org.jspecify.annotations.NullMarked;

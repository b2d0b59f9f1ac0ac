@NullMarked
package org.pacsscp.archive.internal.query;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.pacsscp.archive.catalog;

import org.jspecify.annotations.NullMarked;

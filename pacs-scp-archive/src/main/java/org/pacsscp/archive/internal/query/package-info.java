/** C-FIND of the query/retrieve service class (PS3.4 section C.4.1). */
@NullMarked
package org.pacsscp.archive.internal.query;

import org.jspecify.annotations.NullMarked;

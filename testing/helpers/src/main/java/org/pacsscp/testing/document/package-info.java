/** The documents of the project, which tests hold against the code. */
@NullMarked
package org.pacsscp.testing.document;

import org.jspecify.annotations.NullMarked;

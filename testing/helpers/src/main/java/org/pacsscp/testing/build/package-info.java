/** What was built, as tests find it and as a user does. */
@NullMarked
package org.pacsscp.testing.build;

import org.jspecify.annotations.NullMarked;

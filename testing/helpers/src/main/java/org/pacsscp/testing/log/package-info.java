/** What is logged while a test runs. */
@NullMarked
package org.pacsscp.testing.log;

import org.jspecify.annotations.NullMarked;

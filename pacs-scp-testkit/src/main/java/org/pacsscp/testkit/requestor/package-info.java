/** A requestor for the tests of servers: it opens associations, sends requests, right or wrong, and says what came back. */
@NullMarked
package org.pacsscp.testkit.requestor;

import org.jspecify.annotations.NullMarked;

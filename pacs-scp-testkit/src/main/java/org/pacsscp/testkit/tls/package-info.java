/** Keys and certificates of invented hosts, right and wrong ones, made in the process of the test. */
@NullMarked
package org.pacsscp.testkit.tls;

import org.jspecify.annotations.NullMarked;

/**
 * Fake PACS in tests of JUnit 5: started before, verified and closed after. Needs {@code junit-jupiter-api}, which the testkit
 * does not bring.
 */
@NullMarked
package org.pacsscp.testkit.junit;

import org.jspecify.annotations.NullMarked;

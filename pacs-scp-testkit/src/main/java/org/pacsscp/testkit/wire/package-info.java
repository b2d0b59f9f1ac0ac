/**
 * What is on the wire, written and read by a codec of the testkit's own: PDUs (PS3.8 section 9.3) and command sets (PS3.7
 * sections 6.3, 9.3 and 10.3).
 *
 * <p>It shares nothing with an engine that it tests. It writes what is wrong as readily as what is right, and reads
 * leniently: a PDU that cannot be taken apart is still a PDU.
 */
@NullMarked
package org.pacsscp.testkit.wire;

import org.jspecify.annotations.NullMarked;

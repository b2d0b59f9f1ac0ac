/**
 * The rules of the DICOM upper layer (PS3.8 sections 7 and 9.2), without a socket: what an acceptor does about each
 * event in each state, as data. Whoever owns the connection looks an action up here and performs it.
 */
@NullMarked
package org.pacsscp.core.internal.ul;

import org.jspecify.annotations.NullMarked;

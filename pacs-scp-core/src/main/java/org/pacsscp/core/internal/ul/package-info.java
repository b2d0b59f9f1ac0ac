/**
 * The rules of the DICOM upper layer (PS3.8 sections 7 and 9.2), without a socket: what either side of an association does
 * about each event in each state, as data, and how each negotiates, as functions. Whoever owns the connection looks an
 * action up here and performs it.
 */
@NullMarked
package org.pacsscp.core.internal.ul;

import org.jspecify.annotations.NullMarked;

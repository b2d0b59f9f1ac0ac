/**
 * What is on the wire: the PDUs of the DICOM upper layer (PS3.8 section 9.3) as records, and the codec between them and
 * bytes. Nothing here does I/O or knows a state; a P-DATA-TF passes through without being held.
 */
@NullMarked
package org.pacsscp.core.internal.pdu;

import org.jspecify.annotations.NullMarked;

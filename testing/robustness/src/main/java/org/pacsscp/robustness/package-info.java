/** What attacks a DICOM acceptor, and what looks whether it withstood. */
@NullMarked
package org.pacsscp.robustness;

import org.jspecify.annotations.NullMarked;

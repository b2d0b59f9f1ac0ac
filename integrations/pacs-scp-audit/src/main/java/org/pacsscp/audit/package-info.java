/** Audit messages as DICOM has them (PS3.15 A.5), to files or over syslog with TLS. */
@NullMarked
package org.pacsscp.audit;

import org.jspecify.annotations.NullMarked;

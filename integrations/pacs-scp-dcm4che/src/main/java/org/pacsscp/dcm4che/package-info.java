/** Data sets of dcm4che in handlers and requests: {@code org.dcm4che3.data.Attributes} read and written. */
@NullMarked
package org.pacsscp.dcm4che;

import org.jspecify.annotations.NullMarked;

/**
 * The statuses that the services of PS3.4 define, one class a service: the same code means other things in other services.
 *
 * <p>What every service may answer (PS3.7 Annex C) are constants of {@link org.pacsscp.api.DimseStatus}.
 */
@NullMarked
package org.pacsscp.api.status;

import org.jspecify.annotations.NullMarked;

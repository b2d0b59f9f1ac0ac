/** Events for the JDK's Flight Recorder: what each has to say, in values of the JDK. Knows no other package of the engine. */
@NullMarked
package org.pacsscp.core.internal.flight;

import org.jspecify.annotations.NullMarked;

/** What a group of hospitals does in a day: rates, the day's curve, and the plan that follows from them. */
@NullMarked
package org.pacsscp.bench.hospital.day;

import org.jspecify.annotations.NullMarked;

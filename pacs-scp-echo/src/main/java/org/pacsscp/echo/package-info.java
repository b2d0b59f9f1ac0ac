/** The Verification service class (PS3.4 Annex A). */
@NullMarked
package org.pacsscp.echo;

import org.jspecify.annotations.NullMarked;

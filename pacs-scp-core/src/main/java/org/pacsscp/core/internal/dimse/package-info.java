/**
 * DIMSE messages (PS3.7): command sets, how fragments make messages, which handler serves a request, and what a response
 * says. It knows no socket and no thread.
 */
@NullMarked
package org.pacsscp.core.internal.dimse;

import org.jspecify.annotations.NullMarked;

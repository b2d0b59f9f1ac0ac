/** DICOM services as a client (service class user): echo, store, find, move, get and storage commitment. */
@NullMarked
package org.pacsscp.client;

import org.jspecify.annotations.NullMarked;

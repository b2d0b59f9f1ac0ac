package org.pacsscp.it;

import org.pacsscp.api.Uid;

/** An instance of an invented patient that a handler serves. */
@SuppressWarnings("ArrayRecordComponent")
record ServedInstance(Uid sopClass, Uid sopInstance, Uid transferSyntax, byte[] dataSet) {}

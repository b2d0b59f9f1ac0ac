package org.pacsscp.testkit.pacs;

/**
 * Where the instances of a C-MOVE go.
 *
 * @param host name or address
 * @param port its port
 */
record Destination(String host, int port) {}

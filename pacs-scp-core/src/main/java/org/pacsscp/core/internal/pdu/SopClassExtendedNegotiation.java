package org.pacsscp.core.internal.pdu;

/**
 * Sub-item 56H, PS3.7 Table D.3-11.
 *
 * @param sopClassUid the SOP class it is about
 * @param serviceClassApplicationInformation bytes whose meaning the SOP class defines
 */
public record SopClassExtendedNegotiation(String sopClassUid, Octets serviceClassApplicationInformation) {}

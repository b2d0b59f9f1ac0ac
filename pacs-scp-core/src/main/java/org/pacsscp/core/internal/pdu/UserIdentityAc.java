package org.pacsscp.core.internal.pdu;

/**
 * Sub-item 59H, PS3.7 Table D.3-15.
 *
 * @param serverResponse Kerberos ticket or SAML response; empty for the other types
 */
public record UserIdentityAc(Octets serverResponse) {}

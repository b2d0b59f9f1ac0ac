package org.pacsscp.core.internal.pdu;

/**
 * Sub-item 54H, PS3.7 Tables D.3-9 and D.3-10.
 *
 * @param sopClassUid the abstract syntax it is about
 * @param scu whether the requestor proposes to be (acceptor: may be) its SCU
 * @param scp whether the requestor proposes to be (acceptor: may be) its SCP
 */
public record RoleSelection(String sopClassUid, boolean scu, boolean scp) {}

package org.pacsscp.client;

import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.UserIdentity;

/**
 * An application entity that we ask for services: who it is, where it listens, and what it wants of those who call; immutable.
 *
 * <pre>{@code
 * RemoteEntity archive = RemoteEntity.of("ARCHIVE", "pacs.example.org", 11112).callingAs("CT_1");
 * }</pre>
 *
 * @param aeTitle its AE title, which is called
 * @param host a host name, or an address of IPv4 or IPv6
 * @param port where it listens, 1 to 65535
 * @param callingAeTitle our AE title where it is not the client's own
 * @param userIdentity whom our user claims to be (PS3.7 D.3.3.7); none by default
 * @param withoutTls whether to connect without TLS, although the client has it
 * @param serverName the name that its certificate must have, where that is not the host
 * @param proxyHeader whether the connection begins with a header of the PROXY protocol
 * @since 0.1.0
 */
public record RemoteEntity(
        AeTitle aeTitle,
        String host,
        int port,
        Optional<AeTitle> callingAeTitle,
        Optional<UserIdentity> userIdentity,
        boolean withoutTls,
        Optional<String> serverName,
        boolean proxyHeader) {
    /**
     * Checks that all are there.
     *
     * @throws IllegalArgumentException if the host is blank, the port is out of range, or the server name is blank
     */
    public RemoteEntity {
        Objects.requireNonNull(aeTitle, "aeTitle");
        Objects.requireNonNull(callingAeTitle, "callingAeTitle");
        Objects.requireNonNull(userIdentity, "userIdentity");
        serverName.ifPresent(AssociationProposal.to(host, port)::serverName);
    }

    /**
     * Names an entity.
     *
     * @param aeTitle its AE title, 1 to 16 characters
     * @param host a host name, or an address of IPv4 or IPv6
     * @param port where it listens, 1 to 65535
     * @return the entity
     * @throws IllegalArgumentException if one of them is none
     */
    public static RemoteEntity of(String aeTitle, String host, int port) {
        return new RemoteEntity(
                AeTitle.of(aeTitle), host, port, Optional.empty(), Optional.empty(), false, Optional.empty(), false);
    }

    /**
     * Calls with another AE title than the client's own.
     *
     * @param title our AE title, 1 to 16 characters
     * @return a new entity
     * @throws IllegalArgumentException if it is no AE title
     */
    public RemoteEntity callingAs(String title) {
        return new RemoteEntity(
                aeTitle, host, port, Optional.of(AeTitle.of(title)), userIdentity, withoutTls, serverName, proxyHeader);
    }

    /**
     * Says who our user is.
     *
     * @param identity the claim
     * @return a new entity
     */
    public RemoteEntity as(UserIdentity identity) {
        return new RemoteEntity(
                aeTitle, host, port, callingAeTitle, Optional.of(identity), withoutTls, serverName, proxyHeader);
    }

    /**
     * Connects without TLS, although the client has it: what is sent can be read on the way.
     *
     * @return a new entity
     */
    public RemoteEntity plain() {
        return new RemoteEntity(aeTitle, host, port, callingAeTitle, userIdentity, true, serverName, proxyHeader);
    }

    /**
     * Wants another name in the certificate than the host: for a host that is an address, or the near end of a tunnel.
     *
     * @param name a host name
     * @return a new entity
     * @throws IllegalArgumentException if it is blank
     */
    public RemoteEntity certifiedAs(String name) {
        return new RemoteEntity(
                aeTitle, host, port, callingAeTitle, userIdentity, withoutTls, Optional.of(name), proxyHeader);
    }

    /**
     * Begins each connection with a header of the PROXY protocol, which only those take who expect it of us.
     *
     * @return a new entity
     */
    public RemoteEntity withProxyHeader() {
        return new RemoteEntity(aeTitle, host, port, callingAeTitle, userIdentity, withoutTls, serverName, true);
    }

    /**
     * Starts a proposal to it, for what is not a service here.
     *
     * @return a proposal that still lacks the contexts
     */
    public AssociationProposal.Builder propose() {
        AssociationProposal.Builder proposal = AssociationProposal.to(host, port)
                .calledAeTitle(aeTitle.value())
                .withoutTls(withoutTls)
                .proxyHeader(proxyHeader);
        callingAeTitle.map(AeTitle::value).ifPresent(proposal::callingAeTitle);
        userIdentity.ifPresent(proposal::userIdentity);
        serverName.ifPresent(proposal::serverName);
        return proposal;
    }

    /** Returns AE title, host and port, and nothing of the user. */
    @Override
    public String toString() {
        return aeTitle + " at " + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
    }
}

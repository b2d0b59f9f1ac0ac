package org.pacsscp.spring.boot;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ClientConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@link ClientConfig} has, as properties.
 *
 * @param enabled whether there is a client
 * @param aeTitle who asks for associations: the calling AE title
 * @param ssl TLS with every peer, but for those that are asked without
 * @param loops the number of I/O threads; half the processors by default
 * @param localAddress the address of this machine that connections come from; the operating system chooses by default
 * @param implementationClassUid the implementation class UID that peers are told
 * @param implementationVersionName the implementation version name that peers are told, 1 to 16 characters
 * @param refuseOddLengths whether a peer is aborted that sends fragments or elements of command sets of odd length
 * @param reuse whether the service class user keeps associations open between calls
 * @param limits how much the client takes from a peer
 * @param timeouts how long the client waits
 * @since 0.1.0
 */
@ConfigurationProperties(ClientProperties.PREFIX)
public record ClientProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("PACS_SCU") String aeTitle,
        @NestedConfigurationProperty @DefaultValue ClientSslProperties ssl,
        @Nullable Integer loops,
        @Nullable InetAddress localAddress,
        @Nullable String implementationClassUid,
        @Nullable String implementationVersionName,
        @DefaultValue("false") boolean refuseOddLengths,
        @NestedConfigurationProperty @DefaultValue ReuseProperties reuse,
        @NestedConfigurationProperty @DefaultValue LimitsProperties limits,
        @NestedConfigurationProperty @DefaultValue TimeoutsProperties timeouts) {
    static final String PREFIX = "pacs-scp.client";
}

package org.pacsscp.spring.boot;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.WhenIdle;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@link ServerConfig} has, as properties. Handlers, policies, listeners, the identity verifier, application entities and the
 * choice of transfer syntaxes are beans.
 *
 * @param enabled whether there is a server
 * @param autoStartup whether it starts with the application
 * @param aeTitle the AE titles that the server answers to; PACS_SCP by default
 * @param anyCalledAeTitle whether it answers to any called AE title
 * @param callers who may come in, as AET, AET@HOST or AET@ADDRESS/BITS; anybody by default. Policies that are beans decide, too
 * @param address the address of this machine to listen on; every one by default
 * @param port the port to listen on; 0 for any free one, which local.dicom.port then names
 * @param ssl TLS of that port
 * @param additionalEndpoints where to listen besides
 * @param trustedProxies addresses, or ADDRESS/BITS, whose connections begin with a header of the PROXY protocol
 * @param deny addresses, or ADDRESS/BITS, whose connections are closed at once
 * @param discoverHandlers whether handlers are looked for with ServiceLoader, besides those that are beans: that of C-ECHO is
 * @param loops the number of I/O threads; half the processors by default
 * @param implementationClassUid the implementation class UID that peers are told
 * @param implementationVersionName the implementation version name that peers are told, 1 to 16 characters
 * @param rejectWithoutContext whether a request is rejected when none of its presentation contexts is acceptable
 * @param invokeWithoutRoleSelection whether peers that negotiate no role are sent requests, such as the C-STORE of a C-GET
 * @param whenIdle what becomes of an association whose peer is silent for too long
 * @param refuseOddLengths whether a peer is aborted that sends fragments or elements of command sets of odd length
 * @param limits how much the server takes on
 * @param timeouts how long the server waits
 * @since 0.1.0
 */
@ConfigurationProperties(ServerProperties.PREFIX)
public record ServerProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("true") boolean autoStartup,
        @DefaultValue List<String> aeTitle,
        @DefaultValue("false") boolean anyCalledAeTitle,
        @DefaultValue List<String> callers,
        @Nullable InetAddress address,
        @DefaultValue("11112") int port,
        @NestedConfigurationProperty @DefaultValue ServerSslProperties ssl,
        @DefaultValue List<EndpointProperties> additionalEndpoints,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue List<String> deny,
        @DefaultValue("true") boolean discoverHandlers,
        @Nullable Integer loops,
        @Nullable String implementationClassUid,
        @Nullable String implementationVersionName,
        @DefaultValue("false") boolean rejectWithoutContext,
        @DefaultValue("false") boolean invokeWithoutRoleSelection,
        @DefaultValue("abort") WhenIdle whenIdle,
        @DefaultValue("false") boolean refuseOddLengths,
        @NestedConfigurationProperty @DefaultValue LimitsProperties limits,
        @NestedConfigurationProperty @DefaultValue TimeoutsProperties timeouts) {
    static final String PREFIX = "pacs-scp.server";
}

package org.pacsscp.spring.boot;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One more place where the server listens.
 *
 * @param address an address of this machine; every one by default
 * @param port 0 for any free one
 * @param ssl TLS of this endpoint
 * @since 0.1.0
 */
public record EndpointProperties(
        @Nullable InetAddress address,
        int port,
        @NestedConfigurationProperty @DefaultValue ServerSslProperties ssl) {}

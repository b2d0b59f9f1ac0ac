package org.pacsscp.spring.boot;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.ApplicationEntity;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.IdentityVerifier;
import org.pacsscp.api.Peer;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.api.Uid;

/** Makes the builder of a server from properties and beans. */
final class ServerAssembly {
    private static final String PREFIX = ServerProperties.PREFIX;

    private final ServerProperties properties;
    private final BundleTls tls;

    /** The beans of an application that a server takes. */
    record Beans(
            List<ActionHandler> handlers,
            List<ApplicationEntity> applicationEntities,
            List<AssociationPolicy> policies,
            List<AssociationListener> listeners,
            Optional<IdentityVerifier> identityVerifier,
            Optional<TransferSyntaxChoice> transferSyntaxChoice,
            Optional<Executor> executor) {}

    ServerAssembly(ServerProperties properties, BundleTls tls) {
        this.properties = properties;
        this.tls = tls;
    }

    ServerBuilder builder(Beans beans) {
        ServerBuilder builder = Server.builder();
        use(builder);
        use(beans, builder);
        return builder;
    }

    private void use(ServerBuilder builder) {
        Settings settings = new Settings(PREFIX);
        if (!properties.aeTitle().isEmpty()) {
            settings.use("ae-title", properties.aeTitle(), titles -> builder.aeTitle(titles.toArray(String[]::new)));
        }
        builder.anyCalledAeTitle(properties.anyCalledAeTitle());
        builder.endpoints(endpoints().toArray(Endpoint[]::new));
        settings.useEach(
                "trusted-proxies",
                properties.trustedProxies(),
                proxy -> builder.trustedProxies(Peer.Network.parse(proxy)));
        settings.useEach("deny", properties.deny(), denied -> builder.deny(Peer.Network.parse(denied)));
        builder.discoverHandlers(properties.discoverHandlers());
        settings.use("loops", properties.loops(), builder::loops);
        settings.use(
                "implementation-class-uid",
                properties.implementationClassUid(),
                uid -> builder.implementationClassUid(Uid.of(uid)));
        settings.use(
                "implementation-version-name",
                properties.implementationVersionName(),
                builder::implementationVersionName);
        builder.rejectWithoutContext(properties.rejectWithoutContext());
        builder.invokeWithoutRoleSelection(properties.invokeWithoutRoleSelection());
        builder.whenIdle(properties.whenIdle());
        builder.refuseOddLengths(properties.refuseOddLengths());
        builder.limits(properties.limits().toLimits(PREFIX + ".limits"));
        builder.timeouts(properties.timeouts().toTimeouts(PREFIX + ".timeouts"));
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(endpoint(PREFIX, properties.address(), properties.port(), properties.ssl()));
        for (EndpointProperties more : properties.additionalEndpoints()) {
            String prefix = PREFIX + ".additional-endpoints[" + (endpoints.size() - 1) + "]";
            endpoints.add(endpoint(prefix, more.address(), more.port(), more.ssl()));
        }
        return endpoints;
    }

    private Endpoint endpoint(String prefix, @Nullable InetAddress address, int port, ServerSslProperties ssl) {
        List<InetSocketAddress> places = new ArrayList<>();
        new Settings(prefix).use("port", port, number -> places.add(new InetSocketAddress(address, number)));
        String bundle = ssl.bundle();
        return bundle == null
                ? Endpoint.plain(places.get(0))
                : Endpoint.tls(places.get(0), tls.ofServer(prefix + ".ssl.bundle", bundle, ssl));
    }

    private void use(Beans beans, ServerBuilder builder) {
        builder.handler(beans.handlers().toArray(ActionHandler[]::new));
        beans.applicationEntities().forEach(builder::applicationEntity);
        policy(beans.policies()).ifPresent(builder::policy);
        beans.listeners().forEach(builder::listener);
        beans.identityVerifier().ifPresent(builder::identityVerifier);
        beans.transferSyntaxChoice().ifPresent(builder::transferSyntaxChoice);
        beans.executor().ifPresent(builder::executor);
    }

    /** Each of them has to accept; the property is asked first, since it costs nothing. */
    private Optional<AssociationPolicy> policy(List<AssociationPolicy> policies) {
        List<Peer> callers = new ArrayList<>();
        new Settings(PREFIX).useEach("callers", properties.callers(), caller -> callers.add(Peer.parse(caller)));
        List<AssociationPolicy> all = new ArrayList<>();
        if (!callers.isEmpty()) {
            all.add(AssociationPolicy.peers(callers.toArray(Peer[]::new)));
        }
        all.addAll(policies);
        return all.stream().reduce(AssociationPolicy::and);
    }
}

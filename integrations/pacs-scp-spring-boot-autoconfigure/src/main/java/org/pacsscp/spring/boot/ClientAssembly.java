package org.pacsscp.spring.boot;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientBuilder;
import org.pacsscp.api.Uid;

/** Makes the builder of a client from properties. */
final class ClientAssembly {
    private static final String PREFIX = ClientProperties.PREFIX;

    private ClientAssembly() {}

    static ClientBuilder builder(ClientProperties properties, BundleTls tls, Optional<Executor> executor) {
        ClientBuilder builder = Client.builder();
        Settings settings = new Settings(PREFIX);
        settings.use("ae-title", properties.aeTitle(), builder::aeTitle);
        settings.use(
                "ssl.bundle",
                properties.ssl().bundle(),
                bundle -> builder.tls(tls.ofClient(
                        PREFIX + ".ssl.bundle", bundle, properties.ssl().verifyHostName())));
        settings.use("loops", properties.loops(), builder::loops);
        settings.use("local-address", properties.localAddress(), builder::localAddress);
        settings.use(
                "implementation-class-uid",
                properties.implementationClassUid(),
                uid -> builder.implementationClassUid(Uid.of(uid)));
        settings.use(
                "implementation-version-name",
                properties.implementationVersionName(),
                builder::implementationVersionName);
        builder.refuseOddLengths(properties.refuseOddLengths());
        builder.limits(properties.limits().toLimits(PREFIX + ".limits"));
        builder.timeouts(properties.timeouts().toTimeouts(PREFIX + ".timeouts"));
        executor.ifPresent(builder::executor);
        return builder;
    }
}

package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.core.internal.io.loop.BufferPool;
import org.pacsscp.testkit.script.Script;

/** A handshake that fails, or is cut, gives its buffers back: a port with TLS meets many such peers. */
class TlsBuffersTest {
    private final BufferPool buffers = BufferPool.ofLongBuffers();
    private final int kept = MemoryNetwork.fill(buffers);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'GET / HTTP/1.1' 0D0A",
                "01 00 000000CD 0001 0000",
                "16 03 01 0004 01 000000",
                "16 03 01 4000 01 003FFC 0303",
                "15 03 03 0002 02 28"
            })
    void areGivenBack(String said) throws Exception {
        MemoryNetwork network = new MemoryNetwork(new FakeTime(), buffers);
        byte[] bytes = Script.of(said).bytes();

        MemoryChannel channel = network.connect(settings(), call -> 1 << 17);
        network.round();
        channel.arrive(bytes, 0, bytes.length);
        network.round();
        network.round();
        channel.end();
        network.round();
        network.round();

        assertThat(channel.isOpen()).isFalse();
        assertThat(MemoryNetwork.kept(buffers)).isEqualTo(kept);
        assertThat(new String(channel.sent(), StandardCharsets.ISO_8859_1)).hasSizeLessThan(100);
    }

    private static InboundSettings settings() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        TlsSettings tls = new TlsSettings(address -> engine(context), 0, Runnable::run);
        return new InboundSettings(
                RecordingHandler::new,
                new WaitingRoom(100, 100, 1 << 24),
                0,
                address -> false,
                0,
                (proxy, why) -> {},
                Optional.of(tls));
    }

    private static SSLEngine engine(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }
}

package org.pacsscp.core.internal.io.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.core.internal.io.OpenFiles;

@Timeout(60)
class SelectorPoolTest {
    private final SelectorPool pool = new SelectorPool();

    @Test
    void givesOutWhatItWasGiven() throws IOException {
        Selector first = pool.take();
        Selector second = pool.take();
        assertThat(second).isNotSameAs(first);
        pool.give(first);

        assertThat(pool.take()).isSameAs(first);
        first.close();
        second.close();
    }

    @Test
    void aSelectorLetsGoOfItsChannels() throws IOException {
        Selector selector = pool.take();
        pool.give(selector);
        // The JDK opens a descriptor of its own, for good, with the first channel of a kind that is closed.
        closeAChannelOf(selector);
        long before = OpenFiles.count();
        for (int i = 0; i < 10; i++) {
            closeAChannelOf(selector);
        }

        OpenFiles.assertAtMost(before);
        pool.close();
    }

    private void closeAChannelOf(Selector selector) throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        SelectionKey key = pipe.source().register(pool.take(), SelectionKey.OP_READ);
        pipe.source().close();
        pipe.sink().close();

        pool.give(selector);
        assertThat(selector.keys()).isEmpty();
        assertThat(key.isValid()).isFalse();
    }

    @Test
    void dropsASelectorThatIsClosed() throws IOException {
        Selector selector = pool.take();
        selector.close();
        pool.give(selector);

        Selector other = pool.take();
        assertThat(other).isNotSameAs(selector);
        other.close();
    }

    @Test
    void closesWhatItHasAndWhatItIsGivenAfterwards() throws IOException {
        Selector free = pool.take();
        Selector inUse = pool.take();
        pool.give(free);
        pool.close();
        assertThat(free.isOpen()).isFalse();
        assertThat(inUse.isOpen()).isTrue();

        pool.give(inUse);
        assertThat(inUse.isOpen()).isFalse();
    }
}

package org.pacsscp.examples.window.swing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pacsscp.examples.window.log.LogLine;
import org.slf4j.event.Level;

class LogListModelTest {
    private final LogListModel model = new LogListModel(5);

    @Test
    void keepsTheNewestLines() {
        assertThat(model.append(lines(1, 3))).isZero();
        assertThat(model.append(lines(4, 7))).isEqualTo(2);
        assertThat(texts()).containsExactly("3", "4", "5", "6", "7");
    }

    @Test
    void keepsTheNewestOfMoreThanItHolds() {
        model.append(lines(1, 2));
        assertThat(model.append(lines(3, 20))).isEqualTo(2);
        assertThat(texts()).containsExactly("16", "17", "18", "19", "20");
        assertThat(model.getSize()).isEqualTo(5);
        assertThat(model.getElementAt(4).text()).isEqualTo("20");
    }

    @Test
    void forgets() {
        model.append(lines(1, 3));
        model.clear();
        model.clear();
        assertThat(model.getSize()).isZero();
    }

    private List<String> texts() {
        return model.lines().stream().map(LogLine::text).toList();
    }

    private static List<LogLine> lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> new LogLine(Instant.EPOCH, Level.INFO, "test", Integer.toString(i)))
                .toList();
    }
}

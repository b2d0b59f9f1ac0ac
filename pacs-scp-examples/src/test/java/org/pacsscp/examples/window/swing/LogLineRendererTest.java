package org.pacsscp.examples.window.swing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineRendererTest {
    @Test
    void showsALineAsItIs() {
        assertThat(LogLineRenderer.toolTip("<b>CT_1</b> & others")).endsWith(">&lt;b&gt;CT_1&lt;/b&gt; &amp; others");
    }

    @Test
    void wrapsWhatIsLong() {
        assertThat(LogLineRenderer.toolTip("association 1 opened")).doesNotContain("width");
        assertThat(LogLineRenderer.toolTip("association rejected: ".repeat(10))).contains("<body width='");
    }
}

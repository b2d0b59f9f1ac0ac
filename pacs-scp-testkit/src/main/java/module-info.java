/**
 * DICOM for tests: peers that are fake, scripted and at fault, handlers called without a socket, invented data.
 *
 * <p>JUnit 5 and AssertJ are needed only by who uses the packages {@code junit} and {@code assertj}.
 */
module org.pacsscp.testkit {
    requires transitive org.pacsscp.api;
    requires transitive org.pacsscp.dataset;
    requires static transitive org.assertj.core;
    requires static org.jspecify;
    requires static transitive org.junit.jupiter.api;

    exports org.pacsscp.testkit.action;
    exports org.pacsscp.testkit.assertj;
    exports org.pacsscp.testkit.data;
    exports org.pacsscp.testkit.junit;
    exports org.pacsscp.testkit.pacs;
    exports org.pacsscp.testkit.requestor;
    exports org.pacsscp.testkit.script;
    exports org.pacsscp.testkit.tls;
    exports org.pacsscp.testkit.wire;
}

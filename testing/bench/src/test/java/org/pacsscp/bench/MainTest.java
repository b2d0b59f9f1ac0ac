package org.pacsscp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run nosuch                   | there is no scenario "nosuch"; there are [echo
            run --pairs 0                | --pairs must be more than 0
            run --seconds -1             | --seconds must be more than 0
            run --external x             | "x" is not of the form NAME=HOST:PORT
            serve --port 99999           | port out of range:99999
            serve --max-pdu-length 1     | maxPduLength
            floor --port 99999           | port out of range:99999
            archive --example-jar nosuch | there is no nosuch
            catalog --studies 7          | --studies must be a multiple of 2500
            hospital --catalog h2        | "h2" is no catalog; give sqlite, postgresql
            hospital --hours 18-8        | hours must be within 0-24, but are 18-8
            hospital --scale 0           | --scale must be more than 0
            hospital --example-jar nosuch | there is no nosuch
            hospital --to x              | --to: give an AE title, a host and a port
            overhead --processes 99      | --processes must be 1 to --pairs
            micro nosuch                 | no benchmark matches "nosuch"
            """)
    void saysWhatIsWrongInALine(String arguments, String message) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine().setErr(new PrintWriter(err));

        assertThat(commandLine.execute(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    }
}

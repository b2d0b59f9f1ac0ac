package org.pacsscp.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            soak --minutes -1                | -1 must be more than 0
            soak --minutes soon              | soon is not a number
            soak --threads 0                 | 0 must be a whole number from 1 to 2147483647
            soak --faults 200                | 200 must be from 0 to 100
            soak --port 99999                | 99999 must be a whole number from 0 to 65535
            fuzz --sessions 0                | 0 must be a whole number from 1 to 2147483647
            fuzz --threads -1                | -1 must be a whole number from 1 to 2147483647
            corpus --port 99999              | 99999 must be a whole number from 0 to 65535
            corpus --patience 0              | 0 must be a whole number from 1 to 2147483647
            corpus --only nosuchcase         | no case has "nosuchcase" in its name; --list shows them
            serve --port 70000               | 70000 must be a whole number from 0 to 65535
            serve --deadlines 0              | 0 must be a whole number from 1 to 2147483647
            """)
    void saysWhatAnOptionMayBe(String arguments, String message) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine().setErr(new PrintWriter(err));

        assertThat(commandLine.execute(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }
}

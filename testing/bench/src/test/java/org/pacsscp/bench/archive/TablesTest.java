package org.pacsscp.bench.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class TablesTest {
    /** Whatever command. */
    @Command
    private static final class Measuring {
        @Mixin
        private final Tables tables = new Tables();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                | true  | true  | true  | true
            --store           | true  | false | false | false
            --at-once         | false | true  | false | false
            --fsync           | false | false | true  | false
            --get             | false | false | false | true
            --at-once --fsync | false | true  | true  | false
            """)
    void areThoseThatAreNamedOrAll(String line, boolean store, boolean atOnce, boolean fsync, boolean get) {
        Measuring measuring = new Measuring();

        new CommandLine(measuring).parseArgs(line.isEmpty() ? new String[0] : line.split(" "));

        Tables tables = measuring.tables;
        assertThat(tables.haveStore()).isEqualTo(store);
        assertThat(tables.haveAtOnce()).isEqualTo(atOnce);
        assertThat(tables.haveFsync()).isEqualTo(fsync);
        assertThat(tables.haveGet()).isEqualTo(get);
        assertThat(tables.haveStores()).isEqualTo(store || atOnce || fsync);
    }
}

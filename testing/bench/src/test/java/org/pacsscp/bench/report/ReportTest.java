package org.pacsscp.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pacsscp.bench.measure.Results;

class ReportTest {
    private final Results results = Invented.results();

    @Test
    void isMarkdown() {
        assertThat(Invented.report(results).markdown()).isEqualTo("""
                        # pacs-scp benchmarks

                        - processors: 2, "invented"

                        ## Echo <by> number (scaling)

                        | associations | server | operations/s | min – max | beside floor | server CPU µs/operation, beside that of 50 | server CPU µs/operation |
                        |---|---|---:|---:|---:|---:|---:|
                        | 50 | floor | 2,000 | 1,000 – 3,000 | – | – | 10.0 |
                        | 50 | pacs-scp | 1,500 | 500 – 2,000 | 0.50 (0.50 – 1.00) | – | 20.0 |
                        | 500 | floor | 2,000 | 1,000 – 3,000 | – | 1.00 (1.00 – 1.00) | 10.0 |
                        | 500 | pacs-scp | 500 | 250 – 750 | 0.25 (0.25 – 0.25) | 1.50 (1.50 – 1.50) | 30.0 |

                        """);
    }

    @Test
    void isTextInColumns() {
        assertThat(Invented.report(results).text().lines())
                .contains("pacs-scp benchmarks", "===================")
                .anyMatch(line ->
                        line.startsWith("50            pacs-scp         1,500    500 – 2,000  0.50 (0.50 – 1.00)"));
    }

    @Test
    void saysWhatWasLeftOutAndWhatFailed() {
        results.note("idle, 8000: needs more");
        results.failure("echo, 50, floor, round 1: gone");

        assertThat(Invented.report(results).markdown()).endsWith("""
                        ## Left out

                        - idle, 8000: needs more

                        ## Failures

                        - echo, 50, floor, round 1: gone

                        """);
    }

    @Test
    void isJson() {
        results.failure("a \"quoted\\\" line\n");

        assertThat(JsonReport.of(Invented.report(results)))
                .startsWith(
                        "{\"circumstances\": {\"processors\": \"2, \\\"invented\\\"\"}, \"references\": [\"mine\",\n\"floor\"]")
                .contains("{\"scenario\": \"scaling\", \"point\": \"50\", \"server\": \"floor\", \"round\": 1,"
                        + " \"operations/s\": 1000.0, \"server CPU µs/operation\": 10.0}")
                .endsWith("\"notes\": [], \"failures\": [\"a \\\"quoted\\\\\\\" line\\u000a\"]}\n");
    }
}

package org.pacsscp.examples.worklist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Comma-separated values as RFC 4180 has them: a value may be quoted, and then have commas, line ends and doubled quotes. */
final class CsvText {
    private static final char QUOTE = '"';

    private final String text;
    private int at;

    private CsvText(String text) {
        this.text = text;
    }

    /** Returns the values of each line, but for empty lines. */
    static List<List<String>> lines(String text) throws IOException {
        CsvText csv = new CsvText(text);
        List<List<String>> lines = new ArrayList<>();
        while (csv.at < text.length()) {
            List<String> line = csv.line();
            if (line.size() > 1 || !line.get(0).isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private List<String> line() throws IOException {
        List<String> values = new ArrayList<>();
        do {
            values.add(is(QUOTE) ? quoted() : plain());
        } while (skip(','));
        if (at < text.length() && !skipLineEnd()) {
            throw new IOException("something stands behind the quotation mark that ends a value, at character " + at);
        }
        return values;
    }

    private String plain() {
        int from = at;
        while (at < text.length() && !is(',') && !is('\r') && !is('\n')) {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() throws IOException {
        int from = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            if (!is(QUOTE)) {
                value.append(text.charAt(at++));
            } else {
                at++;
                if (!is(QUOTE)) {
                    return value.toString();
                }
                value.append(QUOTE);
                at++;
            }
        }
        throw new IOException("the quotation mark at character " + from + " is never closed");
    }

    private boolean skipLineEnd() {
        boolean carriageReturn = skip('\r');
        return skip('\n') || carriageReturn;
    }

    private boolean is(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    private boolean skip(char wanted) {
        boolean found = is(wanted);
        if (found) {
            at++;
        }
        return found;
    }
}

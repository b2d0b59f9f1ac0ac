package org.pacsscp.audit;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes XML of elements, attributes and text, in one line: whatever is no character of XML 1.0 becomes U+FFFD. */
final class XmlWriter {
    private static final int REPLACEMENT = 0xFFFD;

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;

    XmlWriter start(String name) {
        endTag();
        out.append('<').append(name);
        open.push(name);
        inTag = true;
        return this;
    }

    XmlWriter attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value);
        out.append('"');
        return this;
    }

    XmlWriter text(String text) {
        endTag();
        escape(text);
        return this;
    }

    XmlWriter end() {
        String name = open.pop();
        if (inTag) {
            out.append("/>");
            inTag = false;
        } else {
            out.append("</").append(name).append('>');
        }
        return this;
    }

    private void endTag() {
        if (inTag) {
            out.append('>');
            inTag = false;
        }
    }

    private void escape(String value) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                default -> out.appendCodePoint(isCharacter(c) ? c : REPLACEMENT);
            }
        });
    }

    /** XML 1.0, production 2. NEL and the line separator are such characters, but end lines for some readers. */
    private static boolean isCharacter(int c) {
        return c >= 0x20 && c != 0x85 && c != 0x2028 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}

package org.pacsscp.examples.dump;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.RegisteredUid;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Vr;
import org.pacsscp.examples.terminal.VisibleText;

/** Values as text: {@code [CT]}, {@code =CTImageStorage}, {@code 512\512}, {@code ff\d8}; long ones are cut. */
final class ValueText {
    static final String NONE = "(no value available)";
    static final String MASKED = "(masked)";

    /** Of the value that is shown, as {@code dcmdump} cuts it. */
    private static final int LONGEST = 70;

    private static final String CUT = "...";

    /** More numbers, of one digit and a backslash each, are never shown. */
    private static final int MOST_NUMBERS = LONGEST / 2;

    private ValueText() {}

    static String of(Element element) {
        Vr vr = element.vr();
        if (vr == Vr.UI) {
            return uids(element);
        }
        if (vr.isText()) {
            return cut("[" + VisibleText.of(String.join("\\", element.texts())) + "]");
        }
        ByteBuffer value = element.buffer();
        return vr.isMultiValued() && value.remaining() <= MOST_NUMBERS * vr.valueSize()
                ? cut(String.join("\\", element.texts()))
                : ofBytes(value, vr);
    }

    private static String uids(Element element) {
        List<Uid> uids = element.uids();
        Optional<RegisteredUid> name = uids.size() == 1 ? RegisteredUid.find(uids.get(0)) : Optional.empty();
        return name.map(uid -> "=" + uid.keyword())
                .orElseGet(() -> cut("[" + VisibleText.of(String.join("\\", element.texts())) + "]"));
    }

    /** Bytes or words in the order of their bytes in the buffer, each in hexadecimal digits. */
    static String ofBytes(ByteBuffer value, Vr vr) {
        StringBuilder text = new StringBuilder();
        int size = Math.max(1, vr.swapUnit());
        int most = LONGEST - CUT.length() - 2 * size - 2;
        while (value.remaining() >= size && text.length() <= most) {
            text.append(text.isEmpty() ? "" : "\\").append(word(value, size));
        }
        return value.hasRemaining() ? text + "\\" + CUT : text.toString();
    }

    private static String word(ByteBuffer value, int size) {
        return switch (size) {
            case 2 -> "%04x".formatted(value.getShort());
            case 4 -> "%08x".formatted(value.getInt());
            case 8 -> "%016x".formatted(value.getLong());
            default -> "%02x".formatted(value.get());
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - CUT.length()) + CUT;
    }
}

package org.pacsscp.storage;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;
import org.pacsscp.storage.internal.name.SafeName;

/** A part of a name: characters as they stand in a template, or what takes the place of braces. */
sealed interface NamePart {
    /** Returns what stands in the name, safe but for where it stands. */
    String text(StoreRequest request, DataSet header);

    /** How long that can be, if instances have UIDs. */
    int longest();

    /** Tells whether the header is read for it. */
    default boolean readsHeader() {
        return false;
    }

    /** Tells whether it is another for each instance. */
    default boolean tellsInstancesApart() {
        return false;
    }

    /** As it stands in the template. */
    record Literal(String characters) implements NamePart {
        @Override
        public String text(StoreRequest request, DataSet header) {
            return characters;
        }

        @Override
        public int longest() {
            return characters.length();
        }
    }

    /** What C-STORE calls the instance. */
    record Instance() implements NamePart {
        @Override
        public String text(StoreRequest request, DataSet header) {
            return SafeName.ofInstance(request.sopInstance());
        }

        @Override
        public int longest() {
            return Uid.MAX_LENGTH;
        }

        @Override
        public boolean tellsInstancesApart() {
            return true;
        }
    }

    /** A value. */
    record Value(Source source) implements NamePart {
        @Override
        public String text(StoreRequest request, DataSet header) {
            return SafeName.ofValue(source.value().apply(request, header));
        }

        @Override
        public int longest() {
            return SafeName.MAX_VALUE_LENGTH;
        }

        @Override
        public boolean readsHeader() {
            return source.inHeader();
        }
    }

    /** A byte of the hash of a value, from its first one on. */
    record Hash(Source source, int index) implements NamePart {
        @Override
        public String text(StoreRequest request, DataSet header) {
            int hash = SafeName.hash(source.value().apply(request, header));
            return HexFormat.of().toHexDigits((byte) (hash >>> (Integer.SIZE - Byte.SIZE * index)));
        }

        @Override
        public int longest() {
            return 2;
        }

        @Override
        public boolean readsHeader() {
            return source.inHeader();
        }
    }

    /** Where a value comes from. */
    record Source(BiFunction<StoreRequest, DataSet, String> value, boolean inHeader) {
        static Source of(String name) {
            return switch (name) {
                case "CallingAETitle" ->
                    new Source((request, header) -> request.sender().value(), false);
                case "CalledAETitle" ->
                    new Source((request, header) -> request.receiver().value(), false);
                case "SOPInstanceUID" -> new Source((request, header) -> request.sopInstance(), false);
                case "SOPClassUID" ->
                    new Source((request, header) -> request.sopClass().value(), false);
                default -> inHeader(tag(name));
            };
        }

        private static Source inHeader(int tag) {
            return new Source((request, header) -> header.text(tag).orElse(""), true);
        }

        private static int tag(String name) {
            if (TAG.matcher(name).matches()) {
                return Integer.parseUnsignedInt(name, 16);
            }
            DictionaryEntry entry = Dictionary.standard()
                    .find(name)
                    .orElseThrow(() -> new IllegalArgumentException("no attribute has the keyword " + name));
            if (Dictionary.standard().vr(entry.tag()) == Vr.SQ
                    || Integer.compareUnsigned(entry.tag(), PIXEL_DATA_GROUP) >= 0) {
                throw new IllegalArgumentException(name + " has no text that could be a name");
            }
            return entry.tag();
        }
    }

    /** Group and element. */
    Pattern TAG = Pattern.compile("[0-9A-Fa-f]{8}");

    /** The header ends before it. */
    int PIXEL_DATA_GROUP = Tag.PIXEL_DATA & 0xFFFF0000;

    /** What may stand in a name. */
    Pattern PART = Pattern.compile("\\{([A-Za-z0-9]+)(?::hash([1-4]))?}|[A-Za-z0-9._-]+");

    /** Reads a name of a template. */
    static List<NamePart> parse(String name) {
        List<NamePart> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(name);
        int end = 0;
        while (matcher.lookingAt()) {
            parts.add(part(matcher));
            end = matcher.end();
            matcher.region(end, name.length());
        }
        if (end != name.length()) {
            throw new IllegalArgumentException(
                    "\"" + name.substring(end) + "\" is neither a keyword or tag in braces nor of letters,"
                            + " digits, dots, hyphens and underscores");
        }
        return parts;
    }

    private static NamePart part(Matcher matcher) {
        String keyword = matcher.group(1);
        String hash = matcher.group(2);
        if (keyword == null) {
            return new Literal(matcher.group());
        }
        String name = keyword.equals("00080018") ? "SOPInstanceUID" : keyword;
        if (hash != null) {
            return new Hash(Source.of(name), Integer.parseInt(hash));
        }
        return name.equals("SOPInstanceUID") ? new Instance() : new Value(Source.of(name));
    }
}

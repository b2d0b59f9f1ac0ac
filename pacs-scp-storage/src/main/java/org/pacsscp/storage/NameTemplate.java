package org.pacsscp.storage;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.storage.internal.name.SafeName;

/**
 * Where instances go in their store: names, some of which are made of attributes.
 *
 * <pre>{@code
 * NameTemplate.of("{StudyInstanceUID}/{SeriesInstanceUID}/{SOPInstanceUID}.dcm");
 * NameTemplate.of("{CallingAETitle}/{StudyDate}/{SOPInstanceUID:hash1}/{SOPInstanceUID}.dcm");
 * }</pre>
 *
 * <p>In braces stand an attribute of the data set, by its keyword (PS3.6) or its tag, such as {@code {00100020}}; or {@code
 * CallingAETitle}, {@code CalledAETitle}. {@code {SOPInstanceUID}}, which must be among them so that no two instances have the same
 * name, and {@code {SOPClassUID}} are what C-STORE names. Of several values the first one counts; where there is none stands {@code
 * _}. {@code :hash1} to {@code :hash4} behind an attribute stand for two hexadecimal digits of a hash of its value, so that no
 * directory has more than 256 entries of them.
 *
 * <p>A value is made safe: all but ASCII letters, digits, dot, hyphen and underscore is escaped as {@code %} and two digits, and
 * what then exceeds 96 characters ends in a hash. So it stays one name, below its directory, on any file system, whatever a peer
 * sends. Names of attributes that say who a patient is make paths that say so, too.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class NameTemplate {
    /** All instances in one directory: {@code {SOPInstanceUID}.dcm}. */
    public static final NameTemplate FLAT = of("{SOPInstanceUID}.dcm");

    /**
     * A directory for each series in one for each study, and those spread over 65,536, none of which grows over some thousand
     * entries: {@code {StudyInstanceUID:hash1}/{StudyInstanceUID:hash2}/{StudyInstanceUID}/{SeriesInstanceUID}/{SOPInstanceUID}.dcm}.
     */
    public static final NameTemplate BY_STUDY = of("{StudyInstanceUID:hash1}/{StudyInstanceUID:hash2}/"
            + "{StudyInstanceUID}/{SeriesInstanceUID}/{SOPInstanceUID}.dcm");

    private static final int MOST_NAMES = 16;

    /** {@link SafeName#whole} may add four characters. */
    private static final int LONGEST_NAME = SafeName.MAX_NAME_LENGTH - 4;

    private final String text;
    private final List<List<NamePart>> names;
    private final boolean readsHeader;

    private NameTemplate(String text, List<List<NamePart>> names) {
        this.text = text;
        this.names = names;
        readsHeader = names.stream().flatMap(List::stream).anyMatch(NamePart::readsHeader);
    }

    /**
     * Reads a template.
     *
     * @param template names joined by {@code /}; besides what is in braces letters, digits and {@code . - _} may stand in them
     * @return the template
     * @throws IllegalArgumentException if it is none; the message says what is wrong with it
     */
    public static NameTemplate of(String template) {
        Objects.requireNonNull(template, "template");
        List<List<NamePart>> names = new ArrayList<>();
        for (String name : template.split("/", -1)) {
            names.add(name(template, name));
        }
        if (names.size() > MOST_NAMES) {
            throw wrong(template, "it has more than " + MOST_NAMES + " names");
        }
        if (names.stream().flatMap(List::stream).noneMatch(NamePart::tellsInstancesApart)) {
            throw wrong(template, "instances would have the same name; put {SOPInstanceUID} into it");
        }
        return new NameTemplate(template, names);
    }

    private static List<NamePart> name(String template, String name) {
        List<NamePart> parts;
        try {
            parts = NamePart.parse(name);
        } catch (IllegalArgumentException e) {
            throw wrong(template, String.valueOf(e.getMessage()));
        }
        if (parts.isEmpty()) {
            throw wrong(template, "a name in it is empty");
        }
        if (parts.stream().mapToInt(NamePart::longest).sum() > LONGEST_NAME) {
            throw wrong(template, "\"" + name + "\" may become longer than a file system takes");
        }
        return parts;
    }

    private static IllegalArgumentException wrong(String template, String why) {
        return new IllegalArgumentException("\"" + template + "\" is no template of names: " + why);
    }

    /** Tells whether a name needs more than what C-STORE and its association say. */
    boolean readsHeader() {
        return readsHeader;
    }

    /** Returns where an instance goes. */
    String location(StoreRequest request, DataSet header) {
        StringBuilder location = new StringBuilder();
        for (List<NamePart> parts : names) {
            StringBuilder name = new StringBuilder();
            for (NamePart part : parts) {
                name.append(part.text(request, header));
            }
            location.append(location.isEmpty() ? "" : "/").append(SafeName.whole(name.toString()));
        }
        return location.toString();
    }

    /** Returns another name beside one that is taken, which nothing has had before: a random number before the suffix. */
    static String beside(String location) {
        int suffix = location.lastIndexOf('.');
        int at = suffix > location.lastIndexOf('/') ? suffix : location.length();
        String number = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return location.substring(0, at) + '~' + number + location.substring(at);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NameTemplate that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the template as it was given. */
    @Override
    public String toString() {
        return text;
    }
}

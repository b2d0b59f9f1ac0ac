package org.pacsscp.examples.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

/**
 * What is to match, or to be returned: {@code PatientID=P1}, {@code StudyDescription},
 * {@code ScheduledProcedureStepSequence[0].Modality=CT}.
 *
 * @param sequences the tags of the sequences around it, from the outside
 * @param attribute the attribute
 * @param value what was typed behind the first equals sign; empty for whatever value it has
 */
public record Key(List<Integer> sequences, DictionaryEntry attribute, Optional<String> value) {
    private static final Pattern AROUND = Pattern.compile("([^\\[\\].]+)\\[([0-9]+)]");

    /** Copies. */
    public Key {
        sequences = List.copyOf(sequences);
    }

    /**
     * Reads a key.
     *
     * @param text what was typed
     * @return the key
     * @throws IllegalArgumentException if it is none; the message says what to do
     */
    public static Key parse(String text) {
        int equals = text.indexOf('=');
        String path = equals < 0 ? text : text.substring(0, equals);
        Optional<String> value = equals < 0
                ? Optional.empty()
                : Optional.of(text.substring(equals + 1)).filter(typed -> !typed.isEmpty());
        String[] names = path.split("\\.", -1);
        List<Integer> sequences = new ArrayList<>();
        for (int i = 0; i < names.length - 1; i++) {
            sequences.add(sequence(names[i]));
        }
        DictionaryEntry attribute = Attributes.find(names[names.length - 1]);
        if (attribute.tag() == Tag.QUERY_RETRIEVE_LEVEL) {
            throw new IllegalArgumentException("the level is no key; give --level");
        }
        if (value.isPresent() && isSequence(attribute)) {
            throw new IllegalArgumentException(attribute.keyword()
                    + " is a sequence; give what is in its item, such as " + attribute.keyword() + "[0].KEYWORD=VALUE");
        }
        return new Key(sequences, attribute, value);
    }

    /** A key has one item in a sequence, or none (PS3.4 section C.2.2.2.6). */
    private static int sequence(String text) {
        Matcher matcher = AROUND.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no item of a sequence, such as"
                    + " ScheduledProcedureStepSequence[0].Modality");
        }
        DictionaryEntry entry = Attributes.find(matcher.group(1));
        if (!isSequence(entry)) {
            throw new IllegalArgumentException(entry.keyword() + " is no sequence");
        }
        if (!matcher.group(2).equals("0")) {
            throw new IllegalArgumentException(
                    "a sequence that is a key has one item; write " + entry.keyword() + "[0]");
        }
        return entry.tag();
    }

    private static boolean isSequence(DictionaryEntry entry) {
        return entry.vrs().contains(Vr.SQ);
    }

    /** Tells whether it stands in no sequence. */
    boolean isAtTheTop() {
        return sequences.isEmpty();
    }

    /** Returns the key without its value, which may tell of a patient. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        sequences.forEach(tag -> text.append(Attributes.name(tag)).append("[0]."));
        return text.append(Attributes.name(attribute.tag())).toString();
    }
}

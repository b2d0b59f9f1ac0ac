package org.pacsscp.robustness.corpus;

import java.util.ArrayList;
import java.util.List;

/** Words as a line of text. */
final class Words {
    private Words() {}

    /** Lists them; a word that comes several times in a row is counted. */
    static String listed(List<String> words) {
        List<String> parts = new ArrayList<>();
        int run = 0;
        for (int i = 0; i < words.size(); i++) {
            run++;
            if (i + 1 == words.size() || !words.get(i + 1).equals(words.get(i))) {
                parts.add(run == 1 ? words.get(i) : run + " times " + words.get(i));
                run = 0;
            }
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }
}

package org.pacsscp.testkit.pacs;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pacsscp.api.AeTitle;

/**
 * What all associations of a fake PACS have in common. Any thread.
 *
 * @param aeTitles by which it may be called; empty for any
 * @param offer what it accepts
 * @param strict whether C-ECHO and C-STORE must be expected too
 * @param expectations what the test expects
 * @param journal what has come
 * @param destinations of C-MOVE
 */
record Settings(
        Set<AeTitle> aeTitles,
        Offer offer,
        boolean strict,
        Expectations expectations,
        Journal journal,
        Map<String, Destination> destinations) {
    Settings(Set<AeTitle> aeTitles, Offer offer, boolean strict) {
        this(Set.copyOf(aeTitles), offer, strict, new Expectations(), new Journal(), new ConcurrentHashMap<>());
    }

    boolean isCalled(String aeTitle) {
        return aeTitles.isEmpty()
                || aeTitles.stream().anyMatch(title -> title.value().equals(aeTitle));
    }
}

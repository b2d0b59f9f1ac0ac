package org.pacsscp.core.internal.ul;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** PS3.8 Table 9-10 as the standard prints it, both the requestor's cells and the acceptor's. */
final class Table910 {
    static final int STATES = 13;
    static final int EVENTS = 19;

    /**
     * A cell.
     *
     * @param action what to do, as {@code AA-1}; empty where the cell is blank
     * @param nextStates the numbers of the states that may follow
     */
    record Cell(String action, List<Integer> nextStates) {
        boolean isBlank() {
            return action.isEmpty();
        }
    }

    private final List<List<Cell>> rows;

    private Table910(List<List<Cell>> rows) {
        this.rows = rows;
    }

    static Table910 read() {
        try (InputStream in = Table910.class.getResourceAsStream("table-9-10.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            List<List<Cell>> rows = new ArrayList<>();
            text.lines().filter(line -> line.startsWith("Evt")).forEach(line -> rows.add(row(rows.size() + 1, line)));
            return new Table910(rows);
        } catch (IOException e) {
            throw new IllegalStateException("no table", e);
        }
    }

    private static List<Cell> row(int number, String line) {
        List<String> parts =
                Arrays.stream(line.split("\\|", -1)).map(String::trim).toList();
        if (parts.size() != STATES + 1 || !parts.get(0).startsWith("Evt" + number + " ")) {
            throw new IllegalStateException("not row " + number + ": " + line);
        }
        return parts.stream().skip(1).map(Table910::cell).toList();
    }

    private static Cell cell(String text) {
        if (text.isEmpty()) {
            return new Cell("", List.of());
        }
        int space = text.indexOf(' ');
        List<Integer> nextStates = Arrays.stream(text.substring(space + 1).split(" or ", -1))
                .map(Integer::valueOf)
                .toList();
        return new Cell(text.substring(0, space), nextStates);
    }

    int rows() {
        return rows.size();
    }

    Cell cell(int event, int state) {
        return rows.get(event - 1).get(state - 1);
    }

    /** AR-8 is the one action that asks which side we are: its first state is the requestor's, the second the acceptor's. */
    List<Integer> nextStates(int event, int state, boolean acceptor) {
        Cell cell = cell(event, state);
        return cell.action().equals("AR-8") ? List.of(cell.nextStates().get(acceptor ? 1 : 0)) : cell.nextStates();
    }

    /** The states that a side can come to from Sta1 by these events. */
    Set<Integer> reachable(Set<Integer> events, boolean acceptor) {
        Set<Integer> reached = new TreeSet<>(Set.of(1));
        Deque<Integer> unseen = new ArrayDeque<>(reached);
        while (!unseen.isEmpty()) {
            int state = unseen.remove();
            for (int event : events) {
                for (int next : nextStates(event, state, acceptor)) {
                    if (reached.add(next)) {
                        unseen.add(next);
                    }
                }
            }
        }
        return reached;
    }
}

package org.pacsscp.it;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds what uses itself by way of others: the strongly connected components of a graph (Tarjan's algorithm). */
final class Cycles {
    private final Map<String, Set<String>> uses;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> earliest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> isOpen = new HashSet<>();
    private final List<Set<String>> found = new ArrayList<>();

    private Cycles(Map<String, Set<String>> uses) {
        this.uses = uses;
    }

    /** Returns the cycles of more than one member, each as large as it can be. */
    static List<Set<String>> of(Map<String, Set<String>> uses) {
        Cycles cycles = new Cycles(uses);
        uses.keySet().stream().filter(one -> !cycles.order.containsKey(one)).forEach(cycles::visit);
        return cycles.found;
    }

    private void visit(String one) {
        order.put(one, order.size());
        earliest.put(one, order.get(one));
        open.push(one);
        isOpen.add(one);
        for (String used : uses.getOrDefault(one, Set.of())) {
            if (!order.containsKey(used)) {
                visit(used);
                earliest.merge(one, earliest.get(used), Math::min);
            } else if (isOpen.contains(used)) {
                earliest.merge(one, order.get(used), Math::min);
            }
        }
        if (earliest.get(one).equals(order.get(one))) {
            close(one);
        }
    }

    private void close(String first) {
        Set<String> members = new TreeSet<>();
        String member;
        do {
            member = open.pop();
            isOpen.remove(member);
            members.add(member);
        } while (!member.equals(first));
        if (members.size() > 1) {
            found.add(members);
        }
    }
}

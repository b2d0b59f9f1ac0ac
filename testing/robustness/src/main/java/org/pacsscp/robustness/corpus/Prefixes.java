package org.pacsscp.robustness.corpus;

import static org.pacsscp.testkit.wire.Bytes.prefix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pacsscp.testkit.wire.Pdus;

/**
 * One sound conversation, broken off in each of its PDUs: before and after its type, its header, the headers of its PDV, in
 * the middle, before and after its last byte; by FIN, by RST and by silence.
 */
final class Prefixes {
    private static final String SOURCE = "PS3.8 Table 9-10, Evt17 and Evt18, at any byte";

    /** A PDU of the conversation, and what answers it. */
    private record Turn(String name, Step.Say said, List<String> answer) {
        static Turn of(String name, byte[] bytes, String... answer) {
            return new Turn(name, new Step.Say(bytes, 1), List.of(answer));
        }

        byte[] bytes() {
            return said.bytes();
        }
    }

    private Prefixes() {}

    static Theme theme(Caller caller) {
        List<Turn> turns = List.of(
                Turn.of("A-ASSOCIATE-RQ", caller.request(), "AC"),
                Turn.of("C-ECHO-RQ", Caller.echo(1), "C-ECHO-RSP 0000H"),
                Turn.of("C-STORE-RQ", Caller.storeCommand(2)),
                Turn.of("data set", Caller.data(DataSets.BEGINNING)),
                Turn.of("end of the data set", Caller.lastData(DataSets.REST), "C-STORE-RSP 0000H"),
                Turn.of("A-RELEASE-RQ", Pdus.releaseRq(), "RP"));
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            for (int length : cuts(turns.get(i))) {
                addEnds(cases, turns, i, length);
            }
        }
        return new Theme("Every prefix of a conversation", cases);
    }

    private static Set<Integer> cuts(Turn turn) {
        int whole = turn.bytes().length;
        Set<Integer> cuts = new TreeSet<>(List.of(1, 2, Pdus.HEADER_LENGTH, whole / 2, whole - 1, whole));
        if (turn.bytes()[0] == Pdus.P_DATA_TF) {
            cuts.addAll(List.of(8, 10, 11, 12, 13));
        }
        if (turn.bytes()[0] == Pdus.ASSOCIATE_RQ) {
            cuts.addAll(List.of(10, 26, 42, 74, 76, 78));
        }
        return cuts;
    }

    private static void addEnds(List<Case> cases, List<Turn> turns, int index, int length) {
        Turn broken = turns.get(index);
        boolean whole = length == broken.bytes().length;
        String place = "%s, %s".formatted(broken.name(), whole ? "whole" : length + " bytes");

        cases.add(upTo("prefix: " + place + ", FIN", turns, index, length).fin());
        cases.add(upTo("prefix: " + place + ", RST", turns, index, length).rst());
        Case stalled = upTo("prefix: " + place + ", silence", turns, index, length);
        boolean associated = index > 0 || whole;
        boolean released = index == turns.size() - 1 && whole;
        cases.add(associated && !released ? stalled.stall("A0", "close") : stalled.stall("close"));
    }

    private static Case upTo(String name, List<Turn> turns, int index, int length) {
        Case scene = Case.named(name, SOURCE);
        for (Turn turn : turns.subList(0, index)) {
            scene = scene.say(turn.bytes()).hear(turn.answer().toArray(String[]::new));
        }
        Turn broken = turns.get(index);
        scene = scene.say(prefix(broken.bytes(), length));
        return length == broken.bytes().length
                ? scene.hear(broken.answer().toArray(String[]::new)).opened()
                : scene.opened();
    }
}

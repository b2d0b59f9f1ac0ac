package org.pacsscp.robustness.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.pacsscp.testkit.wire.Bytes;

/** A change of what is said, at a place and in a way left to chance. Each works on the PDUs of all turns. */
public enum Mutation {
    FLIP_BITS {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            byte[] pdu = change(pdus, chance);
            for (int i = 1 + chance.nextInt(4); i > 0; i--) {
                pdu[chance.nextInt(pdu.length)] ^= (byte) (1 << chance.nextInt(8));
            }
        }
    },
    SET_BYTE {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            byte[] pdu = change(pdus, chance);
            pdu[chance.nextInt(pdu.length)] = (byte) pick(INTERESTING_BYTES, chance);
        }
    },
    /** The length of the PDU. */
    CHANGE_PDU_LENGTH {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            changeLength(ByteBuffer.wrap(change(pdus, chance)), 2, chance);
        }
    },
    /** Four bytes anywhere, such as the length of a fragment or, read backwards, that of an element. */
    CHANGE_LONG_LENGTH {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            ByteBuffer pdu = ByteBuffer.wrap(change(pdus, chance));
            if (pdu.capacity() >= 10) {
                changeLength(pdu, 6 + chance.nextInt(pdu.capacity() - 9), chance);
            }
        }
    },
    /** Two bytes anywhere, such as the length of an item. */
    CHANGE_SHORT_LENGTH {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            ByteBuffer pdu = ByteBuffer.wrap(change(pdus, chance));
            int at = chance.nextInt(pdu.capacity() - 1);
            pdu.putShort(at, (short) (pdu.getShort(at) + pick(DIFFERENCES, chance)));
        }
    },
    INSERT_BYTES {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            int index = chance.nextInt(pdus.size());
            byte[] pdu = pdus.get(index);
            int at = chance.nextInt(pdu.length + 1);
            byte[] more = new byte[1 + chance.nextInt(16)];
            chance.nextBytes(more);
            pdus.set(index, Bytes.join(Arrays.copyOf(pdu, at), more, Arrays.copyOfRange(pdu, at, pdu.length)));
        }
    },
    REMOVE_BYTES {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            int index = chance.nextInt(pdus.size());
            byte[] pdu = pdus.get(index);
            int from = chance.nextInt(pdu.length);
            int to = Math.min(pdu.length, from + 1 + chance.nextInt(16));
            pdus.set(index, Bytes.join(Arrays.copyOf(pdu, from), Arrays.copyOfRange(pdu, to, pdu.length)));
        }
    },
    DUPLICATE_PDU {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            pdus.add(
                    chance.nextInt(pdus.size() + 1),
                    pdus.get(chance.nextInt(pdus.size())).clone());
        }
    },
    DROP_PDU {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            pdus.remove(chance.nextInt(pdus.size()));
        }
    },
    SWAP_PDUS {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            Collections.swap(pdus, chance.nextInt(pdus.size()), chance.nextInt(pdus.size()));
        }
    },
    /** The rest is never sent. */
    TRUNCATE {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            int index = chance.nextInt(pdus.size());
            pdus.subList(index + 1, pdus.size()).clear();
            byte[] last = pdus.get(index);
            pdus.set(index, Arrays.copyOf(last, chance.nextInt(last.length)));
        }
    },
    /** Goes on as another conversation does. */
    SPLICE {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            pdus.subList(chance.nextInt(pdus.size()), pdus.size()).clear();
            others.subList(chance.nextInt(others.size()), others.size()).forEach(pdu -> pdus.add(pdu.clone()));
        }
    },
    /** A PDU of another conversation between those of this. */
    INSERT_PDU {
        @Override
        void apply(List<byte[]> pdus, List<byte[]> others, Random chance) {
            pdus.add(
                    chance.nextInt(pdus.size() + 1),
                    others.get(chance.nextInt(others.size())).clone());
        }
    };

    private static final int[] INTERESTING_BYTES = {0, 1, 2, 3, 4, 5, 6, 7, 0x10, 0x20, 0x50, 0x7F, 0x80, 0xFE, 0xFF};
    private static final int[] DIFFERENCES = {-1, 1, -2, 2, -4, 4, 255, -256, 0x7FFF, 0x8000};
    private static final int[] LENGTHS = {0, 1, 2, 4, 0xFFFF, 0x1_0000, 0x10_0001, 0x7FFF_FFFF, 0x8000_0000, -1};

    /** Changes the PDUs of a conversation; those of another one are at hand. */
    abstract void apply(List<byte[]> pdus, List<byte[]> others, Random chance);

    /** Mutates as often as it is left to chance, and returns how. */
    static List<Mutation> some(List<byte[]> pdus, List<byte[]> others, Random chance) {
        List<Mutation> applied = new ArrayList<>();
        Mutation[] all = values();
        for (int i = 1 + chance.nextInt(3); i > 0; i--) {
            pdus.removeIf(pdu -> pdu.length < 2);
            if (!pdus.isEmpty()) {
                Mutation mutation = all[chance.nextInt(all.length)];
                mutation.apply(pdus, others, chance);
                applied.add(mutation);
            }
        }
        return applied;
    }

    /** Replaces a PDU by a copy that may be changed. */
    private static byte[] change(List<byte[]> pdus, Random chance) {
        int index = chance.nextInt(pdus.size());
        byte[] copy = pdus.get(index).clone();
        pdus.set(index, copy);
        return copy;
    }

    private static void changeLength(ByteBuffer pdu, int at, Random chance) {
        if (at + 4 <= pdu.capacity()) {
            int length = pdu.getInt(at);
            pdu.putInt(at, chance.nextBoolean() ? length + pick(DIFFERENCES, chance) : pick(LENGTHS, chance));
        }
    }

    private static int pick(int[] from, Random chance) {
        return from[chance.nextInt(from.length)];
    }
}

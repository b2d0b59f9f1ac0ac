package org.pacsscp.robustness.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttackTest {
    private final List<Conversation> conversations = Conversations.load();

    @Test
    void isMadeAgainFromItsSeed() {
        for (long seed = 0; seed < 500; seed++) {
            Attack attack = Attack.of(seed, conversations);
            Attack again = Attack.of(seed, conversations);
            assertThat(again).hasToString(attack.toString());
            assertThat(again.stream()).isEqualTo(attack.stream());
        }
    }

    @Test
    void usesEveryMutationAndConversation() {
        Set<Mutation> mutations = EnumSet.noneOf(Mutation.class);
        Set<String> names = new HashSet<>();
        for (long seed = 0; seed < 2_000; seed++) {
            Attack attack = Attack.of(seed, conversations);
            mutations.addAll(attack.mutations());
            names.add(attack.conversation());
        }
        assertThat(mutations).containsExactlyInAnyOrder(Mutation.values());
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        conversations.stream().map(Conversation::name).toList());
    }
}

package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TagsTest {
    @Test
    void joinsAndParts() {
        assertThat(Tags.of(0xFFFE, 0xE00D)).isEqualTo(Tag.ITEM_DELIMITATION_ITEM);
        assertThat(Tags.group(Tag.ITEM_DELIMITATION_ITEM)).isEqualTo(0xFFFE);
        assertThat(Tags.element(Tag.ITEM_DELIMITATION_ITEM)).isEqualTo(0xE00D);
        assertThatThrownBy(() -> Tags.of(0x10000, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tags.of(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsAsTheStandardDoes() {
        assertThat(Tags.format(0x0010ABCD)).isEqualTo("(0010,ABCD)");
        assertThat(Tags.format(0xFFFEE000)).isEqualTo("(FFFE,E000)");
    }

    @Test
    void movesWithinRepeatingGroups() {
        assertThat(Tags.inGroup(Tag.OVERLAY_DATA, 0x601E)).isEqualTo(0x601E3000);
    }

    @Test
    void tellsPrivateElements() {
        assertThat(Tags.isPrivate(0x00290010)).isTrue();
        assertThat(Tags.isPrivate(0xFFFEE000)).isFalse();
        assertThat(Tags.isPrivateCreator(0x0029000F)).isFalse();
        assertThat(Tags.isPrivateCreator(0x00290010)).isTrue();
        assertThat(Tags.isPrivateCreator(0x002900FF)).isTrue();
        assertThat(Tags.isPrivateCreator(0x00290100)).isFalse();
        assertThat(Tags.isPrivateCreator(0x00280010)).isFalse();
        assertThat(Tags.isGroupLength(0x00080000)).isTrue();
        assertThat(Tags.isGroupLength(0x00080001)).isFalse();
    }

    @Test
    void findsThePrivateCreatorOfAnElement() {
        assertThat(Tags.privateCreatorOf(0x00291101)).isEqualTo(0x00290011);
        assertThat(Tags.privateCreatorOf(0x0029FF01)).isEqualTo(0x002900FF);
        assertThatThrownBy(() -> Tags.privateCreatorOf(0x00290FFF)).hasMessageContaining("(0029,0FFF)");
        assertThatThrownBy(() -> Tags.privateCreatorOf(0x00281001)).hasMessageContaining("(0028,1001)");
    }
}

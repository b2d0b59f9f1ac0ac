package org.pacsscp.core.internal.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.pacsscp.api.ActionHandler;

class HandlerNameTest {
    private final ActionHandler handler = mock(ActionHandler.class);

    @Test
    void isWhatAHandlerIsCalled() {
        when(handler.name()).thenReturn("to the archive");

        assertThat(HandlerName.of(handler)).isEqualTo("to the archive");
    }

    /** A mock has no name, as an implementation in another language may have none. */
    @Test
    void isTheClassOfAHandlerWithoutName() {
        assertThat(HandlerName.of(handler)).isEqualTo(handler.getClass().getName());
    }

    @Test
    void isTheClassOfAHandlerThatFails() {
        when(handler.name()).thenThrow(new StackOverflowError());

        assertThat(HandlerName.of(handler)).isEqualTo(handler.getClass().getName());
    }
}

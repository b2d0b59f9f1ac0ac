package org.pacsscp.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.ApplicationEntity;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ForwardingActionHandler;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HandlerDecoratorTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(PacsScpServerAutoConfiguration.class))
            .withPropertyValues("pacs-scp.server.auto-startup=false", "pacs-scp.server.discover-handlers=false");

    /** Adds to the name. */
    private static final class Named extends ForwardingActionHandler {
        private final String before;

        Named(String before, ActionHandler handler) {
            super(handler);
            this.before = before;
        }

        @Override
        public String name() {
            return before + super.name();
        }
    }

    @Test
    void standsBeforeHandlersThatAreBeans() {
        ActionHandler images = Handlers.storing();
        application
                .withBean("images", ActionHandler.class, () -> images)
                .withBean("first", HandlerDecorator.class, () -> handler -> new Named("first ", handler))
                .withBean("second", HandlerDecorator.class, () -> handler -> new Named("second ", handler))
                .run(context -> assertThat(
                                context.getBean(Server.class).config().handlers())
                        .extracting(ActionHandler::name)
                        .containsExactly("second first " + images.name()));
    }

    @Test
    void standsBeforeThoseOfApplicationEntities() {
        application
                .withBean(
                        ApplicationEntity.class,
                        () -> new ApplicationEntity(AeTitle.of("IMAGES"), List.of(Handlers.storing())))
                .withBean(HandlerDecorator.class, () -> handler -> new Named("only ", handler))
                .run(context -> assertThat(
                                context.getBean(Server.class).config().applicationEntities())
                        .flatExtracting(ApplicationEntity::handlers)
                        .extracting(handler -> handler.name())
                        .allSatisfy(name -> assertThat(name).startsWith("only ")));
    }

    @Test
    void leavesInlineHandlersAsTheyAre() {
        InlineHandler echo = InlineHandler.of(
                ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ),
                request -> DimseStatus.SUCCESS);
        application
                .withBean(InlineHandler.class, () -> echo)
                .withBean(HandlerDecorator.class, () -> handler -> new Named("never ", handler))
                .run(context -> assertThat(
                                context.getBean(Server.class).config().handlers())
                        .containsExactly(echo));
    }
}

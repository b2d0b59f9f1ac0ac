package org.pacsscp.boot;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that runs in the JVM of a test, on free ports. */
final class Application implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Application(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Application start(Class<?> configuration, String... properties) {
        return start(WebApplicationType.NONE, configuration, properties);
    }

    static Application startWithWeb(Class<?> configuration, String... properties) {
        return start(WebApplicationType.SERVLET, configuration, properties);
    }

    private static Application start(WebApplicationType type, Class<?> configuration, String... properties) {
        SpringApplication application = new SpringApplication(configuration);
        application.setWebApplicationType(type);
        application.setRegisterShutdownHook(false);
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.main.banner-mode=off",
                "--server.port=0",
                "--pacs-scp.server.port=0",
                "--pacs-scp.server.address=127.0.0.1"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new Application(application.run(arguments.toArray(String[]::new)));
    }

    int dicomPort() {
        return Integer.parseInt(property("local.dicom.port"));
    }

    int webPort() {
        return Integer.parseInt(property("local.server.port"));
    }

    private String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}

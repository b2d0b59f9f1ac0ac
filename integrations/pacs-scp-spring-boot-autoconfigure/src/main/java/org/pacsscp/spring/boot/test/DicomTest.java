package org.pacsscp.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.TestPropertySource;

/**
 * Starts the application for a test, without its web server, and its DICOM server on a free port of the loopback address.
 *
 * <pre>{@code
 * @DicomTest
 * class MyPacsTest {
 *     @LocalDicomPort
 *     int port;
 *     ...
 * }
 * }</pre>
 *
 * <p>pacs-scp-testkit has peers that talk to it. Needs spring-boot-test and JUnit 5 or later.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@TestPropertySource(properties = {"pacs-scp.server.port=0", "pacs-scp.server.address=127.0.0.1"})
public @interface DicomTest {
    /**
     * Returns the configuration of the application.
     *
     * @return classes; by default the one that has {@code @SpringBootApplication}, as {@link SpringBootTest} finds it
     */
    @AliasFor(annotation = SpringBootTest.class, attribute = "classes")
    Class<?>[] classes() default {};

    /**
     * Returns properties of the application in this test.
     *
     * @return each as {@code name=value}
     */
    @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
    String[] properties() default {};
}

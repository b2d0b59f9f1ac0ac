package org.pacsscp.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.FakePacsBuilder;

/**
 * Gives tests a {@link FakePacs}.
 *
 * <p>On a class: each test method with a parameter of that type is given one of its own.
 *
 * <pre>{@code
 * @WithFakePacs(aeTitle = "ARCHIVE")
 * class MyClientTest {
 *     @Test
 *     void stores(FakePacs pacs) { … }
 * }
 * }</pre>
 *
 * <p>On a field of that type: a static field holds one for all tests of the class, any other field one for each test method
 * (and one for all in a class whose instance all methods share).
 *
 * <pre>{@code
 * class MyClientTest {
 *     @WithFakePacs
 *     FakePacs pacs;
 * }
 * }</pre>
 *
 * <p>Afterwards the test fails if something came that was not expected, or if an association is still open, see {@link
 * #openAssociations()}. For other settings, such as TLS, register a {@link FakePacsExtension}.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@ExtendWith(FakePacsExtension.class)
public @interface WithFakePacs {
    /**
     * By which it must be called.
     *
     * @return an AE title; empty for any
     */
    String aeTitle() default "";

    /**
     * Whether C-ECHO and C-STORE must be expected too.
     *
     * @return see {@link FakePacsBuilder#strict()}
     */
    boolean strict() default false;

    /**
     * Whether a test may end with associations that the client under test has not ended.
     *
     * @return {@code false} by default: that is a leak, and fails the test
     */
    boolean openAssociations() default false;
}

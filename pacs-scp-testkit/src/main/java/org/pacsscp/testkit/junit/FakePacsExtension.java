package org.pacsscp.testkit.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.FakePacsBuilder;
import org.pacsscp.testkit.pacs.RecordedAssociation;

/**
 * Starts a {@link FakePacs} before tests; verifies and closes it after them.
 *
 * <p>In a static field it lives as long as the class, in any other as long as a test method:
 *
 * <pre>{@code
 * @RegisterExtension
 * final FakePacsExtension extension = FakePacsExtension.with(pacs -> pacs.tls(TlsIdentity.expired()));
 *
 * @Test
 * void refusesAnExpiredCertificate() {
 *     assertThrows(SSLException.class, () -> client.echo("localhost", extension.pacs().port()));
 * }
 * }</pre>
 *
 * <p>Tests may run in parallel. {@link WithFakePacs} is shorter where it suffices.
 *
 * @since 0.1.0
 */
public final class FakePacsExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    /** How long the client under test may take to end its associations once the test is over. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);

    private final Optional<UnaryOperator<FakePacsBuilder>> settings;
    private final boolean openAssociations;
    private volatile Optional<Running> registered = Optional.empty();

    /** A fake PACS, and whether it may end with open associations. */
    private record Running(FakePacs pacs, boolean openAssociations) {}

    /** Those of one context. */
    private static final class Started {
        private final List<Running> running = new CopyOnWriteArrayList<>();
    }

    /** For JUnit, which makes one where {@link WithFakePacs} stands. */
    public FakePacsExtension() {
        this(Optional.empty(), false);
    }

    private FakePacsExtension(Optional<UnaryOperator<FakePacsBuilder>> settings, boolean openAssociations) {
        this.settings = settings;
        this.openAssociations = openAssociations;
    }

    /**
     * Makes an extension to register.
     *
     * @return with the defaults of a fake PACS
     */
    public static FakePacsExtension withDefaults() {
        return with(builder -> builder);
    }

    /**
     * Makes an extension to register.
     *
     * @param settings what is set before each start
     * @return the extension
     */
    public static FakePacsExtension with(UnaryOperator<FakePacsBuilder> settings) {
        return new FakePacsExtension(Optional.of(settings), false);
    }

    /**
     * Lets tests end with associations that the client under test has not ended.
     *
     * @return another extension
     */
    public FakePacsExtension allowingOpenAssociations() {
        return new FakePacsExtension(settings, true);
    }

    /**
     * Returns the fake PACS of the test that is running.
     *
     * @return it
     * @throws IllegalStateException if no test is running, or this extension was not registered in a field
     */
    public FakePacs pacs() {
        return registered
                .map(Running::pacs)
                .orElseThrow(() -> new IllegalStateException(
                        "no fake PACS yet; register the extension with @RegisterExtension, and ask for it"
                                + " within a test"));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        startRegistered(context);
        inject(context, context.getRequiredTestClass(), Optional.empty(), Modifier::isStatic);
        if (sharesInstance(context)) {
            injectInstance(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        startRegistered(context);
        if (!sharesInstance(context)) {
            injectInstance(context);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        closeAll(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        closeAll(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return settings.isEmpty()
                && parameter.getParameter().getType() == FakePacs.class
                && annotationOf(context).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return start(context, annotationOf(context)).pacs();
    }

    private void startRegistered(ExtensionContext context) {
        if (settings.isPresent() && registered.isEmpty()) {
            registered = Optional.of(start(context, Optional.empty()));
        }
    }

    private static Optional<WithFakePacs> annotationOf(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithFakePacs.class)
                .or(() -> context.getParent()
                        .filter(parent -> parent.getTestClass().isPresent())
                        .flatMap(FakePacsExtension::annotationOf));
    }

    private static boolean sharesInstance(ExtensionContext context) {
        return context.getTestInstanceLifecycle()
                .filter(TestInstance.Lifecycle.PER_CLASS::equals)
                .isPresent();
    }

    private void injectInstance(ExtensionContext context) throws IllegalAccessException {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            inject(context, instance.getClass(), Optional.of(instance), modifiers -> !Modifier.isStatic(modifiers));
        }
    }

    private void inject(
            ExtensionContext context, Class<?> type, Optional<Object> instance, Predicate<Integer> modifiers)
            throws IllegalAccessException {
        if (settings.isPresent()) {
            return;
        }
        List<Field> fields = AnnotationSupport.findAnnotatedFields(
                type,
                WithFakePacs.class,
                field -> modifiers.test(field.getModifiers()),
                HierarchyTraversalMode.TOP_DOWN);
        for (Field field : fields) {
            if (field.getType() != FakePacs.class) {
                throw new IllegalStateException("@WithFakePacs stands at " + field + "; its type must be FakePacs");
            }
            WithFakePacs annotation = field.getAnnotation(WithFakePacs.class);
            field.setAccessible(true);
            field.set(
                    instance.orElse(null),
                    start(context, Optional.ofNullable(annotation)).pacs());
        }
    }

    /** Starts a fake PACS that lives as long as the context. */
    private Running start(ExtensionContext context, Optional<WithFakePacs> annotation) {
        try {
            boolean open = annotation.map(WithFakePacs::openAssociations).orElse(openAssociations);
            Running running = new Running(builder(annotation).start(), open);
            runningIn(context).add(running);
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException("no fake PACS could be started", e);
        }
    }

    /** Those of this context that this extension has started; a context's own store hides that of its parent. */
    private List<Running> runningIn(ExtensionContext context) {
        return context.getStore(Namespace.create(FakePacsExtension.class, this, context.getUniqueId()))
                .getOrComputeIfAbsent(Started.class, key -> new Started(), Started.class)
                .running;
    }

    private void closeAll(ExtensionContext context) {
        List<AssertionError> failures = new ArrayList<>();
        for (Running running : runningIn(context)) {
            if (context.getExecutionException().isEmpty() && !running.openAssociations()) {
                attempt(() -> checkForLeaks(running.pacs()), failures);
            }
            attempt(running.pacs()::close, failures);
            registered = registered.filter(current -> !current.equals(running));
        }
        runningIn(context).clear();
        if (!failures.isEmpty()) {
            AssertionError first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static void attempt(Runnable check, List<AssertionError> failures) {
        try {
            check.run();
        } catch (AssertionError e) {
            failures.add(e);
        }
    }

    /** A client that goes on after its test disturbs the next. */
    private static void checkForLeaks(FakePacs pacs) {
        List<RecordedAssociation> open = pacs.awaitEnds(LAST_MOMENT);
        if (!open.isEmpty()) {
            throw new AssertionError("the test has ended, but associations with " + pacs + " are open: " + open
                    + "; release them, or allow open associations");
        }
    }

    private FakePacsBuilder builder(Optional<WithFakePacs> annotation) {
        FakePacsBuilder builder = FakePacs.builder();
        annotation.map(WithFakePacs::aeTitle).filter(title -> !title.isEmpty()).ifPresent(builder::aeTitle);
        if (annotation.map(WithFakePacs::strict).orElse(false)) {
            builder.strict();
        }
        return settings.map(set -> set.apply(builder)).orElse(builder);
    }
}

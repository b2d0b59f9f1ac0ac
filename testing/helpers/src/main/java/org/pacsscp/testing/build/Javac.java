package org.pacsscp.testing.build;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The compiler of the JDK that runs the tests. */
public final class Javac {
    private Javac() {}

    /** Compiles; fails with what the compiler says if it does not. */
    public static void compile(String... arguments) {
        JavaCompiler compiler = Objects.requireNonNull(
                ToolProvider.getSystemJavaCompiler(), "this Java has no compiler; test with a JDK");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        if (compiler.run(null, said, said, arguments) != 0) {
            throw new AssertionError("the compiler refuses:\n" + said.toString(Charset.defaultCharset()));
        }
    }
}

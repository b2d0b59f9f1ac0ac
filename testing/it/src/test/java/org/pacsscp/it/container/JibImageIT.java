package org.pacsscp.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.it.Artifacts;
import org.pacsscp.testing.process.Interop;

/** The image that Jib makes of the examples, if the build had the profile {@code container}. */
class JibImageIT extends ContainerImageTests {
    @TempDir
    static Path work;

    private static ImageRoot image;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        Path archive = Artifacts.top().resolve("pacs-scp-examples/target/pacs-scp-image.tar");
        if (!Files.exists(archive)) {
            Interop.missing("there is no " + archive + "; build with -Pcontainer -Dcontainer.base=scratch");
        }
        Sandbox.needed();
        image = ImageRoot.unpack(archive, work);
    }

    @Override
    ImageRoot image() {
        return image;
    }
}

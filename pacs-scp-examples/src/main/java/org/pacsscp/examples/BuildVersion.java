package org.pacsscp.examples;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. The build writes it to a resource: a named module has no manifest to read. */
final class BuildVersion implements IVersionProvider {
    private static final String RESOURCE = "build.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new FileNotFoundException(RESOURCE + " is missing in the jar of the examples; build it again");
            }
            build.load(in);
        }
        return new String[] {"pacs-scp " + build.getProperty("version"), "Java " + Runtime.version()};
    }
}

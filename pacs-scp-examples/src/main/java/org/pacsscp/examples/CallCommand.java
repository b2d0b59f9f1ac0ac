package org.pacsscp.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the help says alike of the commands that call a peer. Each has its options itself, since the help has them in that order. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {CallRun.DONE, CallRun.FAILED, InputFiles.WRONG_OPTION})
abstract class CallCommand implements Callable<Integer> {}

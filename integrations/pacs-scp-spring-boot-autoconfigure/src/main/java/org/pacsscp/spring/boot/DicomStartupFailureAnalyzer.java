package org.pacsscp.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has Spring Boot print what is wrong and what to do, in place of a stack trace. */
final class DicomStartupFailureAnalyzer extends AbstractFailureAnalyzer<DicomStartupException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DicomStartupException cause) {
        String message = String.valueOf(cause.getMessage());
        String description = Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
        return new FailureAnalysis(description, cause.action(), cause);
    }
}

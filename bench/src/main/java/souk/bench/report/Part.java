package souk.bench.report;

import java.util.Map;

/**
 * What one part of a benchmark found; the fields are those of {@link Report}.
 *
 * @param goal what was to be reached, in words
 * @param met whether it was
 */
public record Part(
    Map<String, Object> ours,
    Map<String, Object> reference,
    double ratio,
    String goal,
    boolean met) {}

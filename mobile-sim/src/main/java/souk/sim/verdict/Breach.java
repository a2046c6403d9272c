package souk.sim.verdict;

/** One broken promise: which rule, about whom or what, and what was seen. */
public record Breach(String rule, String subject, String detail) {}

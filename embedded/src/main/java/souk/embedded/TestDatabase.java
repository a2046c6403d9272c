package souk.embedded;

/** A database that only one test class uses; the user owns it. */
public record TestDatabase(String jdbcUrl, String user, String password) {}

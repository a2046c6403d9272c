package souk.embedded;

/** Fills an empty database with a schema. */
@FunctionalInterface
public interface Migration {

  /** Migrates the database at this URL as user {@code souk} with password {@code souk}. */
  void migrate(String jdbcUrl) throws Exception;
}

package souk.platform.postgres;

/**
 * A module's own PostgreSQL schema, which no other module reads. Migrations run in ascending {@code
 * order}, from {@code db/migration/<name>} behind the common tables of {@code db/template}.
 */
public record ModuleSchema(String name, int order) {
  public ModuleSchema {
    if (!name.matches("[a-z_]+")) throw new IllegalArgumentException("not a schema name: " + name);
  }
}

package souk.platform.postgres;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each module's schema to the version of this program, or says that it is not. Every schema
 * has its own history table and, as versions 0 to 0.9, the tables each module keeps a copy of.
 */
@Singleton
public final class Migrations {
  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  private final List<ModuleSchema> schemas;
  private final PostgresConfiguration configuration;
  private final Statements database;

  Migrations(
      Collection<ModuleSchema> schemas, PostgresConfiguration configuration, Statements database) {
    this.schemas = schemas.stream().sorted(Comparator.comparing(ModuleSchema::order)).toList();
    this.configuration = configuration;
    this.database = database;
  }

  /** Migrates all schemas; safe beside a running server and beside another migration. */
  public void migrate() {
    for (var schema : schemas) {
      var done = flyway(schema, comesLate(schema)).migrate().migrationsExecuted;
      log.info("schema {}: {} migrations executed", schema.name(), done);
    }
    schemas.forEach(this::letAuditorRead);
  }

  /** What is wrong with the database for this program, in one sentence; empty when nothing is. */
  public Optional<String> complaint() {
    return schemas.stream().flatMap(this::complaints).findFirst();
  }

  private Stream<String> complaints(ModuleSchema schema) {
    var info = flyway(schema, true).info();
    var pending = Arrays.stream(info.pending()).map(MigrationInfo::getScript).toList();
    if (!pending.isEmpty()) {
      return Stream.of(
          "schema " + schema.name() + " lacks " + pending.getFirst() + ": run ./souk migrate");
    }
    return Arrays.stream(info.applied())
        .filter(applied -> applied.getState().isFailed() || !applied.getState().isResolved())
        .map(unknown ->
            "schema %s is of another version of Souk (%s)"
                .formatted(schema.name(), unknown.getScript()));
  }

  /**
   * Whether something is to be done whose number is below what has been done: a later template, or
   * a number left free for work that went on beside. Flyway warns of it whenever it may happen.
   */
  private boolean comesLate(ModuleSchema schema) {
    return Arrays.stream(flyway(schema, false).info().all())
        .anyMatch(one -> one.getState() == MigrationState.IGNORED);
  }

  private Flyway flyway(ModuleSchema schema, boolean outOfOrder) {
    return Flyway.configure()
        .dataSource(
            configuration.getUrl(), configuration.getUsername(), configuration.getPassword())
        .schemas(schema.name())
        .locations("classpath:db/template", "classpath:db/migration/" + schema.name())
        .validateMigrationNaming(true)
        .outOfOrder(outOfOrder)
        .connectRetries(3)
        .connectRetriesInterval(1)
        .load();
  }

  private void letAuditorRead(ModuleSchema schema) {
    var sql =
        """
        GRANT USAGE ON SCHEMA %1$s TO souk_auditor;
        GRANT SELECT ON ALL TABLES IN SCHEMA %1$s TO souk_auditor;
        ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s GRANT SELECT ON TABLES TO souk_auditor;\
        """
            .formatted(schema.name());
    database.prepare(sql, statement -> statement.execute());
  }
}

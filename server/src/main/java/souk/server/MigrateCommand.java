package souk.server;

import io.micronaut.context.ApplicationContext;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import souk.platform.postgres.Migrations;

/** Brings the database to this program's version. */
@Command(name = "migrate", description = "Migrate the database to this version.")
final class MigrateCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(MigrateCommand.class);

  @Override
  public Integer call() {
    try (var context = ApplicationContext.builder().banner(false).start()) {
      context.getBean(Migrations.class).migrate();
      return 0;
    } catch (RuntimeException failure) {
      return StartFailure.report(log, "The database cannot be migrated", failure);
    }
  }
}

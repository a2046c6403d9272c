package souk.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import souk.booking.quote.Quotes;
import souk.dispatch.eta.Routes;
import souk.payments.charge.Charges;
import souk.platform.postgres.Migrations;
import souk.platform.postgres.Statements;

/** Runs the server against engines given by configuration. */
@Command(name = "serve", description = "Serve against given PostgreSQL, Redis and Temporal.")
final class ServeCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

  /** What must be configured rightly before anything is served; made at their first use else. */
  private static final List<Class<?>> NEEDED = List.of(Quotes.class, Charges.class);

  @Option(names = "--port", description = "HTTP port (default: MICRONAUT_SERVER_PORT or 8080).")
  private @Nullable Integer port;

  @Option(names = "--roles", split = ",", description = "api, worker or both (default).")
  private @Nullable List<String> roles;

  @Option(names = "--migrate", description = "Migrate the database first; for embedded engines.")
  private boolean migrate;

  @Override
  public Integer call() throws InterruptedException {
    try {
      start();
    } catch (RuntimeException failure) {
      return StartFailure.report(log, "The server cannot start", failure);
    }
    // the shutdown hook ends the process
    new CountDownLatch(1).await();
    return 0;
  }

  private void start() {
    var context = ApplicationContext.builder().banner(false).properties(properties()).start();
    try {
      // roads load beside the rest
      context.getBean(Routes.class);
      prepare(context.getBean(Migrations.class));
      // says at once whether somebody keeps servers out
      context.getBean(Statements.class).prepare("SELECT 1", statement -> statement.execute());
      NEEDED.forEach(context::getBean);
      var server = context.getBean(EmbeddedServer.class);
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop-server"));
      server.start();
      log.info("Souk serves {}", server.getURI());
    } catch (RuntimeException failure) {
      context.close();
      throw failure;
    }
  }

  /** Nothing is served, swept or relayed on a schema of another version. */
  private void prepare(Migrations migrations) {
    if (migrate) migrations.migrate();
    migrations
        .complaint()
        .ifPresent(complaint -> {
          throw new IllegalStateException(complaint);
        });
  }

  private Map<String, Object> properties() {
    var properties = new HashMap<String, Object>();
    properties.put("datasources.default.serving", true);
    if (port != null) properties.put("micronaut.server.port", port);
    if (roles != null) properties.put("souk.roles", roles);
    return properties;
  }
}

package souk.embedded.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import souk.embedded.engine.Postgres.Durability;
import souk.embedded.process.FreePorts;
import souk.embedded.process.Nursery.Fate;

/** {@code warm-up}: one start on throw-away data that leaves the {@link StartCache} behind. */
@Command(
    name = "warm-up",
    hidden = true,
    description = "Starts everything once, so that later starts are quicker.")
public final class WarmUpCommand implements Callable<Integer> {
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(90);

  @Override
  public Integer call() {
    var home = Home.ofSouk();
    var cache = StartCache.of(home);
    var data = Path.of(System.getProperty("java.io.tmpdir"), "souk-warm-up-" + UUID.randomUUID());
    var tables =
        EmbeddedTable.tables(
            home, Durability.THROW_AWAY, "api,worker", OptionalLong.empty(), cache.make());
    var running = new Launch(data, FreePorts.next(), Fate.REMOVE, tables, System.out).start();
    running.town().server().child().end(WRITTEN_WITHIN);
    return cache.exists() ? 0 : 1;
  }
}

package souk.server;

import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import souk.payments.restore.AdoptAfterRestore;
import souk.payments.restore.AdoptAfterRestore.Result;
import souk.payments.restore.Finding;
import souk.platform.action.Operator;
import souk.platform.json.Json;

/**
 * Brings a restored database in line with the payment provider, before any server runs on it.
 * Without {@code --apply} it only says what it would do. Exits with 0 when nothing is left to do,
 * with 3 when something is.
 */
@Command(
    name = "adopt-after-restore",
    description = {
      "After a restore of PostgreSQL, before any server is started: says what the payment provider",
      "did that the database has forgotten; with --apply takes it over or undoes it there."
    })
final class AdoptCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(AdoptCommand.class);
  private static final int LEFT = 3;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--since",
      paramLabel = "INSTANT",
      description =
          "When the backup was made, or earlier, such as 2026-11-23T04:00:00Z; by default when the"
              + " database's payments last moved.")
  private @Nullable Instant since;

  @Option(names = "--apply", description = "Do it.")
  private boolean apply;

  @Override
  public Integer call() {
    try (var context = ApplicationContext.builder().banner(false).start()) {
      var json = context.getBean(Json.class);
      var result =
          context
              .getBean(AdoptAfterRestore.class)
              .adopt(
                  Optional.ofNullable(since),
                  apply,
                  Operator.atCommandLine(),
                  finding -> say(json, finding));
      out().println(sentence(result));
      out().flush();
      return left(result) == 0 ? 0 : LEFT;
    } catch (RuntimeException failure) {
      return StartFailure.report(log, "The database cannot be compared with the provider", failure);
    }
  }

  private void say(Json json, Finding finding) {
    out().println(json.write(finding));
  }

  private int left(Result result) {
    return apply ? result.open() : result.found();
  }

  private String sentence(Result result) {
    return "Since %s the provider did %d things that this database does not know; %d are left."
        .formatted(result.since(), result.found(), left(result));
  }

  private PrintWriter out() {
    return spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
  }
}

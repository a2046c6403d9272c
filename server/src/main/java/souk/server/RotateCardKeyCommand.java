package souk.server;

import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import souk.payments.vault.RotateCardKey;
import souk.payments.vault.RotateCardKey.Rotation;
import souk.platform.action.Operator;

/** Brings a new key of the card vault into force, while the servers go on. */
@Command(
    name = "rotate-card-key",
    description = "Let a new key wrap the card numbers' own keys, and bring all numbers behind it.")
final class RotateCardKeyCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(RotateCardKeyCommand.class);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--key-uri",
      description =
          "The new key at a key service. Without it: the configured one, whose service has a new"
              + " version of it, or a new key file in the keys directory.")
  private @Nullable String keyUri;

  @Option(names = "--fingerprint", description = "Rotate the key of the fingerprints instead.")
  private boolean fingerprint;

  @Override
  public Integer call() {
    try (var context = ApplicationContext.builder().banner(false).start()) {
      var rotation = rotate(context.getBean(RotateCardKey.class));
      out()
          .printf(
              "Version %d is in force; %d numbers brought behind it, %d left to the workers.%n",
              rotation.version(), rotation.moved(), rotation.left());
      out().flush();
      return 0;
    } catch (RuntimeException failure) {
      return StartFailure.report(log, "The key cannot be rotated", failure);
    }
  }

  private Rotation rotate(RotateCardKey rotateCardKey) {
    var operator = Operator.atCommandLine();
    return fingerprint
        ? rotateCardKey.rotateFingerprint(operator)
        : rotateCardKey.rotateWrapping(operator, Optional.ofNullable(keyUri));
  }

  private PrintWriter out() {
    return spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
  }
}

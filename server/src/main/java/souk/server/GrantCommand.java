package souk.server;

import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import souk.platform.identity.Role;
import souk.platform.identity.account.GrantRole;

/** Makes the first operator, and any other. */
@Command(name = "grant", description = "Give a person a role.")
final class GrantCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(GrantCommand.class);

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "WHO", description = "E-mail, or subject with --issuer.")
  private String who = "";

  @Parameters(index = "1", paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}")
  private Role role = Role.CUSTOMER;

  @Option(names = "--issuer", description = "The issuer whose subject WHO is.")
  private @Nullable String issuer;

  @Override
  public Integer call() {
    try (var context = ApplicationContext.builder().banner(false).start()) {
      var outcome = grant(context.getBean(GrantRole.class));
      out().println(outcome.sentence());
      out().flush();
      return outcome.granted() ? 0 : 1;
    } catch (RuntimeException failure) {
      return StartFailure.report(log, "The role cannot be given", failure);
    }
  }

  private GrantRole.Outcome grant(GrantRole grantRole) {
    return issuer == null ? grantRole.toAccount(who, role) : grantRole.toSubject(issuer, who, role);
  }

  private PrintWriter out() {
    return spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
  }
}

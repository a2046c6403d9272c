package souk.server;

import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import souk.payments.ledger.LedgerCheck;

/** Reads the whole ledger again; whoever restored, moved or doubts a database runs it. */
@Command(
    name = "check-ledger",
    description = {
      "Read the whole ledger again, entry by entry, and compare all that is kept with it.",
      "Needs the database alone (DATASOURCES_DEFAULT_URL), whether servers run on it or not.",
      "Exit code 0: all is as it must be; 1: it could not be read; 2: something was found."
    })
final class CheckLedgerCommand implements Callable<Integer> {
  static final int FOUND = 2;
  private static final Logger log = LoggerFactory.getLogger(CheckLedgerCommand.class);

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (var context = ApplicationContext.builder().banner(false).start()) {
      return check(context.getBean(LedgerCheck.class), out());
    } catch (RuntimeException failure) {
      return StartFailure.report(log, "The ledger cannot be checked", failure);
    }
  }

  static int check(LedgerCheck ledger, PrintWriter out) {
    var report = ledger.run(step -> say(out, "… " + step));
    report.findings().forEach(finding -> say(out, "FOUND " + finding));
    say(
        out,
        "%d entries of %d account rows read, %s"
            .formatted(report.entries(), report.accounts(), verdict(report.findings().size())));
    return report.findings().isEmpty() ? 0 : FOUND;
  }

  private static String verdict(int found) {
    return found == 0 ? "all as they must be" : found + " findings";
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private PrintWriter out() {
    return spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
  }
}

package souk.payments.restore;

import io.github.resilience4j.ratelimiter.RateLimiter;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspRecords.Page;
import souk.payments.restore.Finding.Outcome;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.postgres.ServerLock;

/** One pass over everything: what it looks at, whether it does anything, and what it has found. */
public final class Adoption {
  private static final Logger log = LoggerFactory.getLogger(Adoption.class);

  private final Instant since;
  private final ServerLock.@Nullable Alone alone;
  private final Operator operator;
  private final Consumer<Finding> report;
  private final RateLimiter pace;
  private int open;
  private int found;
  private int unseen;

  Adoption(
      Instant since,
      ServerLock.@Nullable Alone alone,
      Operator operator,
      Consumer<Finding> report,
      RateLimiter pace) {
    this.since = since;
    this.alone = alone;
    this.operator = operator;
    this.report = report;
    this.pace = pace;
  }

  /** Before this nothing that the provider did can have been forgotten. */
  public Instant since() {
    return since;
  }

  /**
   * Whether anything may be changed.
   *
   * @throws IllegalStateException when that has ended because a server may run again
   */
  public boolean applies() {
    if (alone == null) return false;
    alone.confirm();
    return true;
  }

  /** Who has it done. */
  public Operator operator() {
    return operator;
  }

  /** For the action log, in the transaction of what is done. */
  public OperatorAction action(String name, String kind, UUID id, @Nullable Object after) {
    return new OperatorAction(name, kind, id, "restored from a backup", null, after);
  }

  /** Asks the provider, not faster than it allows. */
  public <T> T ask(Supplier<? extends T> question) {
    pace.acquirePermission();
    return question.get();
  }

  /** Has the provider do something, not faster than it allows; answers what hinders it. */
  public Optional<String> demand(Supplier<? extends PspOutcome<?>> write) {
    return switch (ask(write)) {
      case PspOutcome.Succeeded<?> _ -> Optional.empty();
      case PspOutcome.Declined<?>(var refusal, _) -> Optional.of(refusal.pspCode());
      case PspOutcome.Rejected<?>(var refusal) -> Optional.of(refusal.pspCode());
      case PspOutcome.Retryable<?>(var why) -> Optional.of(why.name());
      case PspOutcome.Unknown<?>(var why, _) -> Optional.of(why);
    };
  }

  /** Looks at all of a list, from its first part; answers whether all of it could be read. */
  public <T> boolean all(
      String list, Function<@Nullable String, Lookup<Page<T>>> parts, Consumer<T> each) {
    @Nullable String next = null;
    var unseenBefore = unseen;
    do {
      var from = next;
      next =
          switch (ask(() -> parts.apply(from))) {
            case Lookup.Found<Page<T>>(var page) -> {
              page.items().forEach(each);
              page.unreadable()
                  .forEach(one -> unseen(list + " " + one, Hindrance.UNREADABLE.name()));
              yield page.next();
            }
            case Lookup.Absent<Page<T>> _ -> null;
            case Lookup.Unavailable<Page<T>>(var why) -> {
              unseen(list, why.name());
              yield null;
            }
          };
    } while (next != null);
    return unseen == unseenBefore;
  }

  /** The provider could not be asked about it: nobody knows whether anything was forgotten. */
  public void unseen(String subject, String why) {
    unseen++;
    tell(new Finding("unseen", subject, "", "", Outcome.OPEN, why));
  }

  /**
   * Tells of something, and does something about it if that is wanted.
   *
   * @param remedy answers what hinders it, if anything does
   */
  public void found(
      String kind,
      UUID subject,
      String reference,
      Object detail,
      Supplier<Optional<String>> remedy) {
    var applies = applies();
    var hindrance = applies ? attempt(subject, remedy) : Optional.<String>empty();
    var outcome = applies ? Outcome.ADOPTED : Outcome.FOUND;
    tell(
        new Finding(
            kind,
            subject.toString(),
            reference,
            detail.toString(),
            hindrance.isPresent() ? Outcome.OPEN : outcome,
            hindrance.orElse("")));
  }

  /** What cannot be done for one must not keep all others waiting. */
  private static Optional<String> attempt(UUID subject, Supplier<Optional<String>> remedy) {
    try {
      return remedy.get();
    } catch (RuntimeException failure) {
      log.warn("{} cannot be adopted", subject, failure);
      return Optional.of(failure.toString());
    }
  }

  private void tell(Finding finding) {
    found++;
    if (finding.outcome() == Outcome.OPEN) open++;
    report.accept(finding);
  }

  AdoptAfterRestore.Result result() {
    return new AdoptAfterRestore.Result(since, found, open);
  }
}

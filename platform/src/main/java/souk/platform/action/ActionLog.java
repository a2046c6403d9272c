package souk.platform.action;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.page.Cursor;
import souk.platform.postgres.Transactions;
import souk.platform.tracing.Traces;

/**
 * What operators did. An entry commits or vanishes with the effect it tells of: it is written in
 * the transaction of the module that has the effect, on that transaction's connection.
 */
@Singleton
public final class ActionLog {
  private static final Logger log = LoggerFactory.getLogger(ActionLog.class);

  private final ActionRows rows;
  private final Transactions transactions;
  private final WithoutSecrets json;

  ActionLog(ActionRows rows, Transactions transactions, WithoutSecrets json) {
    this.rows = rows;
    this.transactions = transactions;
    this.json = json;
  }

  /**
   * Writes down what the present transaction does. What changes nothing is not written down.
   *
   * @throws IllegalStateException outside a transaction
   */
  public void add(Operator operator, OperatorAction action) {
    if (!transactions.present()) {
      throw new IllegalStateException(action.name() + " is not in the transaction of its effect");
    }
    rows.add(
        UuidCreator.getTimeOrderedEpoch(),
        operator.id(),
        operator.name(),
        action.name(),
        action.subjectKind(),
        action.subjectId(),
        action.reason(),
        written(action.before()),
        written(action.after()),
        Traces.presentId().orElse(null));
    transactions.afterCommit(() -> report(operator, action));
  }

  /** Those before the cursor that fit, newest first; null fits all. */
  List<ActionRow> page(
      @Nullable UUID operator,
      @Nullable String action,
      @Nullable String subjectKind,
      @Nullable String subjectId,
      Cursor before,
      int limit) {
    return rows.page(
        operator, action, subjectKind, subjectId, before.createdAt(), before.id(), limit);
  }

  private @Nullable String written(@Nullable Object state) {
    return state == null ? null : json.write(state);
  }

  private static void report(Operator operator, OperatorAction action) {
    log.info(
        "operator {}: {} {} {}",
        operator.id() == null ? operator.name() : operator.id(),
        action.name(),
        action.subjectKind(),
        action.subjectId());
  }
}

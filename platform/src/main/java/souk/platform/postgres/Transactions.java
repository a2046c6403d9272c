package souk.platform.postgres;

import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;

/** Where transactions begin and end, visibly: no annotation opens one behind the reader's back. */
@Singleton
public final class Transactions {
  private final TransactionOperations<Connection> operations;

  Transactions(TransactionOperations<Connection> operations) {
    this.operations = operations;
  }

  /**
   * Runs the work in one transaction: the present one, or a new one that commits at the end. Work
   * that throws undoes the transaction that was begun for it; in the present one, whoever catches
   * it decides.
   */
  public <T> T call(Supplier<T> work) {
    return present() ? work.get() : operations.executeWrite(_ -> work.get());
  }

  /** As {@link #call}, for work that answers nothing. */
  public void run(Runnable work) {
    call(() -> {
      work.run();
      return true;
    });
  }

  /** Whether there is a transaction that {@link #call} would join. */
  public boolean present() {
    return operations.findTransactionStatus().isPresent();
  }

  /**
   * Runs the action once the present transaction has committed; at once when there is none. What it
   * does may be lost in a crash, so it may only hurry what somebody would do later anyway.
   */
  public void afterCommit(Runnable action) {
    operations
        .findTransactionStatus()
        .ifPresentOrElse(status -> status.registerSynchronization(after(action)), action);
  }

  private static TransactionSynchronization after(Runnable action) {
    return new TransactionSynchronization() {
      @Override
      public void afterCompletion(Status status) {
        if (status == Status.COMMITTED) action.run();
      }
    };
  }
}

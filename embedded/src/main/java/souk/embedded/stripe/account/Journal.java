package souk.embedded.stripe.account;

import java.io.IOException;
import java.util.List;

/** Where changes go before they are made. */
public interface Journal extends AutoCloseable {
  /**
   * Writes changes that belong together, all or none; once this returns, the death of the process
   * does not lose them.
   *
   * @throws IOException when they could not be written; then none of them is in the journal
   */
  void append(List<Change> changes) throws IOException;

  /** Forgets everything. */
  void clear() throws IOException;

  @Override
  void close() throws IOException;

  /** A journal for a twin that may forget. */
  static Journal none() {
    return new Journal() {
      @Override
      public void append(List<Change> changes) {}

      @Override
      public void clear() {}

      @Override
      public void close() {}
    };
  }
}

package souk.platform.postgres;

import java.util.function.Supplier;

/**
 * Which pool a piece of work draws its connections from. Requests and saga steps use {@link
 * #REQUESTS}; rounds, relays, sweepers and audits use {@link #BACKGROUND}, so that neither can
 * starve the other.
 */
public enum Pool {
  REQUESTS,
  BACKGROUND;

  private static final ScopedValue<Pool> CURRENT = ScopedValue.newInstance();

  /** Runs the work with its connections drawn from this pool. */
  public void run(Runnable work) {
    ScopedValue.where(CURRENT, this).run(work);
  }

  /** Answers what the work does with its connections drawn from this pool. */
  public <T> T call(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  static Pool current() {
    return CURRENT.orElse(REQUESTS);
  }
}

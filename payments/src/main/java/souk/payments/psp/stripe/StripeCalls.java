package souk.payments.psp.stripe;

import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.platform.postgres.HeldConnections;

/**
 * How every call to Stripe is made: with no database connection in hand, a write under a key of
 * ours, and each exception read as an outcome.
 */
final class StripeCalls {
  private static final Logger log = LoggerFactory.getLogger(StripeCalls.class);

  private StripeCalls() {}

  /** A request that moves money. */
  interface Write<T> {
    T run(RequestOptions options) throws StripeException;
  }

  /** A question that changes nothing. */
  interface Read<T> {
    Lookup<T> run() throws StripeException;
  }

  static <T> PspOutcome<T> write(PspKey key, Write<T> write) {
    return write(key, RequestOptions.builder(), write);
  }

  /** As another account of the platform, when the options name one. */
  static <T> PspOutcome<T> write(
      PspKey key, RequestOptions.RequestOptionsBuilder options, Write<T> write) {
    HeldConnections.refuseRemoteCall("stripe");
    try {
      return new PspOutcome.Succeeded<>(write.run(options.setIdempotencyKey(key.value()).build()));
    } catch (StripeException error) {
      var outcome = StripeErrors.<T>outcome(error);
      report(key.value(), error, outcome instanceof PspOutcome.Unknown);
      return outcome;
    } catch (RuntimeException unreadable) {
      log.warn("{}: Stripe's answer cannot be read", key.value(), unreadable);
      return PspOutcome.Unknown.unreadable();
    }
  }

  static <T> Lookup<T> read(Read<T> read) {
    HeldConnections.refuseRemoteCall("stripe");
    try {
      return read.run();
    } catch (StripeException error) {
      var answer = StripeErrors.<T>lookup(error);
      report("a question", error, answer instanceof Lookup.Unavailable);
      return answer;
    } catch (RuntimeException unreadable) {
      log.warn("Stripe's answer to a question cannot be read", unreadable);
      return new Lookup.Unavailable<>(Hindrance.UNREADABLE);
    }
  }

  /** Status, code and Stripe's id of the request; never its message, which may quote a body. */
  private static void report(String what, StripeException error, boolean isFailure) {
    log.atLevel(isFailure ? Level.WARN : Level.DEBUG)
        .log(
            "{}: status {}, code {}, request {}, {}",
            what,
            error.getStatusCode(),
            error.getCode(),
            error.getRequestId(),
            String.valueOf(error.getCause()));
  }
}

package souk.payments.charge;

/** The end of a worker in the middle of its work. */
final class Crash extends RuntimeException {
  Crash() {
    super("the worker dies here", null, false, false);
  }
}

package souk.embedded.launch;

/** Souk cannot start for a reason that the message tells the user in one sentence. */
final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotStart(String sentence) {
    super(sentence);
  }
}

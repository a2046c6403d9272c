package souk.embedded.process;

/**
 * A child ended, or did not become ready, while it was waited for; the message has the end of its
 * log.
 */
public final class ChildFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  ChildFailed(String message) {
    super(message);
  }
}

package souk.payments.vault;

/** What became of an attempt to open a number. */
public sealed interface Opened {
  /** To be closed by whoever asked for it. */
  record Number(Pan pan, int expMonth, int expYear) implements Opened {}

  /** There is no such number any more, or never was. */
  record Destroyed() implements Opened {}

  /** What is left of it is not what was kept, and nothing makes it whole. */
  record Damaged() implements Opened {}

  /** Too many were opened within this minute. */
  record TooMany() implements Opened {}

  /** The key that wraps its own cannot be used just now. */
  record KeyAway() implements Opened {}
}

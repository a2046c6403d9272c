package souk.payments.psp;

/** The answer to a question that changes nothing. */
public sealed interface Lookup<T> {
  /** It exists and looks like this. */
  record Found<T>(T value) implements Lookup<T> {}

  /** There is none: the provider has been asked for all there could be. */
  record Absent<T>() implements Lookup<T> {}

  /** The question was not answered. */
  record Unavailable<T>(Hindrance why) implements Lookup<T> {}
}

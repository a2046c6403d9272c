package souk.dispatch.trip;

/** Who won: the cancellation or the journey. */
public sealed interface CancelAnswer {
  /** The trip as it stands. */
  TripView trip();

  /** It is called off, now or before. */
  record Cancelled(TripView trip) implements CancelAnswer {}

  /** The rider is on board, or has been: nothing has changed. */
  record TooLate(TripView trip) implements CancelAnswer {}

  /** Nobody was found before the cancellation came: nothing has changed, and nobody is engaged. */
  record NobodyFound(TripView trip) implements CancelAnswer {}
}

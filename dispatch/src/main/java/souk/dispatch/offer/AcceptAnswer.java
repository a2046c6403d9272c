package souk.dispatch.offer;

import souk.dispatch.trip.TripView;

/** Whether the trip is the driver's. */
public sealed interface AcceptAnswer {
  /** It is, or was: he accepted in time. */
  record Accepted(TripView trip) implements AcceptAnswer {}

  /** His time was over. */
  record TooLate() implements AcceptAnswer {}

  /** He had declined. */
  record HadDeclined() implements AcceptAnswer {}

  /** The offer was taken back because he left. */
  record TakenBack() implements AcceptAnswer {}

  /** The trip was called off before he accepted. */
  record TripCancelled() implements AcceptAnswer {}

  /** He accepted, and gave the trip back. */
  record GivenBack() implements AcceptAnswer {}
}

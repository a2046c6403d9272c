package souk.dispatch.rating;

/** Why operations should read a rating. */
enum Concern {
  /** It is so low that something must have gone wrong. */
  LOW,
  /** Its words speak of danger. */
  SAFETY
}

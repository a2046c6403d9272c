package souk.booking.stay.hotel;

/** Which meals come with the room. */
public enum MealPlan {
  ROOM_ONLY,
  BREAKFAST,
  HALF_BOARD,
  FULL_BOARD,
  ALL_INCLUSIVE
}

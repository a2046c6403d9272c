package souk.booking.stay.review;

/** Who writes: the guest about the hotel, or the host about the guest. */
enum Side {
  GUEST,
  HOST;

  Side other() {
    return switch (this) {
      case GUEST -> HOST;
      case HOST -> GUEST;
    };
  }
}

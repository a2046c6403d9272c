package souk.booking.stay.search;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import souk.booking.stay.quote.RoomWish;

/**
 * How a party sleeps in rooms of one type. If it can at all, it can with its adults spread evenly:
 * then no room lacks beds for children while another has some over.
 */
record Beds(int adultsMax, int childrenMax, int guestsMax) {

  /** Everybody's room; the party has an adult for each and fits in. */
  List<RoomWish> of(SearchWish.Party party, UUID roomTypeId, UUID ratePlanId) {
    var rooms = new ArrayList<RoomWish>();
    var children = party.children();
    for (int n = 0; n < party.rooms(); n++) {
      var adults = share(party.adults(), party.rooms(), n);
      // not all in the first: the rooms behind take an even share of those that are left
      var even = Math.ceilDiv(children, party.rooms() - n);
      var here = Math.min(Math.max(even, children - childBeds(party, n + 1)), childBeds(adults));
      rooms.add(new RoomWish(roomTypeId, ratePlanId, adults, here));
      children -= here;
    }
    return rooms;
  }

  /** How many children the rooms from one on can take. */
  private int childBeds(SearchWish.Party party, int from) {
    int beds = 0;
    for (int n = from; n < party.rooms(); n++)
      beds += childBeds(share(party.adults(), party.rooms(), n));
    return beds;
  }

  private int childBeds(int adults) {
    return Math.min(childrenMax, guestsMax - adults);
  }

  private static int share(int whole, int parts, int part) {
    return whole / parts + (part < whole % parts ? 1 : 0);
  }
}

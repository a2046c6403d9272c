package souk.dispatch.trip;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.dispatch.trip.Trip.Drive;
import souk.dispatch.trip.Trip.Facts;
import souk.dispatch.trip.Trip.Move;
import souk.dispatch.trip.TripEvent.CalledOff;
import souk.dispatch.trip.TripEvent.CameToPickup;
import souk.dispatch.trip.TripEvent.DestinationChanged;
import souk.dispatch.trip.TripEvent.DriverAsked;
import souk.dispatch.trip.TripEvent.GivenBack;
import souk.dispatch.trip.TripEvent.NobodyCame;
import souk.dispatch.trip.TripEvent.OfferAccepted;
import souk.dispatch.trip.TripEvent.OfferEnded;
import souk.dispatch.trip.TripEvent.RiderAlighted;
import souk.dispatch.trip.TripEvent.RiderBoarded;
import souk.dispatch.trip.TripEvent.SearchEnded;
import souk.dispatch.trip.TripEvent.SetOff;
import souk.dispatch.trip.TripEvent.TakenAway;

/** Every state by every event. A driver's step that he has taken before is no error. */
final class TripTransitions {
  private static final Move REFUSED = new Move.Refused();
  private static final Move ALREADY_THERE = new Move.AlreadyThere();

  private TripTransitions() {}

  static Move of(Trip trip, TripEvent event, Instant now) {
    return switch (trip) {
      case Trip.Waiting(var facts) -> waiting(facts.moved(now), event);
      case Trip.Offered(var facts) -> offered(facts.moved(now), event, now);
      case Trip.Assigned(var facts, var drive) -> assigned(facts.moved(now), drive, event, now);
      case Trip.EnRoute(var facts, var drive) -> enRoute(facts.moved(now), drive, event, now);
      case Trip.Arrived(var facts, var drive) -> arrived(facts.moved(now), drive, event, now);
      case Trip.InProgress(var facts, var drive) -> inProgress(facts.moved(now), drive, event, now);
      case Trip.Completed _ -> completed(event);
      case Trip.Cancelled _ -> cancelled(event);
      case Trip.Hopeless _ -> hopeless(event);
    };
  }

  private static Move waiting(Facts next, TripEvent event) {
    return switch (event) {
      case DestinationChanged _ -> REFUSED;
      case DriverAsked _ -> to(new Trip.Offered(next));
      case CalledOff off -> calledOff(next, off, null);
      case SearchEnded _ -> to(new Trip.Hopeless(next));
      case OfferEnded _, GivenBack _, TakenAway _ -> ALREADY_THERE;
      case OfferAccepted _, SetOff _, CameToPickup _, RiderBoarded _, RiderAlighted _ -> REFUSED;
      case NobodyCame _ -> REFUSED;
    };
  }

  private static Move offered(Facts next, TripEvent event, Instant now) {
    return switch (event) {
      case DestinationChanged _ -> REFUSED;
      case OfferAccepted(var driver) ->
          to(new Trip.Assigned(next, new Drive(driver, now, null, null, null, null)));
      case OfferEnded _ -> to(new Trip.Waiting(next));
      // nobody has it
      case TakenAway _ -> ALREADY_THERE;
      case CalledOff off -> calledOff(next, off, null);
      case DriverAsked _, GivenBack _, SearchEnded _, NobodyCame _ -> REFUSED;
      case SetOff _, CameToPickup _, RiderBoarded _, RiderAlighted _ -> REFUSED;
    };
  }

  private static Move assigned(Facts next, Drive drive, TripEvent event, Instant now) {
    return switch (event) {
      case DestinationChanged to -> to(new Trip.Assigned(next.redirected(to), drive));
      case SetOff _ -> to(new Trip.EnRoute(next, drive.enRoute(now)));
      case GivenBack(var searchTime) -> searched(next, searchTime, now);
      case TakenAway(var searchTime) -> searched(next, searchTime, now);
      case CalledOff off -> calledOff(next, off, drive);
      case CameToPickup _, RiderBoarded _, RiderAlighted _, NobodyCame _ -> REFUSED;
      case DriverAsked _, OfferEnded _, OfferAccepted _, SearchEnded _ -> REFUSED;
    };
  }

  private static Move enRoute(Facts next, Drive drive, TripEvent event, Instant now) {
    return switch (event) {
      case DestinationChanged to -> to(new Trip.EnRoute(next.redirected(to), drive));
      case CameToPickup _ -> to(new Trip.Arrived(next, drive.arrived(now)));
      case GivenBack(var searchTime) -> searched(next, searchTime, now);
      case TakenAway(var searchTime) -> searched(next, searchTime, now);
      case CalledOff off -> calledOff(next, off, drive);
      case SetOff _ -> ALREADY_THERE;
      case RiderBoarded _, RiderAlighted _, NobodyCame _ -> REFUSED;
      case DriverAsked _, OfferEnded _, OfferAccepted _, SearchEnded _ -> REFUSED;
    };
  }

  private static Move arrived(Facts next, Drive drive, TripEvent event, Instant now) {
    return switch (event) {
      case DestinationChanged to -> to(new Trip.Arrived(next.redirected(to), drive));
      case RiderBoarded _ -> to(new Trip.InProgress(next, drive.started(now)));
      case GivenBack(var searchTime) -> searched(next, searchTime, now);
      case TakenAway(var searchTime) -> searched(next, searchTime, now);
      case CalledOff off -> calledOff(next, off, drive);
      case NobodyCame _ -> to(new Trip.Cancelled(next, Cancellation.noShow(), drive));
      case SetOff _, CameToPickup _ -> ALREADY_THERE;
      case RiderAlighted _ -> REFUSED;
      case DriverAsked _, OfferEnded _, OfferAccepted _, SearchEnded _ -> REFUSED;
    };
  }

  private static Move inProgress(Facts next, Drive drive, TripEvent event, Instant now) {
    return switch (event) {
      case DestinationChanged to -> to(new Trip.InProgress(next.redirected(to), drive));
      case RiderAlighted _ -> to(new Trip.Completed(next, drive.completed(now)));
      case SetOff _, CameToPickup _, RiderBoarded _ -> ALREADY_THERE;
      case GivenBack _, TakenAway _, CalledOff _, NobodyCame _ -> REFUSED;
      case DriverAsked _, OfferEnded _, OfferAccepted _, SearchEnded _ -> REFUSED;
    };
  }

  private static Move completed(TripEvent event) {
    return switch (event) {
      case DestinationChanged _ -> REFUSED;
      case SetOff _, CameToPickup _, RiderBoarded _, RiderAlighted _ -> ALREADY_THERE;
      case GivenBack _, TakenAway _, CalledOff _, NobodyCame _ -> REFUSED;
      case DriverAsked _, OfferEnded _, OfferAccepted _, SearchEnded _ -> REFUSED;
    };
  }

  private static Move cancelled(TripEvent event) {
    return switch (event) {
      case DestinationChanged _ -> REFUSED;
      // who wants to be rid of it is
      case CalledOff _, GivenBack _, NobodyCame _ -> ALREADY_THERE;
      case SetOff _, CameToPickup _, RiderBoarded _, RiderAlighted _ -> REFUSED;
      case TakenAway _ -> REFUSED;
      case DriverAsked _, OfferEnded _, OfferAccepted _, SearchEnded _ -> REFUSED;
    };
  }

  private static Move hopeless(TripEvent event) {
    return switch (event) {
      case DestinationChanged _ -> REFUSED;
      case SearchEnded _ -> ALREADY_THERE;
      case GivenBack _, TakenAway _, CalledOff _, NobodyCame _ -> REFUSED;
      case SetOff _, CameToPickup _, RiderBoarded _, RiderAlighted _ -> REFUSED;
      case DriverAsked _, OfferEnded _, OfferAccepted _ -> REFUSED;
    };
  }

  private static Move searched(Facts next, Duration searchTime, Instant now) {
    return to(new Trip.Waiting(next.searched(searchTime, now)));
  }

  private static Move calledOff(Facts next, CalledOff off, @Nullable Drive drive) {
    return to(new Trip.Cancelled(next, off.cancellation(), drive));
  }

  private static Move to(Trip next) {
    return new Move.Moved(next);
  }
}

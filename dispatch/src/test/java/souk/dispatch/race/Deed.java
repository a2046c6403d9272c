package souk.dispatch.race;

import java.util.Optional;
import java.util.UUID;
import souk.dispatch.TestCity;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.drive.ReassignTrip;
import souk.dispatch.driver.GoOffline;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.offer.DeclineOffer;
import souk.dispatch.offer.ExpireOffers;
import souk.dispatch.trip.Trips;
import souk.platform.action.Operator;
import souk.platform.problem.Problem;

/** Whatever may end an offer or the promise that came of it; each answers what its doer is told. */
enum Deed {
  ACCEPT {
    @Override
    String tryDo(TestCity node, Scene scene) {
      return kind(node.bean(AcceptOffer.class).accept(scene.driver(), scene.offer()));
    }
  },
  DECLINE {
    @Override
    String tryDo(TestCity node, Scene scene) {
      return node.bean(DeclineOffer.class).decline(scene.driver(), scene.offer()).status().name();
    }
  },
  /** Its time is over. */
  EXPIRE {
    @Override
    String tryDo(TestCity node, Scene scene) {
      node.passDeadline(scene.offer());
      node.bean(ExpireOffers.class).expire(TestCity.ID);
      return "nothing";
    }
  },
  /** The rider calls the trip off. */
  CANCEL {
    @Override
    String tryDo(TestCity node, Scene scene) {
      return kind(node.bean(Trips.class).cancel(TestCity.asked(scene.trip()), TestCity.byRider()));
    }
  },
  GO_OFF_LINE {
    @Override
    String tryDo(TestCity node, Scene scene) {
      return node.bean(GoOffline.class).goOffline(scene.driver()).online() ? "online" : "offline";
    }
  },
  /** The driver wants another one to be looked for. */
  GIVE_BACK {
    @Override
    String tryDo(TestCity node, Scene scene) {
      return node.bean(DriveTrip.class).giveBack(scene.driver(), scene.trip(), "why").name();
    }
  },
  /** Operations take the trip from whoever has it. */
  REASSIGN {
    @Override
    String tryDo(TestCity node, Scene scene) {
      return node.bean(ReassignTrip.class)
          .reassign(OPERATOR, scene.trip(), Optional.empty(), "why")
          .status()
          .name();
    }
  };

  private static final Operator OPERATOR = new Operator(UUID.randomUUID(), "Olga");

  /** A driver who was asked about a trip. */
  record Scene(UUID driver, UUID trip, UUID offer) {}

  abstract String tryDo(TestCity node, Scene scene);

  String doIt(TestCity node, Scene scene) {
    try {
      return tryDo(node, scene);
    } catch (Problem refused) {
      return refused.status() + " " + refused.code();
    }
  }

  static String kind(Object answer) {
    return answer.getClass().getSimpleName();
  }
}

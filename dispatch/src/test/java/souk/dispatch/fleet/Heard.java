package souk.dispatch.fleet;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import souk.dispatch.city.Point;

/** Remembers what riders would be shown. */
@Singleton
@Requires(property = "test.driver")
final class Heard implements PositionListener {
  record Move(UUID trip, UUID driver, UUID rider, Position position) {
    Point point() {
      return position.point();
    }
  }

  private final List<Move> moves = new CopyOnWriteArrayList<>();

  @Override
  public void moved(UUID trip, UUID driver, UUID rider, Position position) {
    moves.add(new Move(trip, driver, rider, position));
  }

  List<Move> of(UUID driver) {
    return moves.stream().filter(move -> move.driver.equals(driver)).toList();
  }
}

package souk.platform.outbox;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import souk.platform.postgres.ModuleSchema;
import souk.platform.postgres.Statements;

/** Who is told of the events of a test of the outbox. */
final class TestHandlers {
  private TestHandlers() {}

  /** Writes down each event; fails one time in five, before or after its effect. */
  @Singleton
  @Order(1)
  @Requires(property = "souk.test.outbox")
  static final class Recorder implements EventHandler {
    final List<UUID> poison = new CopyOnWriteArrayList<>();

    private final ModuleSchema schema;
    private final Statements database;
    private final Random random = new Random(7);

    Recorder(@Named("platform") ModuleSchema schema, Statements database) {
      this.schema = schema;
      this.database = database;
    }

    @Override
    public String name() {
      return "recorder";
    }

    @Override
    public ModuleSchema schema() {
      return schema;
    }

    @Override
    public boolean handles(String type) {
      return type.equals("test.happened");
    }

    @Override
    public void handle(DomainEvent event) {
      if (poison.contains(event.aggregateId())) throw new IllegalStateException("poison");
      maybeFail();
      database.<Integer>prepare(
          "INSERT INTO platform.effect (aggregate_id, version) VALUES (?, ?)",
          statement -> {
            statement.setObject(1, event.aggregateId());
            statement.setLong(2, event.aggregateVersion());
            return statement.executeUpdate();
          });
      maybeFail();
    }

    private void maybeFail() {
      if (random.nextInt(20) == 0) throw new IllegalStateException("the handler crashes");
    }
  }

  /** A second handler that fails after the first has committed, so that events are redelivered. */
  @Singleton
  @Order(2)
  @Requires(property = "souk.test.outbox")
  static final class Unreliable implements EventHandler {
    private final ModuleSchema schema;
    private final Random random = new Random(8);

    Unreliable(@Named("platform") ModuleSchema schema) {
      this.schema = schema;
    }

    @Override
    public String name() {
      return "unreliable";
    }

    @Override
    public ModuleSchema schema() {
      return schema;
    }

    @Override
    public boolean handles(String type) {
      return type.equals("test.happened");
    }

    @Override
    public void handle(DomainEvent event) {
      if (random.nextInt(8) == 0) throw new IllegalStateException("the handler crashes");
    }
  }

  /** Hears each event, and fails over some. */
  @Singleton
  @Requires(property = "souk.test.outbox")
  static final class Listener implements EventListener {
    final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public boolean hears(String type) {
      return type.equals("test.happened");
    }

    @Override
    public void heard(DomainEvent event) {
      heard.add(event.aggregateId() + " " + event.aggregateVersion());
      if (event.aggregateVersion() % 7 == 0) throw new IllegalStateException("deaf");
    }
  }
}

package souk.platform.outbox;

import io.micronaut.context.annotation.EachBean;
import io.micronaut.context.annotation.Factory;
import souk.platform.json.Json;
import souk.platform.postgres.ModuleSchema;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/** An outbox and its history for every module's schema, to be injected by the module's name. */
@Factory
final class Outboxes {
  @EachBean(ModuleSchema.class)
  Outbox outbox(
      ModuleSchema schema, Statements database, Transactions transactions, Json json, Bell bell) {
    return new Outbox(schema, database, transactions, json, bell);
  }

  @EachBean(ModuleSchema.class)
  History history(ModuleSchema schema, Statements database) {
    return new History(schema, database);
  }
}

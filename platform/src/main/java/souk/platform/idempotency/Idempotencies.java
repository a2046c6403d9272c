package souk.platform.idempotency;

import io.micronaut.context.annotation.EachBean;
import io.micronaut.context.annotation.Factory;
import java.util.List;
import souk.platform.json.Json;
import souk.platform.postgres.ModuleSchema;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;

/** Idempotency for every module's schema, to be injected by the module's name. */
@Factory
final class Idempotencies {
  @EachBean(ModuleSchema.class)
  AnswerTable answers(ModuleSchema schema, Statements database, Json json) {
    return new AnswerTable(schema, database, json);
  }

  @EachBean(AnswerTable.class)
  Idempotency idempotency(
      AnswerTable answers,
      Statements database,
      Transactions transactions,
      Json json,
      List<CallWitness> witnesses) {
    return new Idempotency(answers, database, transactions, json, witnesses);
  }
}

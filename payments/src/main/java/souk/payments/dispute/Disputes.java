package souk.payments.dispute;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.payments.dispute.OrderRecords.Records;
import souk.payments.dispute.Response.Accepting;
import souk.payments.dispute.Response.Answering;
import souk.payments.dispute.Response.Drafted;
import souk.payments.order.OrderRef;
import souk.payments.psp.PspEvidence;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.identity.Person;
import souk.platform.page.Cursor;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;
import souk.platform.push.Bell;

/**
 * Disputes as operators use them: evidence is drafted from our own records, read, and sent once.
 * Every decision is made behind the dispute's lock; of two operators the first one's counts.
 */
@Singleton
final class Disputes {
  private final StoredDisputes disputes;
  private final List<OrderRecords> records;
  private final ActionLog actions;
  private final Transactions transactions;
  private final Bell bell;

  Disputes(
      StoredDisputes disputes,
      Collection<OrderRecords> records,
      ActionLog actions,
      Transactions transactions,
      Bell bell) {
    this.disputes = disputes;
    this.records = List.copyOf(records);
    this.actions = actions;
    this.transactions = transactions;
    this.bell = bell;
  }

  Optional<DisputeStanding> find(UUID id) {
    return disputes.find(id).map(DisputeStanding::of);
  }

  /** The newest first, without evidence. */
  List<DisputeStanding> unanswered(Cursor after, int limit) {
    return disputes.unanswered(after, limit).stream()
        .map(DisputeStanding::withoutEvidence)
        .toList();
  }

  List<DisputeStanding> page(DisputeSearch search, Cursor before, int limit) {
    return disputes.page(search, before, limit).stream()
        .map(DisputeStanding::withoutEvidence)
        .toList();
  }

  /**
   * Drafts evidence from what is on record and from what the operator adds; a draft before is
   * replaced.
   *
   * @throws Problem 404 for an unknown dispute, 409 {@code dispute_not_answerable} when it cannot
   *     be answered, or is being or has been
   */
  DisputeStanding draft(Person operator, UUID id, String statement) {
    var order =
        disputes
            .find(id)
            .map(StoredDispute::about)
            .map(StoredDispute.About::order)
            .orElseThrow(() -> Problem.notFound("dispute"));
    var evidence = evidence(order, statement);
    return decide(operator, id, "dispute.evidence_drafted", null, _ -> new Drafted(evidence));
  }

  private PspEvidence evidence(OrderRef order, String statement) {
    var known = records.stream().map(source -> source.of(order)).toList();
    return new PspEvidence(
        joined(known.stream().map(Records::product), " "),
        joined(
            known.stream().flatMap(r -> Stream.ofNullable(r.servedAt())).map(Object::toString),
            " "),
        joined(known.stream().flatMap(r -> r.activity().stream()), "\n"),
        joined(
            Stream.concat(
                Stream.of(statement), known.stream().flatMap(r -> r.documents().stream())),
            "\n\n"));
  }

  private static String joined(Stream<String> parts, String between) {
    return parts.filter(part -> !part.isBlank()).collect(Collectors.joining(between));
  }

  /**
   * Sends the draft, which cannot be taken back.
   *
   * @param draft the one that the operator has read
   * @throws Problem as {@link #draft}, 409 {@code draft_outdated} when there is none of that number
   */
  DisputeStanding submit(Person operator, UUID id, int draft) {
    return decide(
        operator,
        id,
        "dispute.evidence_submitted",
        null,
        stored -> {
          if (stored.response() instanceof Drafted(var evidence) && stored.draft() == draft) {
            return new Answering(evidence, false);
          }
          throw Problem.conflict(
              "draft_outdated",
              "Read the present draft, which is number %s.".formatted(stored.draft()));
        });
  }

  /**
   * Gives the dispute up, which cannot be taken back.
   *
   * @throws Problem as {@link #draft}
   */
  DisputeStanding accept(Person operator, UUID id, String reason) {
    return decide(
        operator,
        id,
        "dispute.accepted",
        reason,
        stored -> new Accepting(stored.response().evidence(), false));
  }

  private DisputeStanding decide(
      Person operator,
      UUID id,
      String action,
      @Nullable String reason,
      Function<StoredDispute, Response> decision) {
    return transactions.call(() -> {
      var stored = disputes.lock(id).orElseThrow(() -> Problem.notFound("dispute"));
      refuseDecided(stored);
      var after = DisputeStanding.of(disputes.respond(stored, decision.apply(stored)));
      actions.add(
          Operator.of(operator), new OperatorAction(action, "dispute", id, reason, null, after));
      transactions.afterCommit(() -> bell.ring(DisputeResolver.BELL));
      return after;
    });
  }

  private static void refuseDecided(StoredDispute stored) {
    var isOpen =
        switch (stored.response()) {
          case Response.None _, Drafted _ -> stored.status().canBeAnswered();
          case Answering _, Response.Answered _, Accepting _, Response.Accepted _ -> false;
        };
    if (isOpen) return;
    throw Problem.conflict(
        "dispute_not_answerable",
        "This dispute is %s, our response %s."
            .formatted(stored.status(), DisputeMapping.word(stored.response())));
  }
}

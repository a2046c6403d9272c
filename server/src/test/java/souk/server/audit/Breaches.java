package souk.server.audit;

import static java.util.Map.entry;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** For each rule the rows that break it, long enough ago for its grace to be over. */
final class Breaches {
  static final UUID SUBJECT = UUID.fromString("00000000-0000-7000-8000-000000000001");

  static final String ID = "'" + SUBJECT + "'";
  private static final String OTHER = "'00000000-0000-7000-8000-000000000002'";
  private static final String DRIVER = "'00000000-0000-7000-8000-0000000000d1'";
  private static final String SECOND_DRIVER = "'00000000-0000-7000-8000-0000000000d2'";
  static final String LONG_AGO = "clock_timestamp() - interval '1 hour'";

  /** Plain SQL, by the rule's name; constraints that forbid the breach are taken away first. */
  static final Map<String, String> BY_RULE =
      Map.ofEntries(
          entry(
              "settled-ride-costs-its-bill",
              ride("COMPLETED", true) + billed(1000) + charge("CAPTURED", 999)),
          entry("no-charge-above-bill", ride("COMPLETED", false) + charge("CAPTURED", 1000)),
          entry("settled-ride-holds-no-money", ride("CANCELLED", true) + charge("AUTHORIZED", 0)),
          entry("debt-is-collected-once", debt("PAID")),
          entry(
              "tip-is-taken-once", tip("REFUSED") + charge("CAPTURED", 200).replace("ride", "tip")),
          entry("collection-makes-progress", tip("PENDING")),
          entry("charge-has-its-order", charge("CAPTURED", 1000)),
          entry("ride-follows-trip", ride("MATCHING", false) + trip(ID, "EN_ROUTE", DRIVER)),
          entry("trip-has-its-ride", trip(ID, "WAITING", null)),
          entry(
              "ride-goes-where-its-trip-goes",
              ride("IN_PROGRESS", false)
                  + trip(ID, "IN_PROGRESS", DRIVER)
                  + "UPDATE dispatch.trip SET dropoff_lat = 43.75;"),
          entry("dispatch_proposal_past_its_time", proposal("OPEN")),
          entry(
              "dispatch_proposal_to_its_driver", trip(ID, "COMPLETED", DRIVER) + proposal("OPEN")),
          entry(
              "dispatch_trip_goes_where_agreed",
              trip(ID, "IN_PROGRESS", DRIVER) + proposal("ACCEPTED")),
          entry(
              "outbox-drained",
              """
              INSERT INTO booking.outbox (id, lane, aggregate_id, aggregate_version, type, payload, at)
              VALUES (%s, 0, %s, 1, 'ride.changed', '{}', %s);
              """
                  .formatted(ID, ID, LONG_AGO)),
          entry("rider-claims-are-live-rides", ride("MATCHING", false)),
          entry("unsettled-ride-makes-progress", ride("MATCHING", false)),
          entry(
              "booked-ride-begins-in-time",
              ride("MATCHING", false)
                  + """
                  UPDATE booking.ride SET status = 'SCHEDULED', phase = 'AWAIT_START',
                    pickup_at = %1$s, start_at = %1$s, start_until = %1$s;
                  """
                      .formatted(LONG_AGO)),
          entry("settled-ride-has-its-receipt", ride("COMPLETED", true)),
          entry("payments.charge_looked_at", charge("AUTHORIZED", 0)),
          entry(
              "payments.captured_within_authorized",
              dropChecks("payments.charge") + charge("CAPTURED", 5000)),
          entry(
              "payments.one_charge_per_order",
              charge("CAPTURED", 1000)
                  + charge("AUTHORIZED", 0).replace("VALUES (" + ID, "VALUES (" + OTHER)),
          entry("payments.order_claims_are_live_charges", charge("CAPTURED", 1000)),
          entry("payments.webhooks_are_handled", webhookEvent()),
          entry("payments.refund_looked_at", TakenBack.refund("UNKNOWN", 500)),
          entry(
              "payments.refunded_within_captured",
              charge("CAPTURED", 1000) + TakenBack.refund("SUCCEEDED", 1001)),
          entry("payments.refund_promised_until_executed", TakenBack.refund("REFUNDING", 500)),
          entry("payments.dispute_looked_at", TakenBack.dispute("INQUIRY", 0)),
          entry(
              "payments.dispute_withheld_until_decided", TakenBack.dispute("NEEDS_RESPONSE", 500)),
          entry(
              "payments.charge_disputed_by_its_disputes",
              charge("CAPTURED", 1000) + TakenBack.dispute("NEEDS_RESPONSE", 500)),
          entry(
              "payments.no_refund_beside_dispute",
              charge("CAPTURED", 1000)
                  + "UPDATE payments.charge SET refunded_minor = 500, disputed_minor = 1000;"
                  + TakenBack.dispute("NEEDS_RESPONSE", 1000)
                  + TakenBack.refund("SUCCEEDED", 500)
                  + "UPDATE payments.refund SET intended_at = intended_at + interval '1 s';"),
          entry("payments.journals_balance", ledger()),
          entry("payments.trial_balance", ledger()),
          entry("payments.balances_are_their_entries", ledger()),
          entry("payments.chains_verify", ledger()),
          entry(
              "payments.holds_resolve_once",
              account("memo:reserved_for", "ride " + SUBJECT, -1200, 0)),
          entry(
              "dispatch_driver_on_two_trips",
              trip(ID, "EN_ROUTE", DRIVER) + trip(OTHER, "ARRIVED", DRIVER)),
          entry(
              "dispatch_trip_with_two_drivers",
              trip(ID, "EN_ROUTE", DRIVER)
                  + offer(ID, DRIVER, "ACCEPTED")
                  + offer(ID, SECOND_DRIVER, "ACCEPTED")),
          entry(
              "dispatch_chat_without_gaps",
              """
              INSERT INTO dispatch.chat (id, city_id, trip_id, driver_id, rider_id, last_seq, last_at)
              VALUES (%s, 'monaco', %s, %s, %s, 2, %s);
              """
                  .formatted(ID, ID, DRIVER, ID, LONG_AGO)),
          entry("dispatch_offer_past_its_time", offer(ID, DRIVER, "OPEN")),
          entry(
              "dispatch_two_open_offers", offer(ID, DRIVER, "OPEN") + offer(OTHER, DRIVER, "OPEN")),
          entry(
              "dispatch_claim_without_job",
              """
              INSERT INTO dispatch.driver_claim (driver_id, kind, trip_id, offer_id, city_id, claimed_at)
              VALUES (%s, 'TRIP', %s, %s, 'monaco', %s);
              """
                  .formatted(DRIVER, ID, OTHER, LONG_AGO)),
          entry(
              "dispatch_next_job_beside_a_trip",
              """
              INSERT INTO dispatch.driver_claim
                (driver_id, slot, kind, trip_id, offer_id, city_id, claimed_at)
              VALUES (%s, 1, 'TRIP', %s, %s, 'monaco', %s);
              """
                  .formatted(DRIVER, ID, OTHER, LONG_AGO)),
          entry("dispatch_job_without_claim", trip(ID, "EN_ROUTE", DRIVER)),
          entry(
              "dispatch_promised_in_another_city",
              """
              INSERT INTO dispatch.driver (id, city_id, name, status, plate, model, colour, products)
              VALUES (%1$s, 'nice', 'Grace', 'APPROVED', 'MC 1', 'Zoe', 'blue', 'standard');
              INSERT INTO dispatch.driver_claim (driver_id, kind, trip_id, offer_id, city_id, claimed_at)
              VALUES (%1$s, 'TRIP', %2$s, %3$s, 'monaco', %4$s);
              """
                  .formatted(DRIVER, ID, OTHER, LONG_AGO)),
          entry(
              "dispatch_reputation_is_its_ratings",
              """
              INSERT INTO dispatch.reputation (person_id, party, ratings, weight, weighted_stars)
              VALUES (%s, 'DRIVER', 1, 5, 25);
              """
                  .formatted(ID)),
          entry(
              "dispatch_eta_left_open",
              """
              INSERT INTO dispatch.eta_record
                (city_id, trip_id, kind, product, shown_at, predicted_s, source, traffic_version)
              VALUES ('monaco', %s, 'QUOTE', 'standard', %s, 60, 'ROAD', 0);
              """
                      .formatted(ID, LONG_AGO)
                  + trip(ID, "HOPELESS", null)),
          entry("dispatch_search_past_its_time", trip(ID, "WAITING", null)));

  private Breaches() {}

  private static String ride(String status, boolean settled) {
    return """
    INSERT INTO booking.ride (id, city_id, rider_id, rider_name, quote_id, card_id, product,
      pickup_lat, pickup_lon, dropoff_lat, dropoff_lon, distance_m, duration_s, fare_minor,
      authorize_minor, currency, breakdown, status, phase, requested_at, moved_at, next_wake_at,
      settled_at)
    VALUES (%1$s, 'monaco', %1$s, 'Ada', %1$s, %1$s, 'standard', 43.74, 7.42, 43.73, 7.42, 900,
      120, 1000, 1200, 'EUR', '{}', '%2$s', '%3$s', %4$s, %4$s, %4$s, %5$s);
    """
        .formatted(
            ID, status, settled ? "SETTLED" : "AWAIT_TRIP", LONG_AGO, settled ? LONG_AGO : "NULL");
  }

  private static String billed(long minor) {
    return "UPDATE booking.ride SET bill_minor = %s;".formatted(minor);
  }

  private static String debt(String status) {
    return """
    INSERT INTO booking.debt (id, city_id, ride_id, rider_id, amount_minor, currency, status, card_id,
      opened_at, moved_at, settled_at)
    VALUES (%1$s, 'monaco', %1$s, %1$s, 300, 'EUR', '%2$s', %1$s, %3$s, %3$s, %3$s);
    """
        .formatted(ID, status, LONG_AGO);
  }

  private static String tip(String status) {
    return """
    INSERT INTO booking.tip (ride_id, city_id, rider_id, driver_id, amount_minor, currency, card_id,
      status, given_at, moved_at, next_look_at)
    VALUES (%1$s, 'monaco', %1$s, %2$s, 200, 'EUR', %1$s, '%3$s', %4$s, %4$s, %5$s);
    """
        .formatted(ID, DRIVER, status, LONG_AGO, status.equals("PENDING") ? LONG_AGO : "NULL");
  }

  static String charge(String status, long captured) {
    var settled = !status.equals("AUTHORIZED");
    return """
    INSERT INTO payments.charge (id, order_kind, order_id, payer_id, card_id, payment_method,
      amount_minor, currency, status, generation, release_wanted, authorized_minor,
      captured_minor, version, looks, intended_at, moved_at, next_wake_at, settled_at, created_at)
    VALUES (%1$s, 'ride', %2$s, %2$s, %2$s, 'pm_card_visa', 1200, 'EUR', '%3$s', 1, false, 1200,
      %4$s, 1, 0, %5$s, %5$s, %6$s, %7$s, %5$s);
    """
        .formatted(
            ID,
            ID,
            status,
            captured,
            LONG_AGO,
            settled ? "NULL" : LONG_AGO,
            settled ? LONG_AGO : "NULL");
  }

  private static String trip(String id, String status, @Nullable String driver) {
    var assigned =
        driver == null
            ? "NULL, NULL, NULL, NULL, NULL, NULL"
            : driver + ", 'Grace', 'MC 1', 'Zoe', 'blue', " + LONG_AGO;
    return """
    INSERT INTO dispatch.trip (id, city_id, product, rider_id, rider_name, pickup_lat, pickup_lon,
      dropoff_lat, dropoff_lon, fare_minor, fare_currency, status, requested_at, moved_at,
      search_until, driver_id, driver_name, driver_plate, driver_model, driver_colour, assigned_at)
    VALUES (%1$s, 'monaco', 'standard', %1$s, 'Ada', 43.74, 7.42, 43.73, 7.42, 1000, 'EUR', '%2$s',
      %3$s, %3$s, %3$s, %4$s);
    """
        .formatted(id, status, LONG_AGO, assigned);
  }

  private static String proposal(String status) {
    return """
    INSERT INTO dispatch.destination_proposal (id, city_id, trip_id, driver_id, dropoff_lat,
      dropoff_lon, fare_minor, fare_currency, status, expires_at, push_at, decided_at)
    VALUES (%1$s, 'monaco', %1$s, %2$s, 43.7, 7.4, 1500, 'EUR', '%3$s', %4$s, %4$s, %5$s);
    """
        .formatted(ID, DRIVER, status, LONG_AGO, status.equals("OPEN") ? "NULL" : LONG_AGO);
  }

  private static String offer(String trip, String driver, String status) {
    return """
    INSERT INTO dispatch.offer (id, city_id, trip_id, driver_id, status, pickup_eta_s, explanation,
      made_at, expires_at, push_at, decided_at)
    VALUES (gen_random_uuid(), 'monaco', %1$s, %2$s, '%3$s', 60, '{}', %4$s, %4$s, %4$s, %5$s);
    """
        .formatted(trip, driver, status, LONG_AGO, status.equals("OPEN") ? "NULL" : LONG_AGO);
  }

  private static String dropChecks(String table) {
    return """
    DO $$
    DECLARE name text;
    BEGIN
      FOR name IN SELECT conname FROM pg_constraint
                  WHERE conrelid = '%1$s'::regclass AND contype = 'c' LOOP
        EXECUTE format('ALTER TABLE %1$s DROP CONSTRAINT %%I', name);
      END LOOP;
    END $$;
    """
        .formatted(table);
  }

  /** A forged entry alone in its journal, on an account that stands elsewhere. */
  private static String ledger() {
    return """
    ALTER TABLE payments.ledger_entry DISABLE TRIGGER ledger_entry_balances;
    %1$s
    INSERT INTO payments.ledger_journal (id, key, template, content, facts, posted_at)
    VALUES (%2$s, 'forged', 'CAPTURED', '', '{}', clock_timestamp() - interval '1 min');
    INSERT INTO payments.ledger_entry
      (account_id, seq, journal_id, currency, amount_minor, balance_minor, chain)
    SELECT id, 1, %2$s, 'EUR', 1, 1, 'forged' FROM payments.ledger_account;
    """
        .formatted(account("bank:operating", "", 2, 1), ID);
  }

  private static String webhookEvent() {
    return """
    INSERT INTO payments.webhook_event
      (id, event_id, type, created_at, object_id, metadata, body, next_attempt_at)
    VALUES (%1$s, 'evt_1', 'payment_intent.canceled', %2$s, 'pi_1', '{}', '', %2$s);
    """
        .formatted(ID, LONG_AGO);
  }

  private static String account(String kind, String owner, long minor, long entries) {
    return """
    INSERT INTO payments.ledger_account
      (key, stripe, kind, owner, currency, keeps_to, balance_minor, entries, open_since)
    VALUES ('%1$s', 0, '%1$s', '%2$s', 'EUR', 0, %3$s, %4$s, %5$s);
    """
        .formatted(kind, owner, minor, entries, LONG_AGO);
  }
}

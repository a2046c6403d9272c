package souk.dispatch.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.dispatch.TestCity;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.trip.Trips;
import souk.platform.problem.Problem;

/** Who may write to whom about a trip, and until when. */
class SendMessageTest {
  private static ChatCity chat;

  @BeforeAll
  static void open() {
    chat = ChatCity.open(Map.of("souk.chat.per-minute", 5, "souk.chat.messages", 8));
  }

  @AfterAll
  static void close() {
    chat.close();
  }

  @Test
  void riderAndDriverReadTheSameConversation() {
    var pair = chat.pair();
    chat.send(pair.rider(), pair.trip(), " I wear a red coat. ");
    chat.send(pair.driver(), pair.trip(), "Call 0612345678\nor wave");

    assertThat(chat.texts(pair.rider(), pair.trip()))
        .containsExactly("1 RIDER I wear a red coat.", "2 DRIVER Call •••\nor wave")
        .isEqualTo(chat.texts(pair.driver(), pair.trip()));
    assertThat(chat.city.value("SELECT count(*) FROM dispatch.chat_message WHERE text ~ '06'"))
        .isEqualTo(0L);
  }

  @Test
  void whatIsKeptOfEventsDoesNotSayWhatWasWritten() {
    var pair = chat.pair();
    chat.send(pair.rider(), pair.trip(), "a word in confidence");
    var kept =
        chat.city.rows(
            "SELECT history.payload AS remembered, outbox.payload AS sent FROM dispatch.history"
                + " JOIN dispatch.outbox USING (id)"
                + " WHERE order_id = ? AND history.type = 'chat.message_sent'",
            pair.trip());
    assertThat(kept).hasSize(1);
    assertThat(kept.toString()).doesNotContain("confidence");
  }

  @Test
  void oldConversationsAreForgottenWhole() {
    var old = chat.pair();
    chat.send(old.rider(), old.trip(), "I wear a red coat.");
    var young = chat.pair();
    chat.send(young.rider(), young.trip(), "I wear a blue coat.");
    chat.city.sql(
        "UPDATE dispatch.chat SET last_at = last_at - interval '91 days' WHERE trip_id = ?",
        old.trip());

    assertThat(chat.city.bean(ChatForgetting.class).forget(10)).isEqualTo(1);

    assertThat(chat.texts(old.rider(), old.trip())).isEmpty();
    assertThat(chat.city.value("SELECT count(*) FROM dispatch.chat_message WHERE text ~ 'red'"))
        .isEqualTo(0L);
    assertThat(chat.texts(young.rider(), young.trip())).hasSize(1);
    assertThat(chat.city.bean(ChatForgetting.class).forget(10)).isZero();
  }

  @Test
  void nobodyElseWritesOrReads() {
    var pair = chat.pair();
    var stranger = UUID.randomUUID();
    assertRefused(() -> chat.send(stranger, pair.trip(), "hello"), "not_found");
    assertRefused(() -> chat.page(stranger, pair.trip()), "not_found");
    assertRefused(() -> chat.send(pair.rider(), UUID.randomUUID(), "hello"), "not_found");
    var asked = chat.city.driver();
    var trip = chat.city.requested();
    chat.city.offered(trip, asked);
    assertRefused(() -> chat.send(asked, trip.id(), "I may come"), "not_found");
    assertRefused(() -> chat.send(trip.riderId(), trip.id(), "anybody?"), "chat_closed");
  }

  @Test
  void theNextDriverSeesNothingOfWhatWasSaidBefore() {
    var pair = chat.pair();
    chat.send(pair.driver(), pair.trip(), "I am Dina");
    chat.send(pair.rider(), pair.trip(), "Hello Dina");
    chat.city.bean(DriveTrip.class).giveBack(pair.driver(), pair.trip(), "flat_tyre");

    assertRefused(() -> chat.send(pair.driver(), pair.trip(), "sorry"), "not_found");
    assertRefused(() -> chat.page(pair.driver(), pair.trip()), "not_found");
    assertRefused(() -> chat.send(pair.rider(), pair.trip(), "why?"), "chat_closed");
    assertThat(chat.page(pair.rider(), pair.trip()).chat().open()).isFalse();

    var next = chat.drivenBy(pair.trip());
    assertThat(chat.texts(next, pair.trip())).isEmpty();
    chat.send(next, pair.trip(), "On my way");
    assertThat(chat.texts(next, pair.trip())).containsExactly("1 DRIVER On my way");
    assertThat(chat.texts(pair.rider(), pair.trip())).containsExactly("1 DRIVER On my way");
    assertThat(chat.city.bean(Chats.class).unread(pair.driver())).isEmpty();
  }

  @Test
  void theyMayWriteForAShortWhileAfterTheEndAndReadForEver() {
    var pair = chat.pair();
    chat.send(pair.driver(), pair.trip(), "Welcome");
    var drive = chat.city.bean(DriveTrip.class);
    drive.setOff(pair.driver(), pair.trip());
    drive.arrive(pair.driver(), pair.trip());
    drive.start(pair.driver(), pair.trip());
    drive.complete(pair.driver(), pair.trip());
    var id = UUID.randomUUID();
    var left = chat.send(pair.rider(), pair.trip(), id, "I left my umbrella");

    chat.city.sql(
        "UPDATE dispatch.trip SET moved_at = moved_at - interval '301 s' WHERE id = ?",
        pair.trip());
    assertRefused(() -> chat.send(pair.driver(), pair.trip(), "I have it"), "chat_closed");
    assertThat(chat.send(pair.rider(), pair.trip(), id, "I left my umbrella"))
        .as("what was sent in time is not refused when its phone asks again")
        .isEqualTo(left);
    assertThat(chat.page(pair.driver(), pair.trip()).messages()).hasSize(2);
    assertThat(chat.page(pair.driver(), pair.trip()).chat().open()).isFalse();
  }

  @Test
  void aTripThatIsCalledOffBeforeAnybodyAcceptedHasNoChat() {
    var trip = chat.city.requested();
    chat.city.bean(Trips.class).cancel(TestCity.asked(trip.id()), TestCity.byRider());
    assertRefused(() -> chat.send(trip.riderId(), trip.id(), "hello"), "chat_closed");
  }

  @Test
  void anIdIsOfOneMessage() {
    var pair = chat.pair();
    var id = UUID.randomUUID();
    var sent = chat.send(pair.rider(), pair.trip(), id, "hello");
    assertThat(chat.send(pair.rider(), pair.trip(), id, "hello")).isEqualTo(sent);
    assertRefused(() -> chat.send(pair.rider(), pair.trip(), id, "goodbye"), "message_id_reused");
    assertThat(chat.send(pair.driver(), pair.trip(), id, "mine").seq())
        .as("of each author")
        .isEqualTo(2);
  }

  @Test
  void whoWritesTooFastWaitsAndTheOtherDoesNot() {
    var pair = chat.pair();
    for (int n = 1; n <= 5; n++) chat.send(pair.rider(), pair.trip(), "message " + n);
    assertThatThrownBy(() -> chat.send(pair.rider(), pair.trip(), "one more"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("chat_too_fast");
              assertThat(problem.retryAfter()).isPresent();
            });
    for (int n = 6; n <= 8; n++) chat.send(pair.driver(), pair.trip(), "message " + n);
    chat.city.sql("UPDATE dispatch.chat_message SET sent_at = sent_at - interval '61 s'");
    assertRefused(() -> chat.send(pair.rider(), pair.trip(), "one more"), "chat_full");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n ", "bell \u0007", "null \u0000"})
  void aTextIsSomethingToRead(String text) {
    var pair = chat.pair();
    assertRefused(() -> chat.send(pair.rider(), pair.trip(), text), "text_invalid");
    assertRefused(() -> chat.send(pair.rider(), pair.trip(), "x".repeat(501)), "text_invalid");
    assertThat(chat.page(pair.rider(), pair.trip()).messages()).isEmpty();
  }

  private static void assertRefused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }
}

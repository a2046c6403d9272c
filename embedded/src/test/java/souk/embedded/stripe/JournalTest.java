package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the twin remembers after it was started again. */
class JournalTest {
  @TempDir private Path directory;
  private Path file;
  private StripeTwinOptions options;

  @BeforeEach
  void chooseFile() {
    file = directory.resolve("deep/below/psp.jsonl");
    options = StripeTwinOptions.inProcess().journal(file);
  }

  @Test
  void remembersIntentsKeysAndHistories() throws Exception {
    PaymentIntent before;
    try (var twin = StripeTwin.start(options)) {
      before = live(Caller.of(twin));
    }

    try (var twin = StripeTwin.start(options)) {
      var caller = Caller.of(twin);
      var after = caller.authorize("c1").getLastResponse();
      assertThat(after.body()).isEqualTo(before.getLastResponse().body());
      assertThat(caller.retrieve(before.getId()).getStatus()).isEqualTo("succeeded");
      assertThat(twin.intents()).hasSize(3);
      assertThat(twin.intents().getFirst().times("succeeded")).isEqualTo(1);
      assertThat(twin.violations()).hasSize(1);
      assertThat(caller.stripe().v1().events().list().getData()).isNotEmpty();
    }
  }

  private static PaymentIntent live(Caller caller) throws StripeException {
    var intent = caller.authorize("c1");
    caller.capture(intent.getId(), "capture");
    var refund = RefundCreateParams.builder().setPaymentIntent(intent.getId()).setAmount(100L);
    caller.stripe().v1().refunds().create(refund.build());
    caller.authorize("c2", "once");
    caller.authorize("c2", "twice");
    return intent;
  }

  @Test
  void forgetsALineThatWasNeverFinished() throws Exception {
    try (var twin = StripeTwin.start(options)) {
      Caller.of(twin).authorize("c1");
    }
    Files.writeString(file, "[{\"is\":\"IntentRevised\",", StandardOpenOption.APPEND);

    try (var twin = StripeTwin.start(options)) {
      assertThat(twin.intents()).hasSize(1);
      Caller.of(twin).authorize("c2");
    }
    try (var twin = StripeTwin.start(options)) {
      assertThat(twin.intents()).hasSize(2);
    }
  }

  @Test
  void refusesAJournalThatIsDamagedAndLeavesItAsItIs() throws Exception {
    try (var twin = StripeTwin.start(options)) {
      Caller.of(twin).authorize("c1");
    }
    Files.writeString(file, "scribble\n", StandardOpenOption.APPEND);
    var before = Files.readString(file);

    assertThatThrownBy(() -> StripeTwin.start(options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged in line 3");

    assertThat(file).hasContent(before);
  }

  @Test
  void refusesAFileThatIsNoJournal() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "Dear diary\n");

    assertThatThrownBy(() -> StripeTwin.start(options)).hasMessageContaining("not a journal");

    assertThat(file).hasContent("Dear diary");
  }

  @Test
  void refusesAJournalThatAnotherTwinWrites() throws Exception {
    try (var twin = StripeTwin.start(options)) {
      assertThatThrownBy(() -> StripeTwin.start(options)).hasMessageContaining("another twin");
      assertThat(twin.intents()).isEmpty();
    }
  }

  @Test
  void givesItsJournalBackWhenItCannotStart() throws Exception {
    try (var other = StripeTwin.start(StripeTwinOptions.inProcess())) {
      var port = Integer.parseInt(other.baseUrl().substring(other.baseUrl().lastIndexOf(':') + 1));
      assertThatThrownBy(() -> StripeTwin.start(options.port(port)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is taken");
    }
    StripeTwin.start(options).close();
  }

  @Test
  void forgetsForGoodWhenReset() throws Exception {
    try (var twin = StripeTwin.start(options)) {
      Caller.of(twin).authorize("c1");
      twin.reset();
      Caller.of(twin).authorize("c2");
    }
    try (var twin = StripeTwin.start(options)) {
      assertThat(twin.intents()).singleElement().matches(i -> "c2".equals(i.chargeId()));
    }
  }
}

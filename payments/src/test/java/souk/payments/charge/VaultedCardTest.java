package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwinOptions;
import souk.payments.order.OrderRef;
import souk.payments.psp.CardSource;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Psp;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspToken;
import souk.payments.vault.KeptNumber;
import souk.payments.vault.Numbers;
import souk.payments.vault.Opened;
import souk.payments.vault.Vault;
import souk.payments.vault.VaultToken;

/** A number in the vault is charged like any card, by an adapter that sends it along. */
class VaultedCardTest {
  private final String digits = Numbers.visa(new Random(17));
  private final List<String> sent = new ArrayList<>();

  @Test
  void isAuthorizedByItsNumberAndCapturedWithoutIt() throws IOException {
    try (var till = till()) {
      var vault = till.node.bean(Vault.class);
      var kept = keep(vault);
      var request = request(till, kept);
      var charges = till.charges(psp -> sendingNumbers(psp, vault));
      assertThat(charges.authorize(request).status()).isEqualTo(ChargeStatus.AUTHORIZED);
      assertThat(sent).containsExactly(digits);
      assertThat(
              till.node.text(
                  "SELECT outcome || subject FROM payments.vault_opening WHERE token = '%s'"
                      .formatted(kept.token())))
          .isEqualTo("GRANTED" + request.chargeId());

      vault.destroy(kept.token());
      assertThat(charges.capture(request.chargeId(), Till.TEN).status())
          .isEqualTo(ChargeStatus.CAPTURED);
      assertThat(till.breaches()).isEmpty();
    }
  }

  @Test
  void aDestroyedNumberChargesNothing() throws IOException {
    try (var till = till()) {
      var vault = till.node.bean(Vault.class);
      var kept = keep(vault);
      var request = request(till, kept);
      vault.destroy(kept.token());
      var charges = till.charges(psp -> sendingNumbers(psp, vault));
      assertThat(charges.authorize(request).status()).isEqualTo(ChargeStatus.DECLINED);
      assertThat(sent).isEmpty();
    }
  }

  @Test
  void aProviderWithTokensIsNotAskedForIt() throws IOException {
    try (var till = till()) {
      var request = request(till, keep(till.node.bean(Vault.class)));
      var charge = till.charges.authorize(request);
      assertThat(charge.status()).isEqualTo(ChargeStatus.DECLINED);
      assertThat(charge.reason()).isEqualTo("card_unknown");
      assertThat(till.intents(request.chargeId())).isEmpty();
    }
  }

  private static Till till() throws IOException {
    var keys = Files.createTempDirectory("keys").toString();
    return Till.open(StripeTwinOptions.inProcess(), Map.of("souk.keys-dir", keys));
  }

  private KeptNumber keep(Vault vault) {
    try (var pan = Numbers.pan(digits)) {
      return vault.keep(pan, 12, 2034, entered -> entered);
    }
  }

  private static AuthorizeCharge request(Till till, KeptNumber kept) {
    var card = UUID.randomUUID();
    var payer = UUID.randomUUID();
    till.node.sql(
        """
        INSERT INTO payments.card (id, owner_id, token, psp_token, payment_method, brand, last4,
                                   exp_month, exp_year, fingerprint)
        VALUES ('%1$s', '%2$s', '%3$s', 'number', '%3$s', 'visa', '4242', 12, 2034, 'number %4$s')\
        """
            .formatted(card, payer, kept.token(), kept.numberId()));
    var order = new OrderRef("ride", UUID.randomUUID());
    return new AuthorizeCharge(UUID.randomUUID(), order, payer, card, Till.TWELVE);
  }

  /** What the adapter of a provider without tokens does; the twin stands for that provider. */
  private Psp sendingNumbers(Psp psp, Vault vault) {
    var types = new Class<?>[] {Psp.class};
    return (Psp)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            types,
            (_, method, arguments) -> {
              if (method.getName().equals("authorize")) {
                return authorize(psp, vault, (PspAuthorization) arguments[0]);
              }
              try {
                return method.invoke(psp, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  private PspOutcome<PspPayment> authorize(Psp psp, Vault vault, PspAuthorization authorization) {
    return switch (CardSource.of(authorization.token())) {
      case CardSource.ProviderToken _ -> psp.authorize(authorization);
      case CardSource.VaultedNumber(var token) -> send(psp, vault, token, authorization);
    };
  }

  private PspOutcome<PspPayment> send(
      Psp psp, Vault vault, VaultToken token, PspAuthorization authorization) {
    return switch (vault.open(token, authorization.chargeId().toString())) {
      case Opened.Number(var pan, _, _) -> {
        try (pan) {
          sent.add(pan.revealed());
        }
        var accepted = new PspToken(Till.GOOD_CARD, null);
        yield psp.authorize(
            new PspAuthorization(
                authorization.key(),
                authorization.chargeId(),
                accepted,
                authorization.amount(),
                authorization.labels()));
      }
      // a request may have been sent before it was destroyed: what the provider has is all
      case Opened.Destroyed _, Opened.Damaged _ ->
          new PspOutcome.Unknown<>("the number is gone", true);
      case Opened.TooMany _ -> new PspOutcome.Retryable<>(Hindrance.TOO_MANY_REQUESTS);
      case Opened.KeyAway _ -> new PspOutcome.Retryable<>(Hindrance.UNREACHABLE);
    };
  }
}

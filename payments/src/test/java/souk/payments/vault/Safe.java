package souk.payments.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import souk.embedded.TestDatabase;
import souk.payments.PaymentsNode;
import souk.platform.action.Operator;

/** A vault on a real database, with keys in a directory of its own or at a key service. */
final class Safe implements AutoCloseable {
  static final Operator OPERATOR = new Operator(null, "tester");

  final TestDatabase database;
  final Path keys;
  final PaymentsNode node;
  final Vault vault;
  final RotateCardKey rotation;
  final Rewrapping rewrapping;
  final FakeKms kms;

  private Safe(TestDatabase database, Path keys, Map<String, Object> more) {
    this.database = database;
    this.keys = keys;
    var settings = new HashMap<String, Object>(more);
    settings.put("souk.keys-dir", keys.toString());
    this.node = PaymentsNode.start(database, "http://127.0.0.1:1", settings);
    this.vault = node.bean(Vault.class);
    this.rotation = node.bean(RotateCardKey.class);
    this.rewrapping = node.bean(Rewrapping.class);
    this.kms = node.bean(FakeKms.class);
  }

  static Safe open(Map<String, Object> more) {
    try {
      return new Safe(PaymentsNode.database(), Files.createTempDirectory("keys"), more);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Safe open() {
    return open(Map.of());
  }

  /** Whose keys are at the key service. */
  static Safe withKeyService() {
    return open(Map.of("souk.vault.key-uri", FakeKms.URI + 1));
  }

  /** Another process on the same database and the same keys. */
  Safe another() {
    return new Safe(database, keys, Map.of());
  }

  VaultToken keep(String digits) {
    return kept(digits).token();
  }

  KeptNumber kept(String digits) {
    try (var pan = Numbers.pan(digits)) {
      return vault.keep(pan, 12, 2034, entered -> entered);
    }
  }

  /** The number behind a token, or what stands against it. */
  String number(VaultToken token) {
    return switch (vault.opened(token)) {
      case Opened.Number(var pan, _, _) -> {
        try (pan) {
          yield pan.revealed();
        }
      }
      case Opened.Destroyed _ -> "destroyed";
      case Opened.Damaged _ -> "damaged";
      case Opened.TooMany _ -> "too many";
      case Opened.KeyAway _ -> "key away";
    };
  }

  RotateCardKey.Rotation rotate(int uri) {
    return rotation.rotateWrapping(OPERATOR, Optional.of(FakeKms.URI + uri));
  }

  String retired() {
    return node.text(
        """
        SELECT coalesce(string_agg(purpose || ' ' || version, ', ' ORDER BY purpose, version), '')
        FROM payments.vault_key WHERE status = 'RETIRED'\
        """);
  }

  @Override
  public void close() {
    node.close();
  }
}

package souk.payments.history;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import souk.payments.ledger.LedgerCheck;
import souk.platform.audit.AuditRule;

/** What is true after every history. Each answers what is not so, one line for each. */
enum Invariant {
  /** All accounts sum to zero in each currency; asked after every move, too. */
  TRIAL_BALANCE_IS_ZERO {
    @Override
    List<String> findings(World world, History history) {
      return world.node.lines(
          """
          SELECT currency || ' sums to ' || sum(balance_minor) FROM payments.ledger_account
          GROUP BY currency HAVING sum(balance_minor) <> 0\
          """);
    }
  },

  /**
   * Read from its first entry, the ledger is what it says it is: journals balance, entries have no
   * gaps and their chains verify, balances are the sums of entries, holds were resolved once.
   */
  LEDGER_READS_THE_SAME_AGAIN {
    @Override
    List<String> findings(World world, History history) {
      return world.node.bean(LedgerCheck.class).run(_ -> {}).findings().stream()
          .map(LedgerCheck.Finding::toString)
          .toList();
    }
  },

  /** No rule of the audit finds anything, without any grace. */
  AUDIT_IS_CLEAN {
    @Override
    List<String> findings(World world, History history) {
      return world.node.context().getBeansOfType(AuditRule.class).stream()
          .filter(rule -> rule.name().startsWith("payments."))
          .filter(rule -> isAboutMoney(rule.name()))
          .flatMap(rule -> breaches(world, rule))
          .toList();
    }
  },

  /** Every charge, refund, dispute and payout is at its end, and nothing moves any more. */
  NOTHING_IS_LEFT_OPEN {
    @Override
    List<String> findings(World world, History history) {
      var moving = history.rests() ? Stream.<String>of() : Stream.of("it never rests");
      return Stream.concat(moving, Rest.open(world).stream()).toList();
    }
  },

  /** Nothing is left in the escrow of an order that is done. */
  ESCROW_OF_FINISHED_ORDERS_IS_EMPTY {
    @Override
    List<String> findings(World world, History history) {
      return standing(world, "'escrow'");
    }
  },

  /**
   * What must come back to zero has: holds, payouts in transit, refunds, disputes, suspense, and
   * what customers owed.
   */
  CLEARING_IS_ZERO {
    @Override
    List<String> findings(World world, History history) {
      return standing(
          world,
          "'memo:cards_reserved', 'memo:reserved_for', 'payee:payout_in_transit',"
              + " 'refund:clearing', 'dispute:withheld', 'recon:suspense', 'customer:receivable'");
    }
  },

  /** {@code /money} explains each order, from the card to the payee, to the cent. */
  ORDERS_ARE_EXPLAINED {
    @Override
    List<String> findings(World world, History history) {
      return new OrdersExplained(world, history).findings();
    }
  },

  /**
   * Each payout is what it took of the orders, and what payees have not been paid is theirs too.
   */
  PAYOUTS_ARE_OF_ORDERS {
    @Override
    List<String> findings(World world, History history) {
      return new OrdersExplained(world, history).payees();
    }
  },

  /** At most one payment for a charge, which has and had what its row says; so nothing doubled. */
  PAYMENTS_ARE_OUR_CHARGES {
    @Override
    List<String> findings(World world, History history) {
      return new BothSides(world).payments();
    }
  },

  /**
   * One refund of ours, one at the provider, if it succeeded; and never more than was taken. That
   * none is accepted beside a dispute is the audit's to say.
   */
  REFUNDS_ARE_OUR_REFUNDS {
    @Override
    List<String> findings(World world, History history) {
      return new BothSides(world).refunds();
    }
  },

  DISPUTES_ARE_THE_ISSUERS {
    @Override
    List<String> findings(World world, History history) {
      return new BothSides(world).disputes();
    }
  },

  /** For each payee and batch one transfer and one payout that arrived, or none. */
  TRANSFERS_ARE_OUR_PAYOUTS {
    @Override
    List<String> findings(World world, History history) {
      return new BothSides(world).payouts();
    }
  },

  /** The provider holds what the ledger says it does, pending and available. */
  PROVIDER_HOLDS_WHAT_THE_LEDGER_SAYS {
    @Override
    List<String> findings(World world, History history) {
      return new BothSides(world).funds();
    }
  },

  /** The days' settlement has found everything on both sides, and no case is open. */
  RECONCILIATION_MATCHES {
    @Override
    List<String> findings(World world, History history) {
      return world.node.lines(
          """
          SELECT kind || ' ' || reference || ' is ' || verdict FROM payments.recon_item
          WHERE verdict <> 'MATCHED'
          UNION ALL
          SELECT 'case of ' || reference || ' is open' FROM payments.recon_case
          WHERE ended_at IS NULL
          UNION ALL
          SELECT 'nothing was compared'
          WHERE NOT EXISTS (SELECT FROM payments.recon_item WHERE verdict = 'MATCHED')\
          """);
    }
  },

  /** The provider has seen nothing that a correct caller never does. */
  CALLS_ARE_CORRECT {
    @Override
    List<String> findings(World world, History history) {
      return world.twin.violations().stream().map(Object::toString).toList();
    }
  };

  abstract List<String> findings(World world, History history);

  /** Of all of them, each with the name of the one that says so. */
  static List<String> all(World world, History history) {
    return Arrays.stream(values())
        .flatMap(one -> one.findings(world, history).stream().map(finding -> one + ": " + finding))
        .toList();
  }

  /** That somebody looks often enough is not money's business, and here the history says it. */
  private static boolean isAboutMoney(String rule) {
    return !rule.endsWith("_looked_at") && !rule.equals("payments.nobody_waits_too_long");
  }

  private static Stream<String> breaches(World world, AuditRule rule) {
    var sql = "SELECT subject || ': ' || detail FROM (%s) b".formatted(rule.sql());
    return world.node.lines(sql.replace("?", "0")).stream().map(line -> rule.name() + ": " + line);
  }

  private static List<String> standing(World world, String kinds) {
    return world.node.lines(
        """
        SELECT key || ' stands at ' || sum(balance_minor) FROM payments.ledger_account
        WHERE kind IN (%s) GROUP BY key HAVING sum(balance_minor) <> 0\
        """
            .formatted(kinds));
  }
}

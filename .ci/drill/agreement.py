"""What our rows and the provider say of the same money, and what the days' settlement found of it."""
from collections import Counter
import sys
import time

from installation import awaited, say


def strays(postgres, provider):
    """What the provider has and no row of ours knows, and the other way round."""
    return payments(postgres, provider) + transfers(postgres, provider) + bank_payouts(postgres, provider)


def payments(postgres, provider):
    charges = {row[0]: row[1:] for row in postgres.rows(
        "SELECT id, status, coalesce(psp_reference, ''), captured_minor - refunded_minor, settled_at IS NULL"
        " FROM payments.charge")}
    found, back = [], Counter()
    for refund in provider.refunds():
        back[refund["payment_intent"]] += refund["amount"] if refund["status"] in ("pending", "succeeded") else 0
    intents = provider.intents()
    for intent in intents:
        kept = intent["amount_received"] - back[intent["id"]]
        status, reference, ours, is_open = charges.get(
            intent["metadata"].get("charge_id"), ["UNKNOWN TO US", "", "0", "f"])
        if reference != intent["id"]:
            ours, is_open = "0", "f"
        if kept != int(ours):
            found.append(f"{intent['id']} keeps {kept}, our charge is {status} and keeps {ours}")
        if intent["status"] in ("requires_capture", "requires_action") and is_open != "t":
            found.append(f"{intent['id']} is {intent['status']}, our charge is {status}")
    known = {intent["id"] for intent in intents}
    for status, reference, *_ in charges.values():
        if reference and reference not in known:
            found.append(f"our charge is {status} by {reference}, which there is none of")
    return found


def transfers(postgres, provider):
    ours = dict(postgres.rows("SELECT id, transfer FROM payments.payout WHERE transfer IS NOT NULL"))
    theirs = provider.transfers()
    found = [f"transfer {one['id']} of {one['amount']} is unknown to us" for one in theirs
             if not one["reversed"] and ours.get(one["metadata"].get("transfer_id")) != one["id"]]
    known = {one["id"] for one in theirs}
    return found + [f"our payout {payout} has the transfer {transfer}, which there is none of"
                    for payout, transfer in ours.items() if transfer not in known]


def bank_payouts(postgres, provider):
    """From payees' accounts at the provider to their banks, each known by one row and of its amount."""
    ours = {row[0]: row[1:] for row in postgres.rows(
        "SELECT psp_payout, id, amount_minor, status FROM payments.payout WHERE psp_payout IS NOT NULL")}
    theirs = {one["id"]: one for one in provider.bank_payouts()}
    found = []
    for reference, one in theirs.items():
        if one["status"] in ("failed", "canceled"):
            continue
        payout, minor, _ = ours.get(reference, ["", "0", ""])
        if payout != one["metadata"].get("payout_id") or int(minor) != one["amount"]:
            found.append(f"payout {reference} of {one['amount']} to a bank is unknown to us, or of {minor}")
    for reference, (payout, minor, status) in ours.items():
        there = theirs[reference]["status"] if reference in theirs else "nowhere"
        if there == "nowhere" or (status == "SETTLED" and there != "paid"):
            found.append(f"our payout {payout} of {minor} is {status} by {reference}, which is {there}")
    return found


def undone(provider, findings):
    """What was taken after the backup and given back by the adoption, with its refunds; by the provider's ids."""
    payments_back = {one["reference"] for one in findings if one["kind"].startswith("payment_")}
    return payments_back | {one["id"] for one in provider.refunds() if one["payment_intent"] in payments_back}


def settle(souk, postgres, provider, findings):
    """A day that begins now is settled; what differs is what the adoption has undone, and an operator explains it."""
    souk.sign_in()
    begun = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    awaited("a settled day", lambda: [
        run for run in souk.ops("settlements?status=SETTLED&limit=100")["items"] if run["day_start"] >= begun], 180)
    # later than the grace, everything that differs is a case
    awaited("a case of everything that differs", lambda: not postgres.rows(
        "SELECT reference FROM payments.recon_item item WHERE verdict <> 'MATCHED' AND NOT EXISTS ("
        "SELECT FROM payments.recon_case WHERE recon_case.reference = item.reference)"), 120)
    explainable, net, explained = undone(provider, findings), Counter(), 0
    for case in souk.ops("reconciliation/cases?status=OPEN&limit=100")["items"]:
        money = case["difference"]
        say(f"case: {case['kind']} {case['reference']} is {case['verdict']} by {money['amount']} {money['currency']}")
        if case["reference"] not in explainable:
            sys.exit(f"nothing explains the case of {case['reference']}: {case}")
        net[money["currency"]] += money["amount"]
        souk.explain(case)
        explained += 1
    if any(net.values()):
        sys.exit(f"what was undone does not cancel out: {net}")
    # the control: the comparison sees what went through the provider's account and not through our books
    if not explained:
        sys.exit("no case: the settlement has not seen what was taken and given back after the backup")
    awaited("no open case", lambda: not unexplained(postgres), 60)
    say(f"settled: {tally(postgres)}; {explained} cases explained, none left")


def unexplained(postgres):
    """What differs and nobody has explained."""
    return postgres.rows(
        "SELECT item.kind, item.reference, item.verdict FROM payments.recon_item item WHERE verdict <> 'MATCHED'"
        " AND NOT EXISTS (SELECT FROM payments.recon_case cased WHERE cased.reference = item.reference"
        "                 AND cased.status = 'RESOLVED' AND cased.action = 'EXPLAIN')"
        " UNION ALL SELECT 'a case', reference, status FROM payments.recon_case WHERE ended_at IS NULL")


def tally(postgres):
    return ", ".join(f"{kind} {verdict} {number}" for kind, verdict, number in postgres.rows(
        "SELECT kind, verdict, count(*) FROM payments.recon_item GROUP BY kind, verdict ORDER BY kind, verdict"))

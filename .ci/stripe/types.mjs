// Writes the twin's bodies as TypeScript object literals and compiles them against Stripe's own types. Their enumerations
// are open (a misspelt status would compile), so every text is compared with the words that the type lists.
import ts from "typescript";
import { writeFileSync } from "node:fs";
import { bodies as recorded } from "./recording.mjs";

const TYPES = {
  account: "Account",
  account_link: "AccountLink",
  balance: "Balance",
  balance_transaction: "BalanceTransaction",
  bank_account: "BankAccount",
  charge: "Charge",
  customer: "Customer",
  dispute: "Dispute",
  event: "Event",
  login_link: "LoginLink",
  payment_intent: "PaymentIntent",
  payment_method: "PaymentMethod",
  payout: "Payout",
  refund: "Refund",
  transfer: "Transfer",
  transfer_reversal: "TransferReversal",
};

const recording = process.argv[2];
const planted = process.argv[3] === "--plant";
const bodies = [...recorded(recording)];
for (const body of bodies) if (!(body.object in TYPES)) throw new Error(`no type is known for ${body.object}`);
if (planted) {
  bodies.push({ ...bodies.find((body) => body.object === "payout"), type: "bank-account" });
  bodies.push({ ...bodies.find((body) => body.object === "refund"), colour: "red" });
}

const file = "bodies.ts";
const source = ['import Stripe from "stripe";'];
bodies.forEach((body, at) => {
  const type = `Stripe.${TYPES[body.object]}`;
  // an event's type depends on its word, and its object is checked by itself
  const shown = body.object === "event" ? { ...body, data: { object: {} } } : body;
  const declared = body.object === "event" ? `Omit<Stripe.EventBase, "data"> & { data: { object: object } }` : type;
  source.push(`export const body${at}: ${declared} = ${JSON.stringify(shown, null, 1)};`);
});
writeFileSync(file, source.join("\n"));

const program = ts.createProgram([file], {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
});
const problems = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
  const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line;
  return `${diagnostic.file?.fileName}:${(line ?? 0) + 1}: ${text}`;
});

const checker = program.getTypeChecker();
for (const statement of program.getSourceFile(file).statements) {
  if (!ts.isVariableStatement(statement)) continue;
  const declaration = statement.declarationList.declarations[0];
  compare(declaration.initializer, checker.getTypeFromTypeNode(declaration.type), "");
}

// the texts of a literal beside the words of an open enumeration
function compare(value, type, path) {
  if (ts.isObjectLiteralExpression(value)) {
    const shown = ofItsKind(value, members(type));
    for (const property of value.properties) {
      const name = property.name.text;
      const field = shown.map((one) => checker.getPropertyOfType(one, name)).find(Boolean);
      if (field) compare(property.initializer, checker.getTypeOfSymbol(field), `${path}.${name}`);
    }
  } else if (ts.isArrayLiteralExpression(value)) {
    const element = members(type).map((one) => checker.getIndexTypeOfType(one, ts.IndexKind.Number)).find(Boolean);
    if (element) value.elements.forEach((one) => compare(one, element, `${path}[]`));
  } else if (ts.isStringLiteral(value)) {
    const words = members(type).filter((one) => one.isStringLiteral()).map((one) => one.value);
    const open = members(type).some((one) => one.isIntersection());
    if (words.length > 0 && open && !words.includes(value.text)) problems.push(`${path}: "${value.text}" is none of ${words}`);
  }
}

// where several objects may stand, the one that the literal says it is
function ofItsKind(value, types) {
  const object = value.properties.find((property) => property.name.text === "object")?.initializer.text;
  const named = types.filter((one) => {
    const word = checker.getPropertyOfType(one, "object");
    return word && members(checker.getTypeOfSymbol(word)).some((type) => type.isStringLiteral() && type.value === object);
  });
  return named.length > 0 ? named : types;
}

function members(type) {
  return type.isUnion() ? type.types : [type];
}

for (const problem of problems) console.error(problem);
console.log(`${bodies.length} bodies, ${problems.length} problems`);
const everyPlant = ["colour", "bank-account"].every((word) => problems.some((problem) => problem.includes(word)));
process.exitCode = (planted ? everyPlant : problems.length > 0) ? 1 : 0;

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const makers = new Set(['refuse', 'refusal', 'Fault', 'no']);
const codeTypes = new Set(['FaultCode', 'FailureReason']);
const pattern = /^(?!MER_)[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/; // MER_ERR_… are Mercurius’ own

/** Every error code that the sources under `rooms` can answer with: those given to whoever makes refusals and faults. */
export function errorCodes(root: string, rooms: readonly string[]): string[] {
  const codes = new Set<string>();
  for (const room of rooms)
    for (const name of readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }))
      if (/(?<!\.spec|\.fixture)\.ts$/.test(name) && !name.includes('testing/'))
        collect(ts.createSourceFile(name, readFileSync(join(root, room, name), 'utf8'), ts.ScriptTarget.ES2022), codes);
  return [...codes].sort();
}

function collect(node: ts.Node, codes: Set<string>): void {
  for (const literal of candidates(node))
    if (ts.isStringLiteral(literal) && pattern.test(literal.text)) codes.add(literal.text);
  ts.forEachChild(node, (child) => collect(child, codes));
}

/** The expressions in `node` that may be a code: `refusal('CODE', …)`, `new Fault('CODE', …)`, `no(whether, 'CODE', …)`, `{ code: 'CODE' }`, a union of codes. */
function candidates(node: ts.Node): readonly ts.Node[] {
  if (ts.isCallExpression(node) || ts.isNewExpression(node))
    return ts.isIdentifier(node.expression) && makers.has(node.expression.text)
      ? [...choices(node.arguments?.[0]), ...choices(node.arguments?.[1])]
      : [];
  if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === 'code')
    return choices(node.initializer);
  if (ts.isTypeAliasDeclaration(node) && codeTypes.has(node.name.text) && ts.isUnionTypeNode(node.type))
    return node.type.types.map((member) => (ts.isLiteralTypeNode(member) ? member.literal : member));
  return [];
}

const choices = (code: ts.Expression | undefined): readonly ts.Node[] => {
  if (!code) return [];
  return ts.isConditionalExpression(code) ? [code.whenTrue, code.whenFalse] : [code];
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { defineEvent, moneySchema, personal } from '@jointly/kernel';
import { allEvents } from '@jointly/joint-actions';
import { eventCatalogue } from './event-catalogue';

const page = join(__dirname, '../../../../docs/events.md');

describe('The event catalogue', () => {
  it('is what docs/events.md says (if it is not: jointly events > docs/events.md)', () => {
    expect(readFileSync(page, 'utf8')).toBe(eventCatalogue(allEvents));
  });

  it('tells a field in words: choices, money, what may be absent, what is personal', () => {
    const Paid = defineEvent({
      type: 'Paid',
      version: 1,
      description: 'Somebody paid.',
      schema: Type.Object({
        payer: Type.String(),
        name: personal(Type.String(), 'payer'),
        amount: moneySchema,
        how: Type.String({ pattern: '^(CASH|BANK_TRANSFER)$' }),
        days: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }))),
        by: Type.Union([
          Type.Object({ kind: Type.Literal('SELF') }),
          Type.Object({ note: Type.Optional(Type.String()) }),
        ]),
      }),
    });
    expect(eventCatalogue([Paid])).toContain(`## Paid

Somebody paid. (Version 1.)

- \`payer\`: text
- \`name\`: text, personal (of \`payer\`)
- \`amount\`: money
- \`how\`: one of \`CASH\`, \`BANK_TRANSFER\`
- \`days\` (optional): list of whole number from 1 to 7
- \`by\`: { \`kind\` \`SELF\` } or { \`note\` (optional) text }
`);
  });
});

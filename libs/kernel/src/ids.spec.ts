import {
  associationId,
  commandId,
  deadlineEventId,
  eventId,
  newId,
  parseStreamId,
  streamId,
  type CommandId,
  type PersonId,
} from './ids';

const reop = associationId('reop');
const person = (id: string) => id as PersonId;
const command = commandId(reop, person('per_1'), 'registerDemand', 'key-1');

describe('Ids', () => {
  // Computed with Python's uuid.uuid5. A change here is a change of every log ever written.
  test('are the same in every build', () => {
    expect(command).toBe('165b9056-6140-5b26-b376-e5fc69ba4cb7');
    expect(eventId(command, 0)).toBe('428501f1-76d9-5a7c-9f43-299d5b62d7b3');
    expect(eventId(command, 1)).toBe('00ad61d7-e026-58bb-a1bf-1821d04e0578');
    expect(deadlineEventId(streamId('bulkPurchase', reop, 'bp_1'), 'demand', '2025-04-01T00:00:00.000Z')).toBe(
      '4f548e46-dc2f-513a-ad80-a2924efa44c6',
    );
    expect(newId('bp', command)).toBe('bp_6735056b0d6451ba890abf1f6214e65c');
    expect(newId('inv', command, 'line-2')).toBe('inv_1b5f05e11c7e54b5bf5ffc1191a62e4d');
  });

  test.each<[string, CommandId]>([
    ['association', commandId(associationId('samara'), person('per_1'), 'registerDemand', 'key-1')],
    ['actor', commandId(reop, person('per_2'), 'registerDemand', 'key-1')],
    ['operation', commandId(reop, person('per_1'), 'reviseDemand', 'key-1')],
    ['key', commandId(reop, person('per_1'), 'registerDemand', 'key-2')],
    ['boundary between parts', commandId(reop, person('per_1'), 'registerDemandkey', '-1')],
  ])('of commands change with the %s', (_, other) => {
    expect(other).not.toBe(command);
  });

  test('of what one command makes are all different', () => {
    const made = [
      eventId(command, 0),
      eventId(command, 1),
      newId('bp', command),
      newId('bp', command, '2'),
      newId('of', command),
    ];
    expect(new Set(made.map((id) => id.replace(/^.*_/, '').replaceAll('-', ''))).size).toBe(made.length);
  });
});

describe("A stream's name", () => {
  test('says its category, association and id', () => {
    const stream = streamId('legalIdentity', associationId('re_op2'), 'a-Z_0');
    expect(stream).toBe('legalIdentity-re_op2.a-Z_0');
    expect(parseStreamId(stream)).toEqual({ category: 'legalIdentity', association: 're_op2', id: 'a-Z_0' });
  });

  test.each(['', 'Reop', '1reop', 're-op', 're.op', 'reöp', 'r'.repeat(65), 'reop\n'])(
    'can not hold the association "%s"',
    (id) => {
      expect(() => associationId(id)).toThrow(RangeError);
    },
  );

  test.each([
    ['Bulk', 'x'],
    ['bulk-purchase', 'x'],
    ['', 'x'],
    ['bulkPurchase', ''],
    ['bulkPurchase', 'a.b'],
    ['bulkPurchase', 'a/b'],
    ['bulkPurchase', 'x'.repeat(81)],
  ])('can not be made of category "%s" and id "%s"', (category, id) => {
    expect(() => streamId(category, reop, id)).toThrow(RangeError);
  });

  test.each(['$all', 'bulkPurchase', 'bulkPurchase-reop', 'bulkPurchase-reop.', 'x-reop.a-b.c'])(
    'is not "%s"',
    (name) => {
      expect(() => parseStreamId(name)).toThrow(RangeError);
    },
  );
});

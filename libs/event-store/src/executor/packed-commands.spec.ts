import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { commandId, instant, later, type AssociationId, type CommandId, type PersonId } from '@jointly/kernel';
import { CommandMemory } from './command-memory';
import { PackedCommands, type DatedCommand } from './packed-commands';

const idOf = (key: string): CommandId => commandId('valley' as AssociationId, 'amina' as PersonId, 'StoreSack', key);
const fingerprint = (text: string): string => createHash('sha256').update(text).digest('base64url');
const start = instant('2026-05-01T00:00:00Z');

/** So many commands, one an event, of which every seventh was refused. */
const commands = (count: number, at: (index: number) => number): [CommandId, DatedCommand][] =>
  Array.from({ length: count }, (_, index) => [
    idOf(`k${index}`),
    {
      fingerprint: fingerprint(`${index}`),
      revision: index,
      at: at(index),
      ...(index % 7 === 0 && { refusal: { code: 'FULL', message: 'It is full.' } }),
    },
  ]);

describe('packed commands', () => {
  it('are those that were packed, in however many parts, and no others', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 5 }), (parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0);
        const all = commands(total, (index) => index);
        let from = 0;
        const packed = parts.reduce((whole, part) => {
          const next = whole.and(new Map(all.slice(from, from + part)));
          from += part;
          return new PackedCommands(next.records, JSON.parse(JSON.stringify(next.refusals)) as typeof next.refusals);
        }, PackedCommands.none);
        expect(packed.size).toBe(total);
        for (const [id, { at: _, ...remembered }] of all) expect(packed.get(id)).toEqual(remembered);
        expect(packed.get(idOf('another'))).toBeUndefined();
      }),
    );
  });

  it('tell of the last event of a command', () => {
    const once = PackedCommands.none.and(new Map(commands(3, () => 0)));
    const [[id, command]] = commands(1, () => 0) as [[CommandId, DatedCommand]];
    expect(once.and(new Map([[id, { ...command, revision: 9 }]])).get(id)?.revision).toBe(9);
  });

  it('are forgotten when they are both old and not among the last', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20), { minLength: 1, maxLength: 40 }),
        fc.nat(40),
        fc.nat(100),
        (pauses, keepAtLeast, keepFor) => {
          let time = 0;
          const all = commands(pauses.length, (index) => (time += pauses[index]!));
          const packed = PackedCommands.none.and(new Map(all)).recent(keepAtLeast, keepFor);
          const kept = all.filter(([, { at }], index) => at >= time - keepFor || index >= all.length - keepAtLeast);
          for (const [id, { at: _, ...remembered }] of kept) expect(packed.get(id)).toEqual(remembered);
          expect([packed.size, Object.keys(packed.refusals).map(Number)]).toEqual([
            kept.length,
            kept.filter(([, { refusal }]) => refusal).map(([, { revision }]) => revision),
          ]);
        },
      ),
    );
  });

  it('take no fingerprint that would not come out as it went in', () => {
    const [[id, command]] = commands(1, () => 0) as [[CommandId, DatedCommand]];
    expect(() => PackedCommands.none.and(new Map([[id, { ...command, fingerprint: 'amina' }]]))).toThrow(RangeError);
  });
});

it('a memory that is packed remembers the last 10,000 commands and those of the last 90 days, as one that is not', () => {
  const [packed, plain] = [new CommandMemory(), new CommandMemory()];
  const hourly = (index: number) => later(start, index * 3_600_000);
  for (let index = 0; index < 12_500; index++) {
    const metadata = { commandId: idOf(`k${index}`), commandFingerprint: fingerprint(`${index}`) };
    for (const memory of [packed, plain])
      memory.remember({ revision: index, recordedAt: hourly(index), metadata } as never);
    if (index % 1_000 === 999) packed.pack();
  }
  packed.pack();
  const known = (memory: CommandMemory) =>
    [0, 2_499, 2_500, 12_499].map((index) => memory.get(idOf(`k${index}`))?.revision);
  expect(known(packed)).toEqual([undefined, undefined, 2_500, 12_499]);
  expect(known(plain)).toEqual(known(packed));
});

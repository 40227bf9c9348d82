import { wellFormed } from '@jointly/kernel';
import { allAggregates, allCommands, allEvents } from './catalogue';
import { factsOf, factTable, UntranslatedEvent } from './facts';
import { enterpriseStream } from './streams';
import { enterpriseRegistered, memberAdmitted, press } from './testing/parties';
import { happened, reop } from './testing/specification';

const stream = enterpriseStream(reop, press);

describe('facts', () => {
  it('are spoken of by every event type, if only to say that it carries none', () => {
    expect(Object.keys(factTable).sort()).toEqual(allEvents.map(({ type }) => type).sort());
  });

  it('tell who is a member from when on', () => {
    const membership = { fact: 'membership', enterprise: press, action: { kind: 'enterprise', id: press } };
    const ended = { type: 'MembershipEnded', data: { enterpriseId: press, reason: 'Moved away.' } };
    expect(factsOf(undefined, happened(stream, 1, memberAdmitted()))).toEqual([{ ...membership, active: true }]);
    expect(factsOf(undefined, happened(stream, 2, ended))).toEqual([{ ...membership, active: false }]);
    expect(factsOf(undefined, happened(stream, 0, enterpriseRegistered()))).toEqual([]);
  });

  it('of an unknown event are a fault', () => {
    expect(() => factsOf(undefined, happened(stream, 0, { type: 'Rumour', data: {} }))).toThrow(UntranslatedEvent);
  });
});

describe('the catalogue', () => {
  it('has one aggregate per stream category', () => {
    const categories = allAggregates.map(({ category }) => category);
    expect(new Set(categories).size).toBe(categories.length);
  });

  it.each(allCommands.map(({ type, input }) => [type, input] as const))(
    '%s takes nothing that it does not name',
    (_type, input) => {
      expect(wellFormed(input)({ absurd: 'x'.repeat(100_000) })).toMatchObject({ code: 'INVALID_INPUT' });
    },
  );

  it('describes every event in a sentence', () => {
    for (const { description } of allEvents) expect(description).toMatch(/^[A-Z].*\.$/);
  });
});

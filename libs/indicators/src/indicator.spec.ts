import type { Fact } from '@jointly/kernel';
import type { Indicator } from './indicator';
import { participation } from './participation';
import { reliability } from './reliability';
import { savings } from './savings';
import { fact, firm, owes, purchase, saves, shows } from './testing/facts';

const facts: readonly Fact[] = [
  fact({ fact: 'membership', enterprise: firm('abebe'), active: true }),
  fact({ fact: 'invited', enterprise: firm('abebe') }),
  fact({ fact: 'responded', enterprise: firm('chala'), response: 'DECLINED', reason: 'COST' }),
  fact({ fact: 'intended', enterprise: firm('abebe') }),
  fact({ fact: 'committed', enterprise: firm('abebe'), value: null, binding: true }),
  fact({ fact: 'baselineLocked', baseline: 'b1', basis: 'STANDALONE', class: 'HARD' }),
  saves('ESTIMATED', 'abebe', 10, 100, 90),
  saves('REALISED', 'abebe', 10, 100, 90),
  owes('abebe', 'o1', { betweenMembers: true, counterparty: 'chala' }),
  shows('abebe', 'o1', { share: '0.5' }),
  shows('abebe', 'o1', { share: '0.5' }, { action: purchase('bp1') }),
  fact({ fact: 'tie', parties: ['abebe', 'chala'] }),
];

test.each([participation, reliability, savings] as readonly Indicator<unknown, never, unknown>[])(
  'the state of $name can be kept as JSON between any two facts, and no fact changes an earlier state',
  (indicator) => {
    let live: unknown = indicator.initial;
    let kept = JSON.stringify(indicator.initial);
    for (const next of facts) {
      const before = JSON.stringify(live);
      const after = indicator.evolve(live, next);
      expect(JSON.stringify(live)).toBe(before);
      live = after;
      kept = JSON.stringify(indicator.evolve(JSON.parse(kept), next));
      expect(JSON.parse(kept)).toStrictEqual(live);
    }
    expect(live).not.toEqual(indicator.initial);
  },
);

import { allEvents, factTable } from '@jointly/joint-actions';
import { instant, type Fact } from '@jointly/kernel';
import { participation } from '@jointly/indicators';
import fc from 'fast-check';
import { assetLife } from '../testing/asset-life';
import { associationStory, bekele, chala, members, tolosa } from '../testing/association-story';
import { History, removeTemporaryDirectories, reop } from '../testing/history';
import { due, etb, PurchaseStory } from '../testing/purchase-story';
import { NothingRecorded } from './queries';
import { foldFacts, folds, type Fold } from './states';

afterAll(removeTemporaryDirectories);

async function settled(history: History, purchases = 1): Promise<void> {
  await associationStory(history, { reliability: { halfLifeDays: 365, minimumObservations: 1 } });
  for (let i = 1; i <= purchases; i++) {
    const story = new PurchaseStory(history, `purchase_${i}`);
    await (await (await (await story.demanded()).awarded()).confirmed()).charged();
    history.at('2026-05-16T00:00:00Z');
    if (i > 1) continue;
    await story.pay(tolosa, 24_000_00, due);
    await story.pay(bekele, 20_000_00, instant('2026-05-16T00:00:00Z'));
  }
}

describe('The facts', () => {
  it('say of every event type what it tells the indicators, or that it tells nothing', () => {
    expect(Object.keys(factTable).sort()).toEqual(allEvents.map(({ type }) => type).sort());
  });

  it('are kept in order with their sequence, and can be read by enterprise and by action', async () => {
    const history = new History();
    await settled(history);
    const { indicators, close } = await history.folded();
    const all: (Fact & { since: number })[] = [];
    for (let after: number | undefined = 0; after !== undefined;) {
      const page: Awaited<ReturnType<typeof indicators.facts>> = await indicators.facts(reop, {}, { first: 7, after });
      all.push(...page.entries);
      after = page.hasNextPage ? page.entries.at(-1)!.since : undefined;
    }
    const own = await indicators.facts(reop, { enterprise: chala, action: 'purchase_1' }, { first: 100 });
    await close();
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.map(({ fact }) => fact).filter((fact) => fact === 'membership')).toHaveLength(3);
    expect(own.entries.map(({ fact }) => fact)).toEqual(['invited', 'responded']);
    expect(all.filter((fact) => fact.fact === 'saving' && fact.stage === 'CONTRACTED')).toHaveLength(2);
  });
});

describe('The figures', () => {
  const history = new History();
  beforeAll(() => settled(history));

  it('tell who took part, and how far', async () => {
    const { indicators, close } = await history.folded();
    const { figure, sequence, asOf } = await indicators.participation(reop);
    const own = await indicators.participation(reop, { enterprise: chala });
    await close();
    expect(figure.funnel).toMatchObject({
      invited: 3,
      responded: { k: 3, n: 3 },
      committed: { k: 2, n: 3 },
      fulfilled: { k: 2, n: 2 },
    });
    expect(figure.declined).toEqual({ TRUST: 1 });
    expect(own.figure.funnel).toMatchObject({ invited: 1, committed: { k: 0, n: 1 } });
    expect(asOf).toBe('2026-05-16T00:00:00.000Z');
    expect(sequence).toBeGreaterThan(30);
  });

  it('tell what acting together saved, for all and for one', async () => {
    const { indicators, close } = await history.folded();
    const [all] = (await indicators.savings(reop)).figure;
    const [own] = (await indicators.savings(reop, { enterprise: tolosa })).figure;
    const [there] = (await indicators.savings(reop, { action: 'purchase_1' })).figure;
    await close();
    expect(all!.realised).toMatchObject({ n: 2, saving: etb(11_000_00), rate: '0.200000' });
    expect(own!.realised).toMatchObject({ n: 1, saving: etb(6_000_00) });
    expect(there).toEqual(all);
  });

  it('tell who keeps what it has bound itself to', async () => {
    const { indicators, close } = await history.folded();
    const [punctual, late, unknown] = [
      await indicators.reliability(reop, tolosa),
      await indicators.reliability(reop, bekele),
      await indicators.reliability(reop, chala),
    ];
    await close();
    expect(punctual.figure).toMatchObject({ status: 'PUBLISHED', n: 1, broken: '0.000000', rulesVersion: 1 });
    expect(Number(late.figure.broken)).toBeGreaterThan(0.4);
    expect(Number(punctual.figure.expected)).toBeGreaterThan(Number(late.figure.expected));
    expect(unknown.figure).toMatchObject({ status: 'INSUFFICIENT_EVIDENCE', n: 0 });
  });

  it('tell the rate among those who were members long enough', async () => {
    const { indicators, close } = await history.folded();
    const period = { from: instant('2026-03-01T00:00:00Z'), until: instant('2026-06-01T00:00:00Z') };
    const { figure } = await indicators.participationRate(reop, period);
    await close();
    expect(figure).toMatchObject({ k: 2, n: members.length });
  });

  it('are refused where nothing is recorded', async () => {
    const { indicators, close } = await history.folded();
    await expect(indicators.savings('samara' as typeof reop)).rejects.toBeInstanceOf(NothingRecorded);
    await close();
  });
});

describe('The figures of a shared asset', () => {
  it('are what its facts give, every booking by itself', async () => {
    const history = new History();
    await associationStory(history, { reliability: { halfLifeDays: 365, minimumObservations: 1 } });
    await assetLife(history);
    const { indicators, close } = await history.folded();
    const { entries } = await indicators.facts(reop, { action: 'asset_1' }, { first: 1000 });
    const kept = await indicators.participation(reop, { action: 'asset_1' });
    const trusted = await Promise.all(members.map((member) => indicators.reliability(reop, member)));
    await close();
    const pieces = new Set(entries.map(({ action }) => action.part));
    expect(pieces.size).toBeGreaterThan(3);
    expect(kept.figure).toEqual(participation.view(foldFacts(folds.participation, entries), kept.asOf));
    expect(kept.figure.actions).toBe(1);
    expect(trusted.reduce((sum, { figure }) => sum + figure.n, 0)).toBeGreaterThan(0);
  });
});

describe('Figures kept along', () => {
  it('are those that the facts themselves give, however they are grouped', async () => {
    const history = new History();
    await settled(history, 3);
    const { indicators, close } = await history.folded();
    const { entries } = await indicators.facts(reop, {}, { first: 500 });
    const { figure: participated } = await indicators.participation(reop);
    const { figure: saved } = await indicators.savings(reop);
    await close();
    const involvements = foldFacts(folds.participation, entries);
    const lines = foldFacts(folds.savings, entries);
    expect(Object.keys(involvements)).toHaveLength(participated.members.reduce((sum, { invited }) => sum + invited, 0));
    expect(Object.keys(lines)).toHaveLength(3 * 2 * 3);
    expect(saved[0]!.realised!.n).toBe(6);
    const cut = fc.array(fc.nat(entries.length), { maxLength: 3 });
    fc.assert(
      fc.property(cut, (cuts) => {
        const upTo = Math.max(0, ...cuts);
        const facts = entries.slice(0, upTo);
        for (const fold of Object.values(folds) as Fold<unknown>[]) {
          const parts = new Map<string, Fact[]>();
          for (const fact of facts.filter((one) => 'enterprise' in one)) {
            const key = `${fact.action.id}/${fact.action.part ?? ''}/${fact.enterprise}`;
            parts.set(key, [...(parts.get(key) ?? []), fact]);
          }
          expect(fold.merge([...parts.values()].map((own) => foldFacts(fold, own)))).toEqual(foldFacts(fold, facts));
        }
      }),
    );
  });
});

import { List, Map, Set } from 'immutable';
import { money, type EventOf, type Happened } from '@jointly/kernel';
import { entry } from '../../entry';
import { dayOf, emptyCalendar } from '../calendar';
import type { assetEvents, SharedAssetHappened } from '../events';
import type { Asset, Reading, Tariff } from '../state';

type Heard = Exclude<Happened<EventOf<(typeof assetEvents)[number]>>, { type: 'AssetRegistered' }>;

export function registered({ data, occurredAt, recordedAt }: SharedAssetHappened<'AssetRegistered'>): Asset {
  const { title: _, custodians, ...asset } = data;
  const nothing = money(0, data.currency);
  return {
    status: 'SHARED',
    ...asset,
    custodians: Set(custodians),
    tariffs: List(),
    calendar: emptyCalendar,
    bookings: Map(),
    agenda: Map(),
    day: dayOf(recordedAt),
    waitlist: List(),
    quotaUse: Map(),
    readings: List(),
    baselines: Map(),
    maintenance: Map(),
    shares: Map(),
    ledger: {
      since: occurredAt,
      method: data.rules.surplusMethod,
      income: nothing,
      costs: nothing,
      recorded: Map(),
      billed: Map(),
    },
    runs: Map(),
    delegates: Map(),
  };
}

export function evolveAsset(asset: Asset, event: Heard): Asset {
  switch (event.type) {
    case 'AccessRulesChanged':
      return { ...asset, ...changedRules(asset, event.data) };
    case 'CustodiansNamed':
      return { ...asset, custodians: Set(event.data.custodians) };
    case 'AssetAcquired': {
      const { assetId: _id, evidence: _evidence, ...acquisition } = event.data;
      return { ...asset, acquisition };
    }
    case 'AssetCommissioned':
      return { ...asset, commissionedAt: event.occurredAt, readings: List(firstReading(event)) };
    case 'AssetRetired':
      return { ...asset, status: 'RETIRED' };
    case 'TariffSet': {
      const { assetId: _, ...tariff } = event.data;
      return { ...asset, tariffs: withTariff(asset.tariffs, tariff) };
    }
    case 'HireBaselineDeclared': {
      const { baselineId, basis, per, rate, declaredBy } = event.data;
      return { ...asset, baselines: asset.baselines.set(baselineId, { baselineId, basis, per, rate, declaredBy }) };
    }
    case 'HireBaselineVerified': {
      const { baselineId } = event.data;
      const baseline = { ...entry(asset.baselines, baselineId), verifiedAt: event.recordedAt };
      return { ...asset, baselines: asset.baselines.set(baselineId, baseline) };
    }
  }
}

/** How a surplus is shared is agreed before anything comes in: what came in already is shared as it was agreed then. */
function changedRules({ ledger }: Asset, { rules, rulesVersion }: SharedAssetHappened<'AccessRulesChanged'>['data']) {
  const isUntouched = ledger.income.minor === 0 && ledger.billed.isEmpty();
  return { rules, rulesVersion, ledger: isUntouched ? { ...ledger, method: rules.surplusMethod } : ledger };
}

const firstReading = ({ data, eventId, occurredAt }: SharedAssetHappened<'AssetCommissioned'>): Reading[] =>
  data.reading === undefined ? [] : [{ readingId: `reading_${eventId}`, at: occurredAt, value: data.reading }];

/** One that begins when another does takes its place. */
const withTariff = (tariffs: List<Tariff>, tariff: Tariff): List<Tariff> =>
  tariffs
    .filter(({ validFrom }) => validFrom !== tariff.validFrom)
    .push(tariff)
    .sortBy(({ validFrom }) => validFrom);

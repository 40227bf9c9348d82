import type { EnterpriseId, NewFact } from '@jointly/kernel';
import { entry } from '../../entry';
import { existing } from '../../existing';
import type { SharedAssetHappened } from '../events';
import type { Asset, Run, SharedAssetState } from '../state';
import { about, bound, joined, unbound, type Bond } from './about';

/** Bound to bring so much; what it will cost is known when the run is over. */
export function runJoined(before: SharedAssetState, event: SharedAssetHappened<'RunJoined'>): NewFact[] {
  const asset = existing(before);
  const { runId, enterpriseId: enterprise, quantity } = event.data;
  const earlier = runIn(asset, runId).participants.get(enterprise)?.joinedBy;
  return [
    ...joined(asset, enterprise),
    ...bound(asset, { enterprise, quantity, value: null }, event.eventId, earlier, runId),
  ];
}

export const runLeft = (before: SharedAssetState, event: SharedAssetHappened<'RunLeft'>): NewFact[] =>
  letGo(existing(before), event, event.data.enterpriseId);

export function runCancelled(before: SharedAssetState, event: SharedAssetHappened<'RunCancelled'>): NewFact[] {
  const asset = existing(before);
  return [...runIn(asset, event.data.runId).participants.keys()].flatMap((enterprise) =>
    letGo(asset, event, enterprise),
  );
}

/** Those who were there acted together. */
export function runCompleted(before: SharedAssetState, { data }: SharedAssetHappened<'RunCompleted'>): NewFact[] {
  const { runId, absent } = data;
  const parties = [...runIn(existing(before), runId).participants.keys()].filter((one) => !absent.includes(one));
  return parties.length < 2 ? [] : [about(data, { fact: 'tie', parties }, runId)];
}

/** To be there with what was announced; the part of the cost says how much that weighs. */
export function attended(_before: SharedAssetState, event: SharedAssetHappened<'RunCostShared'>): NewFact[] {
  const { runId, enterpriseId: enterprise, at, amount, reference, attended: wasThere } = event.data;
  const obligation = `${runId}_${enterprise}`;
  const owing = { counterparty: event.association, dueAt: at, graceDays: 0, value: amount, reference };
  const due = { fact: 'obligationDue' as const, obligation, of: 'CONTRIBUTION' as const, enterprise, ...owing };
  const seen = { outcome: wasThere ? '1' : '0', share: '1', observedAt: at };
  return [
    about(event.data, due, runId),
    about(event.data, { fact: 'obligationDischarged', obligation, enterprise, ...seen }, runId),
  ];
}

const runIn = ({ runs }: Asset, runId: string): Run => entry(runs, runId);

function letGo(
  asset: Asset,
  { data: { runId }, eventId }: SharedAssetHappened<'RunLeft' | 'RunCancelled'>,
  enterprise: EnterpriseId,
): NewFact[] {
  const { quantity, joinedBy } = entry(runIn(asset, runId).participants, enterprise);
  const bond: Bond = { enterprise, quantity, value: null };
  return unbound(asset, bond, eventId, joinedBy, runId);
}

import { Set } from 'immutable';
import type { Happened, PersonId } from '@jointly/kernel';
import { existing } from '../../existing';
import type { SharedAssetEvent } from '../events';
import { forget } from '../forget';
import type { Asset, SharedAssetState } from '../state';
import { evolveAsset, registered } from './asset';
import { evolveBooking } from './booking';
import { evolveOwnership } from './ownership';
import { evolveRun } from './run';
import { evolveUpkeep } from './upkeep';
import { evolveUsage } from './usage';

/** Events that an asset consists of after it was registered. */
type Later = Happened<Exclude<SharedAssetEvent, { type: 'AssetRegistered' }>>;

export function evolveSharedAsset(state: SharedAssetState, event: Happened<SharedAssetEvent>): SharedAssetState {
  if (event.type === 'AssetRegistered') return registered(event);
  return forget(evolveLater(heard(existing(state), event), event), event);
}

/** Whoever gave an enterprise's word as its delegate is known from then on: its matters are their own. */
function heard(asset: Asset, { data, metadata }: Later): Asset {
  const isDelegate = 'consent' in data && data.consent?.how === 'DELEGATE';
  if (!isDelegate || !('enterpriseId' in data)) return asset;
  const delegates = asset.delegates.update(data.enterpriseId, Set<PersonId>(), (people) => people.add(metadata.actor));
  return { ...asset, delegates };
}

function evolveLater(asset: Asset, event: Later): Asset {
  switch (event.type) {
    case 'AccessRulesChanged':
    case 'CustodiansNamed':
    case 'AssetAcquired':
    case 'AssetCommissioned':
    case 'AssetRetired':
    case 'TariffSet':
    case 'HireBaselineDeclared':
    case 'HireBaselineVerified':
      return evolveAsset(asset, event);
    case 'BookingRequested':
    case 'BookingHeld':
    case 'BookingConfirmed':
    case 'BookingDeclined':
    case 'BookingLapsed':
    case 'ReleaseCutOffPassed':
    case 'BookingReleased':
    case 'SeriesReleased':
    case 'BookingMissed':
    case 'BookingExcused':
    case 'BookingDisplaced':
    case 'RecurringBookingRequested':
    case 'WaitlistJoined':
    case 'WaitlistLeft':
    case 'BookingPromoted':
      return evolveBooking(asset, event);
    case 'AssetHandedOver':
    case 'ReturnOverdue':
    case 'AssetReturned':
    case 'MeterRead':
    case 'MeterReadingCorrected':
    case 'UsageBilled':
    case 'UsageBillCorrected':
    case 'BookingFeeCharged':
    case 'BookingFeeWaived':
    case 'DamageReported':
      return evolveUsage(asset, event);
    case 'DowntimeStarted':
    case 'DowntimeExtended':
    case 'DowntimeEnded':
    case 'MaintenancePlanSet':
    case 'MaintenanceFellDue':
    case 'MaintenanceScheduled':
    case 'MaintenanceCancelled':
    case 'MaintenanceCompleted':
      return evolveUpkeep(asset, event);
    case 'FundingOpened':
    case 'ContributionPledged':
    case 'PledgeWithdrawn':
    case 'GrantRecorded':
    case 'FundingClosed':
    case 'ContributionCalled':
    case 'ContributionReceived':
    case 'ShareIssued':
    case 'ShareTransferred':
    case 'AssetCostRecorded':
    case 'AssetCostVoided':
    case 'SurplusProposed':
    case 'SurplusDistributed':
    case 'SurplusRejected':
    case 'SurplusShared':
      return evolveOwnership(asset, event);
    case 'RunScheduled':
    case 'RunJoined':
    case 'RunLeft':
    case 'RunJoiningClosed':
    case 'RunCancelled':
    case 'RunCompleted':
    case 'RunCostShared':
      return evolveRun(asset, event);
  }
}

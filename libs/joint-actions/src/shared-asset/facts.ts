import { none, type FactTable } from '../fact-table';
import type { SharedAssetEvent } from './events';
import { asked, confirmed, displaced, missed, released } from './facts/bookings';
import { fundingClosed, pledged, pledgeWithdrawn } from './facts/pledges';
import { attended, runCancelled, runCompleted, runJoined, runLeft } from './facts/runs';
import { handedOver, locked, overdue, returned, saved } from './facts/usage';
import type { SharedAssetState } from './state';

/**
 * What a shared asset tells the indicators. Charges and their payments are told by the accounts they are posted to;
 * damage is a claim, and tells nothing before somebody decides on it.
 */
export const sharedAssetFacts: FactTable<SharedAssetState, SharedAssetEvent> = {
  AssetRegistered: none,
  AccessRulesChanged: none,
  CustodiansNamed: none,
  AssetAcquired: none,
  AssetCommissioned: none,
  AssetRetired: none,
  TariffSet: none,
  HireBaselineDeclared: none,
  HireBaselineVerified: locked,
  BookingRequested: asked,
  BookingHeld: none,
  BookingConfirmed: confirmed,
  BookingDeclined: none,
  BookingLapsed: none,
  ReleaseCutOffPassed: none,
  BookingReleased: released,
  BookingMissed: missed,
  BookingDisplaced: displaced,
  RecurringBookingRequested: none,
  WaitlistJoined: asked,
  WaitlistLeft: none,
  BookingPromoted: none,
  AssetHandedOver: handedOver,
  ReturnOverdue: overdue,
  AssetReturned: returned,
  MeterRead: none,
  MeterReadingCorrected: none,
  UsageBilled: saved,
  UsageBillCorrected: saved,
  BookingFeeCharged: none,
  DamageReported: none,
  DowntimeStarted: none,
  DowntimeExtended: none,
  DowntimeEnded: none,
  MaintenancePlanSet: none,
  MaintenanceFellDue: none,
  MaintenanceScheduled: none,
  MaintenanceCancelled: none,
  MaintenanceCompleted: none,
  FundingOpened: none,
  ContributionPledged: pledged,
  PledgeWithdrawn: pledgeWithdrawn,
  GrantRecorded: none,
  FundingClosed: fundingClosed,
  ContributionCalled: none,
  ContributionReceived: none,
  ShareIssued: none,
  ShareTransferred: none,
  AssetCostRecorded: none,
  SurplusProposed: none,
  SurplusDistributed: none,
  SurplusRejected: none,
  SurplusShared: none,
  RunScheduled: none,
  RunJoined: runJoined,
  RunLeft: runLeft,
  RunJoiningClosed: none,
  RunCancelled: runCancelled,
  RunCompleted: runCompleted,
  RunCostShared: attended,
};

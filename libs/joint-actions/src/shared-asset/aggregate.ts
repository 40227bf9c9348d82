import type { Aggregate } from '@jointly/kernel';
import * as commands from './commands';
import { assetDeadlines, passAssetDeadline } from './deadlines';
import type { SharedAssetEvent } from './events';
import { evolveSharedAsset } from './evolve';
import { snapshot } from './snapshot';
import { noAsset, type SharedAssetState } from './state';

export const sharedAsset: Aggregate<SharedAssetState, SharedAssetEvent> = {
  category: 'sharedAsset',
  initial: noAsset,
  evolve: evolveSharedAsset,
  commands: [
    commands.RegisterAsset,
    commands.ChangeAccessRules,
    commands.NameCustodians,
    commands.RecordAcquisition,
    commands.CommissionAsset,
    commands.SetTariff,
    commands.DeclareHireBaseline,
    commands.VerifyHireBaseline,
    commands.OpenFunding,
    commands.FundAsset,
    commands.WithdrawPledge,
    commands.RecordGrant,
    commands.CloseFunding,
    commands.RecordContributionReceived,
    commands.IssueShare,
    commands.TransferShare,
    commands.RecordAssetCost,
    commands.ProposeSurplus,
    commands.ApproveSurplus,
    commands.RejectSurplus,
    commands.RecordHandOver,
    commands.RecordMeterReading,
    commands.CorrectMeterReading,
    commands.BillBooking,
    commands.ReportDamage,
    commands.RequestBooking,
    commands.HoldBooking,
    commands.ConfirmBooking,
    commands.ApproveBooking,
    commands.DeclineBooking,
    commands.ReleaseBooking,
    commands.RequestRecurringBooking,
    commands.ReleaseSeries,
    commands.JoinWaitlist,
    commands.LeaveWaitlist,
    commands.ScheduleRun,
    commands.JoinRun,
    commands.LeaveRun,
    commands.CancelRun,
    commands.CompleteRun,
  ],
  deadlines: assetDeadlines,
  passDeadline: passAssetDeadline,
  snapshot,
};

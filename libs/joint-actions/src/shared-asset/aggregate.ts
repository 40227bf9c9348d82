import type { Aggregate } from '@jointly/kernel';
import * as commands from './commands';
import type { SharedAssetEvent } from './events';
import { evolveSharedAsset } from './evolve';
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
  ],
};

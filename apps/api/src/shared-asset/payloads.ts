import { Field, ObjectType } from '@nestjs/graphql';
import { MutationPayload } from '../graphql/mutation.graphql';
import { payloadType } from '../graphql/payload';
import { AssetReader, BookingReader, DisplacedReader } from './asset.reader';
import { BookingObject } from './booking.graphql';
import { Slot } from './calendar.graphql';
import { SharedAssetObject } from './shared-asset.graphql';

const asset = { field: 'sharedAsset', type: () => SharedAssetObject, reader: AssetReader };
const booking = { field: 'booking', type: () => BookingObject, reader: BookingReader };

const displaced = {
  field: 'displaced',
  type: () => BookingObject,
  reader: DisplacedReader,
  many: 'Bookings that this very mutation displaced, each with slots to take instead, as far as the viewer may see them.',
};

/** What takes the asset's time from others also says whose. */
const ofUpkeep = (name: string, created?: string) =>
  payloadType({ name, ...(created !== undefined && { created }), thing: asset, touched: displaced });

const ofAsset = (name: string, created?: string) =>
  payloadType({ name, ...(created !== undefined && { created }), thing: asset });

/** What is said about a slot also says what to take instead. */
@ObjectType({ isAbstract: true })
abstract class SlotPayload extends MutationPayload {
  @Field(() => [Slot], {
    description: 'Where the slot is taken: the next three that are free, of the same length. Empty otherwise.',
  })
  nextFreeSlots!: Slot[];
}

const ofSlot = (name: string) =>
  payloadType({ name, base: SlotPayload, created: 'bookingId', thing: asset, part: booking });

const ofBooking = (name: string) => payloadType({ name, thing: asset, part: booking });

export const RegisterAssetPayload = ofAsset('RegisterAsset', 'assetId');
export const ChangeAccessRulesPayload = ofAsset('ChangeAccessRules');
export const NameCustodiansPayload = ofAsset('NameCustodians');
export const RecordAcquisitionPayload = ofAsset('RecordAcquisition');
export const CommissionAssetPayload = ofAsset('CommissionAsset');
export const RetireAssetPayload = ofAsset('RetireAsset');
export const SetTariffPayload = ofAsset('SetTariff', 'tariffId');
export const DeclareHireBaselinePayload = ofAsset('DeclareHireBaseline', 'baselineId');
export const VerifyHireBaselinePayload = ofAsset('VerifyHireBaseline');

export const OpenFundingPayload = ofAsset('OpenFunding', 'fundingId');
export const FundAssetPayload = ofAsset('FundAsset', 'pledgeId');
export const WithdrawPledgePayload = ofAsset('WithdrawPledge');
export const RecordGrantPayload = ofAsset('RecordGrant', 'grantId');
export const CloseFundingPayload = ofAsset('CloseFunding');
export const IssueSharePayload = ofAsset('IssueShare');
export const TransferSharePayload = ofAsset('TransferShare');
export const RecordAssetCostPayload = ofAsset('RecordAssetCost', 'costId');
export const VoidAssetCostPayload = ofAsset('VoidAssetCost');
export const ProposeSurplusPayload = ofAsset('ProposeSurplus', 'distributionId');
export const ApproveSurplusPayload = ofAsset('ApproveSurplus');
export const RejectSurplusPayload = ofAsset('RejectSurplus');

export const RequestBookingPayload = ofSlot('RequestBooking');
export const HoldBookingPayload = ofSlot('HoldBooking');
export const JoinWaitlistPayload = ofSlot('JoinWaitlist');
export const RequestRecurringBookingPayload = ofAsset('RequestRecurringBooking', 'seriesId');
export const ReleaseSeriesPayload = ofAsset('ReleaseSeries');
export const ConfirmBookingPayload = ofBooking('ConfirmBooking');
export const ApproveBookingPayload = ofBooking('ApproveBooking');
export const DeclineBookingPayload = ofBooking('DeclineBooking');
export const ReleaseBookingPayload = ofBooking('ReleaseBooking');
export const LeaveWaitlistPayload = ofBooking('LeaveWaitlist');

export const RecordHandOverPayload = ofBooking('RecordHandOver');
export const ExcuseBookingPayload = ofBooking('ExcuseBooking');
export const RecordReturnPayload = ofBooking('RecordReturn');
export const BillBookingPayload = ofBooking('BillBooking');
export const RecordMeterReadingPayload = ofAsset('RecordMeterReading', 'readingId');
export const CorrectMeterReadingPayload = ofAsset('CorrectMeterReading');
export const ReportDamagePayload = ofAsset('ReportDamage', 'damageId');

export const StartDowntimePayload = ofUpkeep('StartDowntime', 'downtimeId');
export const ExtendDowntimePayload = ofUpkeep('ExtendDowntime');
export const EndDowntimePayload = ofAsset('EndDowntime');
export const SetMaintenancePlanPayload = ofAsset('SetMaintenancePlan');
export const ScheduleMaintenancePayload = ofUpkeep('ScheduleMaintenance', 'maintenanceId');
export const CancelMaintenancePayload = ofAsset('CancelMaintenance');
export const CompleteMaintenancePayload = ofAsset('CompleteMaintenance');

export const ScheduleRunPayload = ofAsset('ScheduleRun', 'runId');
export const JoinRunPayload = ofAsset('JoinRun');
export const LeaveRunPayload = ofAsset('LeaveRun');
export const CancelRunPayload = ofAsset('CancelRun');
export const CompleteRunPayload = ofAsset('CompleteRun');

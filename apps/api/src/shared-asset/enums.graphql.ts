import { enumType } from '../graphql/fields';

export const AssetKind = enumType('AssetKind', 'What is shared.', {
  EQUIPMENT: 'A machine, a vehicle, a tool.',
  FACILITY: 'A hall, a nursery, a laboratory.',
  SPECIALIST: 'A person’s time: a textile engineer, an agronomist.',
});

export const AssetPhase = enumType('AssetPhase', 'Where a shared asset stands; derived, never set.', {
  PROPOSED: 'It is proposed to be shared.',
  FUNDING: 'Members pledge towards it.',
  ACQUIRED: 'It is there, and not in service yet.',
  AVAILABLE: 'It can be booked.',
  OUT_OF_SERVICE: 'It is down for the time being.',
  RETIRED: 'It is shared no longer.',
});

export const OwnerKind = enumType('OwnerKind', 'Who owns an asset in law, who need not be among its users.', {
  ASSOCIATION: 'The association itself.',
  SHAREHOLDERS: 'Whoever holds its shares.',
  ENTERPRISE: 'One enterprise, which lets others use it.',
  INSTITUTION: 'A chamber, a municipality, a school.',
});

export const ApprovalRule = enumType('ApprovalRule', 'Whether a booking waits for somebody’s approval.', {
  NONE: 'A booking that keeps the rules stands at once.',
  REQUIRED: 'A custodian or coordinator approves it; it holds its slot while it waits.',
});

export const Weekday = enumType('Weekday', 'A day of the week, by the two letters of RFC 5545.', {
  MO: 'Monday.',
  TU: 'Tuesday.',
  WE: 'Wednesday.',
  TH: 'Thursday.',
  FR: 'Friday.',
  SA: 'Saturday.',
  SU: 'Sunday.',
});

export const QuotaPeriod = enumType('QuotaPeriod', 'A calendar period in the asset’s time zone.', {
  DAY: 'A day.',
  WEEK: 'A week of ISO 8601, from Monday on.',
  MONTH: 'A month.',
});

export const TariffBasis = enumType('TariffBasis', 'What use is paid by.', {
  HOUR: 'The hour.',
  METER: 'The unit on the meter.',
  BOOKING: 'The booking, however long it is.',
});

export const HireBasis = enumType('HireBasis', 'What use is compared with.', {
  HIRE_RATE: 'Hiring one elsewhere.',
  OWN_OWNERSHIP: 'Owning one alone.',
});

export const HireUnit = enumType('HireUnit', 'What a rate of comparison is per.', {
  HOUR: 'The hour of use.',
  METER: 'The unit on the meter.',
});

export const BookingStatus = enumType('BookingStatus', 'Where a booking stands.', {
  REQUESTED: 'It waits for approval and holds its slot.',
  HELD: 'Its slot is held until it is confirmed or the hold runs out.',
  CONFIRMED: 'It stands.',
  IN_USE: 'The asset is in the enterprise’s hands.',
  RETURNED: 'The asset is back; the bill follows.',
  BILLED: 'It is billed.',
  WAITLISTED: 'It waits for a slot that is taken.',
  RELEASED: 'The enterprise gave it back, or stopped waiting.',
  DECLINED: 'It was not approved.',
  LAPSED: 'Its hold ran out, nobody decided it in time, or its time on the waitlist came.',
  NO_SHOW: 'The asset was not fetched.',
  DISPLACED: 'The asset could not be had then after all; nobody is blamed.',
});

export const AssetCondition = enumType('AssetCondition', 'How an asset was found.', {
  GOOD: 'As it should be.',
  DAMAGED: 'Damaged.',
});

export const BlockKind = enumType('BlockKind', 'What takes an asset’s time.', {
  BOOKING: 'A booking.',
  DOWNTIME: 'It is out of service.',
  MAINTENANCE: 'Scheduled maintenance.',
  RUN: 'A joint run.',
});

export const DowntimeCause = enumType('DowntimeCause', 'Why an asset is out of service.', {
  BREAKDOWN: 'It broke down.',
  MAINTENANCE: 'It is being maintained.',
  INSPECTION: 'It is being inspected.',
  OTHER: 'Another cause.',
});

export const DisplacementCause = enumType('DisplacementCause', 'What displaced a booking.', {
  DOWNTIME: 'The asset is out of service then.',
  MAINTENANCE: 'It is maintained then.',
  RETIREMENT: 'It is shared no longer.',
  LATE_RETURN: 'Whoever had it before kept it too long.',
});

export const FeeCause = enumType('FeeCause', 'What a fee is for.', {
  NO_SHOW: 'The asset was not fetched.',
  LATE_RELEASE: 'The booking was given back after the cut-off.',
});

export const OnConflict = enumType('OnConflict', 'What becomes of a series of which some occurrences can’t be had.', {
  REFUSE: 'Nothing is booked, and each conflict is named.',
  SKIP: 'The others are booked.',
});

export const FundingOutcome = enumType('FundingOutcome', 'How funding ended.', {
  REACHED: 'The target was reached: each pledge is owed.',
  FAILED: 'It was not: nobody owes anything.',
});

export const PledgeStatus = enumType('PledgeStatus', 'Where a pledge stands.', {
  PLEDGED: 'It binds, should the target be reached.',
  WITHDRAWN: 'It was taken back.',
  CALLED: 'It is owed.',
  RECEIVED: 'It is paid.',
  NOT_CALLED: 'The target was not reached: it binds nobody.',
});

export const AssetCostCategory = enumType('AssetCostCategory', 'What keeping or running an asset cost.', {
  MAINTENANCE: 'Upkeep and repair.',
  ENERGY: 'Power and fuel.',
  OPERATOR: 'Whoever runs it.',
  RENT: 'Where it stands.',
  INSURANCE: 'Its insurance.',
  OTHER: 'Anything else.',
});

export const SurplusMethod = enumType('SurplusMethod', 'How a surplus is shared among members.', {
  SHARES: 'By ownership shares.',
  USAGE: 'By what each paid for use.',
  EQUAL: 'By heads of those who used it.',
});

export const SurplusStatus = enumType('SurplusStatus', 'Where a proposal to share a surplus stands.', {
  PROPOSED: 'It waits for a second person.',
  DISTRIBUTED: 'It was approved and shared.',
  REJECTED: 'It was turned down.',
});

export const RunSharing = enumType('RunSharing', 'How a joint run’s cost is shared.', {
  PROPORTIONAL: 'By the quantity that each brought.',
  EQUAL: 'By heads.',
});

export const RunStatus = enumType('RunStatus', 'Where a joint run stands.', {
  JOINING: 'Members join.',
  READY: 'Joining ended; it goes ahead.',
  CANCELLED: 'It does not take place.',
  COMPLETED: 'It took place.',
});

export const RunCancellation = enumType('RunCancellation', 'Why a joint run does not take place.', {
  BELOW_MINIMUM: 'Too little was announced when joining ended.',
  COORDINATOR: 'A coordinator called it off.',
  DOWNTIME: 'The asset is out of service then.',
  MAINTENANCE: 'It is maintained then.',
  RETIREMENT: 'It is shared no longer.',
});

export const MaintenanceStatus = enumType('MaintenanceStatus', 'Where scheduled maintenance stands.', {
  SCHEDULED: 'It lies ahead, or is under way.',
  CANCELLED: 'It does not take place.',
  COMPLETED: 'It was done.',
});

export const ReadingSource = enumType('ReadingSource', 'When a meter was read.', {
  COMMISSIONING: 'As the asset was put into service.',
  HAND_OVER: 'At a hand-over.',
  RETURN: 'At a return.',
  READING: 'In between.',
});

export const ConfirmedBy = enumType('ConfirmedBy', 'What made a booking stand.', {
  RULE: 'The rules let it through.',
  ENTERPRISE: 'The enterprise confirmed its hold.',
  APPROVAL: 'Somebody approved it.',
});

export const EndingCause = enumType('EndingCause', 'How a booking lapsed, or waiting for one ended.', {
  HOLD_EXPIRED: 'The hold ran out.',
  NOT_DECIDED: 'Nobody decided it in time.',
  LEFT: 'The enterprise left the waitlist.',
  TIME_CAME: 'The slot’s time came.',
  RETIREMENT: 'The asset is shared no longer.',
});

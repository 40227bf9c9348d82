import type { EventStore } from '@jointly/event-store';
import {
  associationStream,
  defaultRules,
  enterpriseStream,
  sharedAssetStream,
  type AssociationEvent,
  type EnterpriseEvent,
  type SharedAssetEvent,
} from '@jointly/joint-actions';
import {
  associationId,
  commandId,
  deadlineEventId,
  eventId,
  instant,
  later,
  type DomainEvent,
  type EnterpriseId,
  type EventId,
  type EventMetadata,
  type Instant,
  type PersonId,
  type StoredEvent,
  type StreamId,
} from '@jointly/kernel';

export const association = associationId('atuntaqui');
export const enterpriseId = 'enterprise_knitter' as EnterpriseId;
export const delegate = 'person_5b0e8c7a6c9d4f1e8a2b3c4d5e6f7081' as PersonId;
const hour = 3_600_000;
/** How long before its start each booking is made, in hours. */
export const ahead = 48;
const usd = (minor: number) => ({ minor, currency: 'USD' });

/** What a decision, or a deadline, left in a stream at a moment. */
interface Told {
  readonly at: Instant;
  /** Absent where it was a deadline. */
  readonly command?: string;
  readonly events: readonly DomainEvent<string, object>[];
}

/** An association with one member, which books by its delegate. */
export async function found(store: EventStore, at: Instant): Promise<void> {
  const books = { name: 'Atuntaqui', currency: 'USD', currencyDigits: 2, timeZone: 'America/Guayaquil' };
  const founded: AssociationEvent = {
    type: 'AssociationFounded',
    data: { ...books, rules: { ...defaultRules('USD'), version: 1 } },
  };
  await write(store, associationStream(association), [{ at, events: [founded] }]);
  const sealed = {
    v: 1,
    class: 'personal',
    keyId: 'key',
    path: '/name',
    schemaVersion: 1,
    nonce: 'AA',
    ciphertext: 'AA',
  } as const;
  const record = {
    enterpriseId,
    name: sealed,
    kind: 'FIRM',
    size: 'MICRO',
    clusterId: 'knitting',
    sector: 'Knitting',
  } as const;
  const mandate = { mandateId: 'mandate', personId: delegate, scopes: ['BOOK' as const], from: at };
  const joined: EnterpriseEvent[] = [
    { type: 'EnterpriseRegistered', data: record },
    { type: 'MemberAdmitted', data: { enterpriseId } },
    { type: 'DelegateAppointed', data: { enterpriseId, ...mandate } },
  ];
  await write(store, enterpriseStream(association, enterpriseId), [{ at, events: joined }]);
}

/** A machine that can be booked at all hours, and `past` bookings of an hour each, one after the other until `now`. */
export async function share(store: EventStore, assetId: string, now: Instant, past: number): Promise<void> {
  await write(store, sharedAssetStream(association, assetId), life(assetId, later(now, -past * hour), past));
}

function* life(assetId: string, from: Instant, past: number): Generator<Told> {
  yield { at: later(from, -ahead * hour), events: commissioned(assetId, later(from, -ahead * hour)) };
  const booking = (number: number) => booked(assetId, number, later(from, number * hour));
  for (let number = -ahead; number <= past; number++) {
    const at = later(from, number * hour);
    if (number > 0) yield { at, command: `return ${number - 1}`, events: booking(number - 1).returned };
    if (number >= 0 && number < past) yield { at, command: `out ${number}`, events: booking(number).handedOver };
    const [cutOff, asked] = [number + ahead / 2, number + ahead];
    if (cutOff >= 0 && cutOff < past) yield { at, events: booking(cutOff).cutOff };
    if (asked < past) yield { at, command: `book ${asked}`, events: booking(asked).requested };
  }
}

function commissioned(assetId: string, at: Instant): SharedAssetEvent[] {
  const rules = {
    approval: 'NONE' as const,
    nonMembers: false,
    openingHours: [],
    minimumMinutes: 30,
    maximumMinutes: 600,
    horizonDays: 365,
    holdMinutes: 60,
    approvalHours: 24,
    cutOffHours: ahead / 2,
    noShowMinutes: 30,
    lateReleaseOutcome: '0.5',
    returnGraceHours: 24,
    reviewDays: 0,
    surplusMethod: 'USAGE' as const,
  };
  const what = { clusterId: 'knitting', title: 'Knitting machine', kind: 'EQUIPMENT' as const };
  const kept = { owner: { kind: 'ASSOCIATION' as const }, custodians: ['person_of_the_chamber' as PersonId] };
  const terms = { currency: 'USD', timeZone: 'America/Guayaquil', rules, rulesVersion: 1 };
  const price = (amount: string) => ({ amount, currency: 'USD' });
  const rates = { validFrom: at, basis: 'HOUR' as const, member: price('4'), nonMember: price('6') };
  return [
    { type: 'AssetRegistered', data: { assetId, ...what, ...kept, ...terms } },
    { type: 'AssetAcquired', data: { assetId, acquiredAt: at, price: usd(900000), salvage: usd(0), lifeYears: 20 } },
    { type: 'AssetCommissioned', data: { assetId } },
    { type: 'TariffSet', data: { assetId, tariffId: 'tariff', ...rates } },
  ];
}

/** All that a booking leaves which is kept, used and billed. */
function booked(assetId: string, number: number, start: Instant) {
  const end = later(start, hour);
  const of = { assetId, bookingId: `booking_${number}`, enterpriseId };
  const terms = {
    ...of,
    start,
    end,
    member: true,
    rulesVersion: 1,
    cutOffAt: later(start, (-ahead / 2) * hour),
    noShowAt: later(start, hour / 2),
    lateReleaseOutcome: '0.5',
    returnGraceHours: 24,
    expectedCharge: usd(400),
    paymentDueDays: 30,
    reference: usd(100000),
    consent: { how: 'DELEGATE' as const, mandateId: 'mandate' },
  };
  const rate = { amount: '4', currency: 'USD' };
  const bill = { tariffId: 'tariff', basis: 'HOUR' as const, rate, quantity: { value: '1', unit: 'h' } };
  const owed = { chargeId: `charge_${number}`, dueAt: later(end, 720 * hour), amount: usd(400) };
  const events = <E extends SharedAssetEvent>(...all: E[]): E[] => all;
  return {
    requested: events(
      { type: 'BookingRequested', data: terms },
      { type: 'BookingConfirmed', data: { ...of, by: 'RULE' } },
    ),
    cutOff: events({ type: 'ReleaseCutOffPassed', data: of }),
    handedOver: events({ type: 'AssetHandedOver', data: { ...of, at: start, condition: 'GOOD' } }),
    returned: events(
      {
        type: 'AssetReturned',
        data: { ...of, at: end, condition: 'GOOD', usedMinutes: 60, lateMinutes: 0, reviewUntil: end },
      },
      { type: 'UsageBilled', data: { ...of, ...owed, ...bill, minimumApplied: false, baselines: [] } },
    ),
  };
}

const perAppend = 400;

/** Writes a stream from its beginning as the executor would have, many decisions to an append. */
async function write(store: EventStore, stream: StreamId, history: Iterable<Told>): Promise<void> {
  let events: StoredEvent[] = [];
  let next = 0;
  const append = async (): Promise<void> => {
    await store.append({ stream, expected: next - events.length - 1, events });
    events = [];
  };
  for (const told of history) {
    const more = stored(stream, next, told);
    next += more.length;
    events.push(...more);
    if (events.length >= perAppend) await append();
  }
  if (events.length > 0) await append();
}

function stored(stream: StreamId, from: number, { at, command, events }: Told): StoredEvent[] {
  const id = command === undefined ? undefined : commandId(association, delegate, stream, command);
  return events.map(({ type, data }, index) => {
    const own = id ? eventId(id, index) : deadlineEventId(stream, type, String(from));
    const place = { eventId: own, stream, association, revision: from + index, schemaVersion: 1 };
    const metadata = metadataOf(own, id);
    return { ...place, type, data: data as StoredEvent['data'], occurredAt: at, recordedAt: at, metadata };
  });
}

const metadataOf = (own: EventId, id: EventMetadata['commandId']): EventMetadata => ({
  actor: delegate,
  authority: [{ stream: associationStream(association), revision: 0 }],
  ...(id && { commandId: id, commandFingerprint: 'q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6j7k8l9z0x1c' }),
  correlationId: id ?? own,
  causationId: id ?? own,
  clock: 'controlled',
  salt: 'AAECAwQFBgcICQoLDA0ODw',
});

export const hoursAfter = (now: Instant, hours: number): Instant => instant(Date.parse(now) + hours * hour);

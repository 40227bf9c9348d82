import { Type } from '@sinclair/typebox';
import { defineEvent, personal } from '@jointly/kernel';
import { idSchema, instantSchema, nameSchema, oneOf, personIdSchema, reasonSchema, record } from '../../schemas';
import { readingSchema } from '../schemas';

export const DowntimeStarted = defineEvent({
  type: 'DowntimeStarted',
  description: 'The asset is out of service; bookings until the expected end are displaced.',
  schema: record({
    assetId: idSchema,
    downtimeId: idSchema,
    start: instantSchema,
    expectedEnd: instantSchema,
    cause: oneOf(['BREAKDOWN', 'MAINTENANCE', 'INSPECTION', 'OTHER']),
    reportedBy: personIdSchema,
    note: Type.Optional(personal(reasonSchema, 'reportedBy')),
  }),
});

export const DowntimeExtended = defineEvent({
  type: 'DowntimeExtended',
  description: 'The asset stays out of service longer; bookings until the new expected end are displaced.',
  schema: record({ assetId: idSchema, downtimeId: idSchema, expectedEnd: instantSchema }),
});

export const DowntimeEnded = defineEvent({
  type: 'DowntimeEnded',
  description: 'The asset is back in service.',
  schema: record({ assetId: idSchema, downtimeId: idSchema, end: instantSchema }),
});

export const MaintenancePlanSet = defineEvent({
  type: 'MaintenancePlanSet',
  description: 'When maintenance falls due: after so much on the meter, after so many days, whichever comes first.',
  schema: record({
    assetId: idSchema,
    everyUnits: Type.Optional(readingSchema),
    everyDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_650 })),
    /** Counted from these. */
    sinceReading: Type.Optional(readingSchema),
    since: instantSchema,
  }),
});

export const MaintenanceFellDue = defineEvent({
  type: 'MaintenanceFellDue',
  description: 'Maintenance is due: nothing new is booked until it is scheduled or done.',
  schema: record({ assetId: idSchema, cause: oneOf(['METER', 'DATE']) }),
});

export const MaintenanceScheduled = defineEvent({
  type: 'MaintenanceScheduled',
  description: 'Maintenance takes the asset from start to end; bookings then are displaced.',
  schema: record({
    assetId: idSchema,
    maintenanceId: idSchema,
    title: nameSchema,
    start: instantSchema,
    end: instantSchema,
  }),
});

export const MaintenanceCancelled = defineEvent({
  type: 'MaintenanceCancelled',
  description: 'Scheduled maintenance does not take place; its slot is free.',
  schema: record({ assetId: idSchema, maintenanceId: idSchema }),
});

export const MaintenanceCompleted = defineEvent({
  type: 'MaintenanceCompleted',
  description: 'Maintenance was done; the next one counts from here.',
  schema: record({
    assetId: idSchema,
    /** The scheduled one; absent for one done unscheduled. */
    maintenanceId: Type.Optional(idSchema),
    at: instantSchema,
    reading: Type.Optional(readingSchema),
    doneBy: personIdSchema,
    note: Type.Optional(personal(reasonSchema, 'doneBy')),
  }),
});

export const upkeepEvents = [
  DowntimeStarted,
  DowntimeExtended,
  DowntimeEnded,
  MaintenancePlanSet,
  MaintenanceFellDue,
  MaintenanceScheduled,
  MaintenanceCancelled,
  MaintenanceCompleted,
] as const;

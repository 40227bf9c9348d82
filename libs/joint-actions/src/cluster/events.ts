import { defineEvent, type EventOf } from '@jointly/kernel';
import { idSchema, nameSchema, oneOf, record } from '../schemas';

/** How far the cluster has come: not yet one, one that falls short of its promise, one that keeps it. */
export const clusterStageSchema = oneOf(['PRE_CLUSTER', 'UNDERPERFORMING', 'PERFORMING']);

export const ClusterCreated = defineEvent({
  type: 'ClusterCreated',
  description: 'A territory and a sector were named as a cluster of the association.',
  schema: record({
    clusterId: idSchema,
    name: nameSchema,
    sector: nameSchema,
    territory: nameSchema,
    stage: clusterStageSchema,
  }),
});

export const ClusterStageChanged = defineEvent({
  type: 'ClusterStageChanged',
  description: 'The cluster moved to another stage at the event’s business time.',
  schema: record({ clusterId: idSchema, from: clusterStageSchema, to: clusterStageSchema }),
});

export const clusterEvents = [ClusterCreated, ClusterStageChanged];

export type ClusterEvent = EventOf<(typeof clusterEvents)[number]>;

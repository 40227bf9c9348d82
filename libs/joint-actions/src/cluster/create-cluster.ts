import type { Static } from '@sinclair/typebox';
import { accept, defineCommand, newId, type CommandId } from '@jointly/kernel';
import { requiresRole, type KnowsAssociation } from '../authority';
import { nameSchema, record } from '../schemas';
import { associationStream, clusterStream } from '../streams';
import { clusterStageSchema, type ClusterEvent } from './events';
import type { ClusterState } from './state';

const input = record({ name: nameSchema, sector: nameSchema, territory: nameSchema, stage: clusterStageSchema });
type Input = Static<typeof input>;

/** The id of the cluster that this command creates. */
export const newClusterId = (command: CommandId): string => newId('cluster', command);

export const CreateCluster = defineCommand<Input, ClusterState, KnowsAssociation, ClusterEvent>({
  type: 'CreateCluster',
  stream: ({ association, id }) => clusterStream(association, newClusterId(id)),
  lookups: ({ association }) => ({ association: associationStream(association) }),
  input,
  policies: [requiresRole('COORDINATOR')],
  // The id comes from the command: a cluster that is there already was created by this very command.
  decide: ({ id, data }, { status }) =>
    status === 'ABSENT' ? accept({ type: 'ClusterCreated', data: { clusterId: newClusterId(id), ...data } }) : accept(),
});

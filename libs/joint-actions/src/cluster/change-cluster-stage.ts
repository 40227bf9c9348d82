import type { Static } from '@sinclair/typebox';
import { accept, defineCommand, refusal, type Policy } from '@jointly/kernel';
import { requiresRole, type KnowsAssociation } from '../authority';
import { existing } from '../existing';
import { idSchema, record } from '../schemas';
import { associationStream, clusterStream } from '../streams';
import { clusterStageSchema, type ClusterEvent } from './events';
import type { ClusterState } from './state';

const input = record({ clusterId: idSchema, stage: clusterStageSchema });
type Input = Static<typeof input>;
type Rule = Policy<Input, ClusterState, KnowsAssociation>;

const movesOn: Rule = ({ data }, cluster) => {
  if (cluster.status === 'ABSENT')
    return refusal('CLUSTER_NOT_FOUND', 'There is no such cluster in this association. Check its id.', 'clusterId');
  if (cluster.stage === data.stage) return refusal('STAGE_UNCHANGED', 'The cluster is at this stage already.', 'stage');
  return undefined;
};

export const ChangeClusterStage = defineCommand<Input, ClusterState, KnowsAssociation, ClusterEvent>({
  type: 'ChangeClusterStage',
  stream: ({ association, data }) => clusterStream(association, data.clusterId),
  lookups: ({ association }) => ({ association: associationStream(association) }),
  input,
  policies: [requiresRole('COORDINATOR'), movesOn],
  decide: ({ data: { clusterId, stage } }, cluster) =>
    accept({ type: 'ClusterStageChanged', data: { clusterId, from: existing(cluster).stage, to: stage } }),
});

import type { Aggregate } from '@jointly/kernel';
import { ChangeClusterStage } from './change-cluster-stage';
import { CreateCluster } from './create-cluster';
import type { ClusterEvent } from './events';
import { evolveCluster, noCluster, type ClusterState } from './state';

export const cluster: Aggregate<ClusterState, ClusterEvent> = {
  category: 'cluster',
  initial: noCluster,
  evolve: evolveCluster,
  commands: [CreateCluster, ChangeClusterStage],
};

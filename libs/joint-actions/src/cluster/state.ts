import type { Static } from '@sinclair/typebox';
import type { Happened } from '@jointly/kernel';
import type { ClusterEvent, clusterStageSchema } from './events';

export type ClusterStage = Static<typeof clusterStageSchema>;

export type ClusterState =
  | { readonly status: 'ABSENT' }
  | { readonly status: 'CREATED'; readonly clusterId: string; readonly stage: ClusterStage };

export const noCluster: ClusterState = { status: 'ABSENT' };

export function evolveCluster(_state: ClusterState, event: Happened<ClusterEvent>): ClusterState {
  const { clusterId } = event.data;
  switch (event.type) {
    case 'ClusterCreated':
      return { status: 'CREATED', clusterId, stage: event.data.stage };
    case 'ClusterStageChanged':
      return { status: 'CREATED', clusterId, stage: event.data.to };
  }
}

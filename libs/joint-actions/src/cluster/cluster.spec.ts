import { clusterCreated, oilCluster, reopWith, stranger } from '../testing/parties';
import { given } from '../testing/specification';
import { cluster } from './aggregate';
import { ChangeClusterStage } from './change-cluster-stage';
import { CreateCluster } from './create-cluster';

const known = { association: reopWith() };
const oil = {
  name: 'Oil pressers of Addis Ababa',
  sector: 'Edible oil',
  territory: 'Addis Ababa',
  stage: 'PRE_CLUSTER' as const,
};

describe('a cluster', () => {
  it('is created by a coordinator under an id that the command gives', () => {
    const outcome = given(cluster).known(known).when(CreateCluster, oil);
    outcome.then({
      type: 'ClusterCreated',
      data: { clusterId: expect.stringMatching(/^cluster_[0-9a-f]{32}$/) as string, ...oil },
    });
    outcome.next.when(CreateCluster, oil).then();
  });

  it('is not created by others', () => {
    given(cluster).known(known).when(CreateCluster, oil, { actor: stranger }).refuses('NOT_PERMITTED');
  });

  it('is not created in an association that does not exist', () => {
    given(cluster).when(CreateCluster, oil).refuses('ASSOCIATION_NOT_FOUND');
  });

  it('moves from stage to stage', () => {
    given(cluster, clusterCreated)
      .known(known)
      .when(ChangeClusterStage, { clusterId: oilCluster, stage: 'UNDERPERFORMING' })
      .then({
        type: 'ClusterStageChanged',
        data: { clusterId: oilCluster, from: 'PRE_CLUSTER', to: 'UNDERPERFORMING' },
      });
  });

  it('is not moved by others', () => {
    given(cluster, clusterCreated)
      .known(known)
      .when(ChangeClusterStage, { clusterId: oilCluster, stage: 'PERFORMING' }, { actor: stranger })
      .refuses('NOT_PERMITTED');
  });

  it('does not move to the stage it has moved to already', () => {
    const outcome = given(cluster, clusterCreated)
      .known(known)
      .when(ChangeClusterStage, { clusterId: oilCluster, stage: 'PERFORMING' });
    outcome.next.when(ChangeClusterStage, { clusterId: oilCluster, stage: 'PERFORMING' }).refuses('STAGE_UNCHANGED');
  });

  it('that is not there does not move', () => {
    given(cluster)
      .known(known)
      .when(ChangeClusterStage, { clusterId: oilCluster, stage: 'PERFORMING' })
      .refuses('CLUSTER_NOT_FOUND');
  });
});
